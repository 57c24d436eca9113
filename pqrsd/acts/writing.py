"""The end of what a petitioner writes about a petition that is filed already: its short acknowledgement."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings

from expedientes.acts.incoming import Writing, file_writing
from expedientes.models import Paso
from ground.documents.models import Document
from pqrsd.kinds import Step
from pqrsd.letters.parts import letter_to, tracking
from pqrsd.models import Pqrsd
from radicados.letter_parts import enclosures, in_a_sentence, paragraphs
from radicados.letters import Fields, Paragraph

_RESERVED = (
    "El contenido de su escrito no se copia en esta carta, para protegerlo: lo conoce únicamente Control "
    "interno disciplinario."
)


def acknowledge(
    pqrsd: Pqrsd,
    kind: Step,
    *,
    submission: UUID,
    request,
    document_kind: str,
    effect: str,
    text: str,
    facts: Sequence[tuple[str, str]] = (),
    documents: Sequence[Document] = (),
) -> Paso:
    """File the writing with its acknowledgement as it will be frozen; raises NoSignatoryError.

    `effect` is what it does, in a sentence, and `facts` the dates that it moves, as label and value.
    """
    reception = (
        f"El {settings.ENTITY['name']} recibió su escrito y lo radicó con el número, la fecha y la hora de "
        f"esta carta. Hace parte del expediente de su petición {pqrsd.radicado.number}. {effect}"
    )
    told = (
        ("Petición", pqrsd.radicado.number),
        ("Clase", pqrsd.get_kind_display()),
        ("Qué presentó", document_kind),
        *facts,
        ("Dependencia", pqrsd.office.name),
    )
    words = [Paragraph("Lo que usted escribió:"), *paragraphs(text)] if text else []
    content = [Paragraph(_RESERVED)] if pqrsd.is_reserved else [*words, *enclosures(documents)]
    letter = letter_to(
        pqrsd.named_petitioner,
        subject=f"Acuse de recibo: {in_a_sentence(document_kind)}",
        blocks=(Paragraph(reception), Fields("Escrito", told), *content, tracking()),
    )
    writing = Writing(document_kind, text, letter)
    return file_writing(pqrsd, kind, writing, submission=submission, request=request, documents=documents)
