"""The answer to a petition."""

from collections.abc import Sequence

from ground.documents.models import Document
from pqrsd.letters.parts import following, reference, to_petitioner
from pqrsd.models import Pqrsd
from radicados.letter_parts import enclosures, paragraphs
from radicados.letters import Letter, Paragraph

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
    if pqrsd.is_open:
        subject, verb = "Respuesta a su petición con radicado", "Damos respuesta a"
    else:
        subject, verb = "Respuesta complementaria a su petición con radicado", "Complementamos la respuesta a"
    blocks = [Paragraph(f"{verb} su {reference(pqrsd)}."), *paragraphs(text)]
    if answer:
        told = (
            f"La respuesta está en el documento «{answer.name}», anexo número 1, que hace parte integral de "
            f"esta comunicación. Su huella SHA-256 es {answer.sha256}."
        )
        blocks.append(Paragraph(told))
    if refusal_reason:
        blocks += [Paragraph(_REFUSAL), *paragraphs(refusal_reason), Paragraph(_INSISTENCE)]
    documents = [answer, *attachments] if answer else attachments
    return to_petitioner(pqrsd, subject, [*blocks, *enclosures(documents), following()])
