"""The *oficio remisorio*: a petition goes on to the entity that is competent (CPACA, art. 21; Ley 1581 de
2012, art. 15)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ground.documents.models import Document
from legal_calendar.legal_time import long_date
from pqrsd.kinds import Step
from pqrsd.letters.parts import FAREWELL, PETITIONER_DOCUMENT, reached_at, reference, represented
from pqrsd.models import Petitioner, Pqrsd
from radicados.letter_parts import enclosures, paragraphs
from radicados.letterhead import letterhead
from radicados.letters import Block, Fields, Letter, Paragraph

WRITINGS = (Step.COMPLETED, Step.REPLIED)


@dataclass(frozen=True)
class Receiver:
    """The entity that a petition goes to; of e-mail and address, one may be empty."""

    name: str
    email: str
    address: str


def compose_transfer(pqrsd: Pqrsd, *, to: Receiver, text: str, documents: Sequence[Document]) -> Letter:
    """One letter for both: to the entity, with a copy to the petitioner. Raises NoSignatoryError.

    Whom to answer is running text, which no public page shows.
    """
    return Letter(
        **letterhead(),
        subject=f"Traslado por competencia de la petición con radicado {pqrsd.radicado.number}",
        addressee=tuple(filter(None, ("Señores", to.name, to.address, to.email))),
        salutation="Respetados señores:",
        blocks=tuple(_blocks(pqrsd, text, documents)),
        farewell=FAREWELL,
    )


def _blocks(pqrsd: Pqrsd, text: str, documents: Sequence[Document]) -> Iterable[Block]:
    petitioner = pqrsd.named_petitioner
    yield Paragraph(
        f"Les trasladamos la {reference(pqrsd)}, porque su respuesta es competencia de ustedes "
        f"({pqrsd.termino.transfer_norm})."
    )
    yield from paragraphs(text)
    yield Paragraph(
        "El término para decidir se cuenta desde el día siguiente al de la recepción de la petición por la "
        "autoridad competente."
    )
    yield _petitioner_fields(petitioner)
    if petitioner and (whom := represented(petitioner)):
        yield Paragraph(f"{whom}.")
    yield Paragraph(_where_to_answer(petitioner))
    yield Paragraph("Lo que solicita, en sus palabras:")
    yield from paragraphs(pqrsd.request)
    if pqrsd.grounds:
        yield from (Paragraph("Razones:"), *paragraphs(pqrsd.grounds))
    yield from _written_later(pqrsd)
    yield from enclosures(documents)
    yield Paragraph(_copy_to(petitioner, pqrsd.termino.transfer_norm))


def _written_later(pqrsd: Pqrsd) -> Iterable[Block]:
    """What completes the petition belongs to it."""
    for step in pqrsd.steps.filter(kind__in=WRITINGS).exclude(text=""):
        yield Paragraph(f"Lo que agregó el {long_date(step.at)}:")
        yield from paragraphs(step.text)


def _petitioner_fields(petitioner: Petitioner | None) -> Fields:
    if petitioner is None:
        return Fields("Peticionario", (("Nombre", "Anónimo"),))
    rows = (("Nombre", str(petitioner)), (PETITIONER_DOCUMENT, petitioner.document))
    return Fields("Peticionario", tuple(row for row in rows if row[1]), documents=(PETITIONER_DOCUMENT,))


def _where_to_answer(petitioner: Petitioner | None) -> str:
    if petitioner is None:
        return "La petición es anónima: no se conoce adónde responderle."
    known = reached_at(petitioner)
    return f"Datos para responderle: {known}." if known else "El peticionario no indicó adónde responderle."


def _copy_to(petitioner: Petitioner | None, norm: str) -> str:
    if petitioner is None:
        return (
            "La copia de este oficio para el peticionario, que es anónimo, queda disponible en el portal con "
            "el número y el código de su petición."
        )
    return f"Con copia a {petitioner}, para su conocimiento ({norm})."
