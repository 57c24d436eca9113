"""What the portal's search and its site map know of the rights over one's own data."""

from django.urls import reverse

from ground.findable import Findable


def pages() -> list[Findable]:
    return [
        Findable(
            "Mis datos personales",
            reverse("habeas_data:overview"),
            "Lo que el Instituto guarda sobre usted, quién lo ha consultado, y cómo corregirlo o suprimirlo.",
            also="habeas data ley 1581 privacidad protección borrar eliminar",
            needs_account=True,
        ),
        Findable(
            "Descargar mis datos",
            reverse("habeas_data:download"),
            "Una copia de todo lo que el Instituto guarda sobre usted.",
            also="habeas data copia exportar",
            is_task=True,
            needs_account=True,
        ),
        Findable(
            "Reclamo sobre mis datos",
            reverse("habeas_data:claim"),
            "Pida corregir, actualizar o suprimir sus datos, o revoque su autorización.",
            also="habeas data borrar eliminar rectificar",
            is_task=True,
            needs_account=True,
        ),
    ]
