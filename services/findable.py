"""What the portal's search and its site map know of the services: what is requested is in the offer."""

from django.urls import reverse

from ground.findable import Findable


def pages() -> list[Findable]:
    return [
        Findable(
            "Próximos cursos",
            reverse("services:editions"),
            "Los cursos de metrología con inscripciones abiertas: fechas, lugar, cupos y precio.",
            also="capacitación curso inscripción inscribirse cupo fechas edición calendario formación taller",
        ),
        Findable(
            "Rondas de ensayos de aptitud",
            reverse("services:rounds"),
            "El calendario de las comparaciones interlaboratorio: qué se mide, fechas, cupos y precio.",
            also="ronda interlaboratorio comparación ensayo aptitud inscripción calendario desempeño z En protocolo",
        ),
    ]
