"""What the letters about a request have in common: to whom they go, and how the customer goes on."""

from collections.abc import Iterable

from django.conf import settings

from radicados.letter_parts import in_a_sentence, letterhead
from radicados.letters import Block, Letter, Paragraph
from services.models import ServiceRequest

FAREWELL = "Cordialmente,"
CUSTOMER_DOCUMENT = "Documento del cliente"


def to_customer(request: ServiceRequest, subject: str, blocks: Iterable[Block]) -> Letter:
    """A letter to whoever asks for the service; raises NoSignatoryError."""
    is_company = request.customer_document.startswith(("NIT", "Identificación"))
    lines = ("Señores" if is_company else "Señor(a)", request.customer_name, request.customer_document)
    attention = f"Atención: {request.contact_name}" if request.contact_name != request.customer_name else ""
    return Letter(
        **letterhead(),
        subject=subject,
        addressee=tuple(filter(None, (*lines, request.customer_address, attention))),
        salutation="Respetados señores:" if is_company else "Respetado(a) señor(a):",
        blocks=tuple(blocks),
        farewell=FAREWELL,
    )


def named(request: ServiceRequest) -> str:
    """«solicitud de calibración»."""
    return f"solicitud de {in_a_sentence(request.get_kind_display())}"


def reference(request: ServiceRequest) -> str:
    """«solicitud de calibración radicada con el número …»."""
    return f"{named(request)} radicada con el número {request.radicado.number}"


def following(*, opens_it: bool = True) -> Paragraph:
    """Where the customer sees the request and goes on. The code of a letter that others are handed, too, a carrier or
    an auditor, does not open it: that of the acknowledgement does."""
    site = settings.PORTAL_BASE_URL
    if not opens_it:
        return Paragraph(
            f"Siga su solicitud en {site}/radicados/, con su cuenta, o en {site}/servicios/consulta/, con el número y "
            "el código de su acuse de recibo."
        )
    return Paragraph(
        f"Siga su solicitud, responda o desista en {site}/radicados/, con su cuenta, o en {site}/servicios/consulta/, "
        "con el número de radicado y el código de verificación impresos en esta carta."
    )
