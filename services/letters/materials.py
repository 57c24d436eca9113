"""The letters about reference materials: what leaves, of which lots; and a lot that must not be used."""

from collections.abc import Sequence
from typing import Any

from radicados.letter_parts import paragraphs
from radicados.letters import Block, Column, Fields, Letter, Paragraph, Table
from services.letters.parts import following, reference, to_customer
from services.models import Lot, ServiceRequest

_LOTS = (
    Column("Material", 2.1), Column("Lote", 1.4), Column("Unidades", 1), Column("Vence", 1.2), Column("SHA-256", 2.9),
)  # fmt: skip


def compose_dispatch(
    request: ServiceRequest,
    rows: Sequence[tuple[Lot, int]],
    journey: Any,
    *,
    text: str,
    is_whole: bool,
) -> Letter:
    """Raises NoSignatoryError."""
    table = tuple(
        (lot.name, lot.number, str(units), f"{lot.expires_on:%d/%m/%Y}", lot.certificate.sha256) for lot, units in rows
    )
    going = (
        ("Transportador", journey.carrier),
        ("Número de guía", journey.guide),
        ("Lo recogió", journey.taken_by),
        ("Documento", journey.document),
    )
    keeping = dict.fromkeys(_kept(lot) for lot, _units in rows if lot.storage or lot.hazard)
    left = "Con esto le entrega todo lo que pidió." if is_whole else "Lo que falta va en otro despacho."
    blocks: tuple[Block, ...] = (
        Paragraph(f"El INM despachó lo siguiente, de su {reference(request)}. {left}"),
        Table("Lo que se despachó", _LOTS, table),
        Paragraph(
            "El certificado de cada lote se descarga en la página de su solicitud y se comprueba con su huella "
            "SHA-256, que es la de esta carta."
        ),
        Fields("Cómo se entrega", tuple((label, told) for label, told in going if told), documents=("Documento",)),
        *(Paragraph(words) for words in keeping),
        *paragraphs(text),
        Paragraph("Cuando lo reciba, díganos en su solicitud si llegó completo y en buen estado."),
        following(opens_it=False),
    )
    return to_customer(request, f"Despacho: su solicitud {request.radicado.number}", blocks)


def _kept(lot: Lot) -> str:
    told = (f"consérvelo así: {lot.storage}" if lot.storage else "", f"peligros: {lot.hazard}" if lot.hazard else "")
    return f"{lot.name}, lote {lot.number}: {'; '.join(filter(None, told))}."


def blocked_letter(request: ServiceRequest, lot: Lot, *, reason: str, what_to_do: str) -> Letter:
    """To whoever bought of it. Raises NoSignatoryError."""
    blocks = (
        Paragraph(
            f"El INM le despachó unidades del lote {lot.number} de {lot.name}, de su {reference(request)}. Ese lote "
            "quedó bloqueado: no lo use mientras no le digamos otra cosa."
        ),
        Paragraph("Por qué:"),
        *paragraphs(reason),
        Paragraph("Qué debe hacer:"),
        *paragraphs(what_to_do),
        following(),
    )
    return to_customer(request, f"No use el lote {lot.number} de {lot.name}", blocks)
