"""The short acknowledgement of what the petitioner writes about a petition that is filed already."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from ground.documents.models import Document
from pqrsd.letters.parts import letter_to, tracking
from pqrsd.models import Pqrsd
from radicados.letter_parts import enclosures, in_a_sentence, paragraphs
from radicados.letters import Fields, Letter, Paragraph

_RESERVED = (
    "El contenido de su escrito no se copia en esta carta, para protegerlo: lo conoce únicamente Control "
    "interno disciplinario."
)


@dataclass(frozen=True)
class Writing:
    """What it is («Solicitud de más plazo»), what it does, in a sentence, and the petitioner's own words.

    `facts` are the dates that it moves, as label and value.
    """

    document_kind: str
    effect: str
    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()


def compose_acknowledgement(pqrsd: Pqrsd, writing: Writing, documents: Sequence[Document]) -> Letter:
    """The letter as it will be frozen; raises NoSignatoryError."""
    reception = (
        f"El {settings.ENTITY['name']} recibió su escrito y lo radicó con el número, la fecha y la hora de "
        f"esta carta. Hace parte del expediente de su petición {pqrsd.radicado.number}. {writing.effect}"
    )
    facts = (
        ("Petición", pqrsd.radicado.number),
        ("Clase", pqrsd.get_kind_display()),
        ("Qué presentó", writing.document_kind),
        *writing.facts,
        ("Dependencia", pqrsd.office.name),
    )
    words = [Paragraph("Lo que usted escribió:"), *paragraphs(writing.text)] if writing.text else []
    content = [Paragraph(_RESERVED)] if pqrsd.is_reserved else [*words, *enclosures(documents)]
    return letter_to(
        pqrsd.named_petitioner,
        subject=f"Acuse de recibo: {in_a_sentence(writing.document_kind)}",
        blocks=(Paragraph(reception), Fields("Escrito", facts), *content, tracking()),
    )
