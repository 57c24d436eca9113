"""The *oficio remisorio*: a petition goes on to the entity that is competent (CPACA, art. 21)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.models import Document
from pqrsd.letters.outgoing import FAREWELL, petitioner_of, reference
from pqrsd.letters.parts import PETITIONER_DOCUMENT, enclosures, paragraphs
from pqrsd.models import Petitioner, Pqrsd
from radicados.letterhead import letterhead
from radicados.letters import Block, Fields, Letter, Paragraph


@dataclass(frozen=True)
class Receiver:
    """The entity that a petition goes to; of e-mail and address, one may be empty."""

    name: str
    email: str
    address: str


def compose(pqrsd: Pqrsd, *, to: Receiver, text: str, documents: Sequence[Document]) -> Letter:
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
    petitioner = petitioner_of(pqrsd)
    yield Paragraph(
        f"Les trasladamos la {reference(pqrsd)}, porque su respuesta es competencia de ustedes (CPACA, "
        "artículo 21, sustituido por el artículo 1 de la Ley 1755 de 2015)."
    )
    yield from paragraphs(text)
    yield Paragraph(
        "El término para decidir se cuenta desde el día siguiente al de la recepción de la petición por la "
        "autoridad competente."
    )
    yield _petitioner_fields(petitioner)
    yield Paragraph(_where_to_answer(petitioner))
    yield Paragraph("Lo que solicita, en sus palabras:")
    yield from paragraphs(pqrsd.request)
    if pqrsd.grounds:
        yield from (Paragraph("Razones:"), *paragraphs(pqrsd.grounds))
    yield from enclosures(documents)
    yield Paragraph(_copy_to(petitioner))


def _petitioner_fields(petitioner: Petitioner | None) -> Fields:
    if petitioner is None:
        return Fields("Peticionario", (("Nombre", "Anónimo"),))
    rows = (
        ("Nombre", str(petitioner)),
        (PETITIONER_DOCUMENT, petitioner.document),
        ("A quién representa", petitioner.represented_name),
    )
    return Fields("Peticionario", tuple(row for row in rows if row[1]), documents=(PETITIONER_DOCUMENT,))


def _where_to_answer(petitioner: Petitioner | None) -> str:
    if petitioner is None:
        return "La petición es anónima: no se conoce adónde responderle."
    places = (petitioner.email, petitioner.address, petitioner.place, petitioner.mobile, petitioner.phone)
    known = "; ".join(filter(None, places))
    return f"Datos para responderle: {known}." if known else "El peticionario no indicó adónde responderle."


def _copy_to(petitioner: Petitioner | None) -> str:
    if petitioner is None:
        return (
            "La copia de este oficio para el peticionario, que es anónimo, queda disponible en el portal con "
            "el número y el código de su petición."
        )
    return f"Con copia a {petitioner}, para su conocimiento (CPACA, artículo 21)."
