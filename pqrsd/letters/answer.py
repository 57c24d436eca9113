"""The answer to a petition."""

from collections.abc import Iterable, Sequence

from ground.documents.models import Document
from pqrsd.letters.parts import following, reference, to_petitioner
from pqrsd.models import Pqrsd
from radicados.letter_parts import enclosures, paragraphs
from radicados.letters import Block, Letter, Paragraph

_REFUSAL = (
    "La información o los documentos que se niegan tienen carácter reservado por las siguientes "
    "disposiciones y razones (CPACA, artículos 24 y 25):"
)
_INSISTENCE = (
    "Contra esta negativa no procede recurso alguno, salvo el de insistencia: si usted insiste en su "
    "petición, por escrito y con sus razones, dentro de los diez (10) días hábiles siguientes a la "
    "notificación, enviaremos la documentación al tribunal administrativo, que decidirá en única instancia "
    "(CPACA, artículo 26)."
)


def compose_answer(
    pqrsd: Pqrsd,
    *,
    text: str,
    answer: Document | None = None,
    attachments: Sequence[Document] = (),
    refusal_reason: str = "",
) -> Letter:
    """With `answer`, a PDF that is the answer or part of it, the letter names it as its first annex.

    `refusal_reason` says which norms keep what was asked reserved. Raises NoSignatoryError.
    """
    further = "complementaria " if not pqrsd.is_open else ""
    documents = [answer, *attachments] if answer else list(attachments)
    return to_petitioner(
        pqrsd,
        f"Respuesta {further}a su petición con radicado",
        _blocks(pqrsd, text, answer, documents, refusal_reason),
    )


def _blocks(pqrsd, text: str, answer, documents: Sequence[Document], refusal_reason: str) -> Iterable[Block]:
    verb = "Damos respuesta a" if pqrsd.is_open else "Complementamos la respuesta a"
    yield Paragraph(f"{verb} su {reference(pqrsd)}.")
    yield from paragraphs(text)
    if answer:
        yield Paragraph(
            f"La respuesta está en el documento «{answer.name}», anexo número 1, que hace parte integral de "
            f"esta comunicación. Su huella SHA-256 es {answer.sha256}."
        )
    if refusal_reason:
        yield from (Paragraph(_REFUSAL), *paragraphs(refusal_reason), Paragraph(_INSISTENCE))
    yield from enclosures(documents)
    yield following()
