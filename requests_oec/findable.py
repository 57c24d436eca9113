"""What the portal's search and its site map know of the OEC communication."""

from django.urls import reverse

from ground.findable import Findable


def pages() -> list[Findable]:
    return [
        Findable(
            "Solicitud de Comunicación a Organismos Evaluadores de la Conformidad (OEC)",
            reverse("requests_oec:request"),
            "La comunicación del Instituto para un laboratorio de calibración o de ensayo acreditado, con las "
            "personas responsables y los elementos que necesita.",
            also="oec carta permiso circulación laboratorio acreditado decreto 636 onac solicitar pedir",
            is_task=True,
            needs_account=True,
        )
    ]
