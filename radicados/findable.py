"""What the portal's search and its site map know of documents: how one is verified, never which there are."""

from django.urls import reverse

from ground.findable import Findable


def pages() -> list[Findable]:
    return [
        Findable(
            "Verificar un radicado",
            reverse("radicados:lookup"),
            "Compruebe que una carta o un documento lo emitió el Instituto: con el código QR, o con el número de "
            "radicado y el código de verificación.",
            also="verificación autenticidad validar comprobar falso documento carta comunicación certificado qr código "
            "firma digital",
            is_task=True,
        )
    ]
