"""The answer, by a signed letter with its annexes; and what complements it later."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, close, closed_refusal, locked_for
from expedientes.attachments import ANSWER, ATTACHMENTS
from expedientes.models import Paso
from ground.documents.drafts import handed_over
from ground.documents.models import Document
from pqrsd.kinds import Outcome, Step
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


@transaction.atomic(durable=True)
def answer(
    *,
    pk: int,
    version: int,
    text: str,
    by,
    draft_id: UUID | None = None,
    refusal_reason: str = "",
    request=None,
) -> Paso:
    """Answer and close the case; with the clock stopped and past the term, too.

    The draft is of files that were handed over before: a PDF that is the answer, and its attachments. What
    was answered already is complemented and stays closed. Raises ActRefusedError, StaleError and
    NoSignatoryError.
    """
    pqrsd = locked_for(refusal, Pqrsd, pk, version=version)
    files = handed_over(draft_id)
    own, attachments = files[ANSWER], files[ATTACHMENTS]
    letter = answer_letter(pqrsd, text=text, own=own, attachments=attachments, refusal_reason=refusal_reason)
    data = {"is_access_refused": bool(refusal_reason)}
    if pqrsd.is_open:
        data["is_late"] = pqrsd.due_on is not None and timezone.localdate() > pqrsd.due_on
        close(pqrsd, Outcome.ANSWERED)
    else:
        data["is_further"] = True
    step = write_letter(
        pqrsd,
        Step.ANSWERED,
        letter,
        document_kind="Respuesta a una petición",
        by=by,
        text=text,
        data=data,
        documents=[*own, *attachments],
    )
    return send_letter(pqrsd, step, request=request)


def refusal(pqrsd: Pqrsd, today: date) -> str:
    """An answer may be complemented or corrected; a case that ended otherwise is not answered any more."""
    return "" if pqrsd.outcome == Outcome.ANSWERED else closed_refusal(pqrsd, today)


def answer_letter(
    pqrsd: Pqrsd,
    *,
    text: str,
    own: Sequence[Document] = (),
    attachments: Sequence[Document] = (),
    refusal_reason: str = "",
) -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError.

    `own` has at most one document, a PDF that is the answer or part of it: the letter names it as its first
    annex. `refusal_reason` says which norms keep what was asked reserved (CPACA, arts. 24 and 25).
    """
    if not text and not own:
        raise ActRefusedError("Escriba la respuesta, o adjúntela en PDF.")
    if pqrsd.is_open:
        subject, verb = "Respuesta a su petición con radicado", "Damos respuesta a"
    else:
        subject, verb = "Respuesta complementaria a su petición con radicado", "Complementamos la respuesta a"
    blocks = [Paragraph(f"{verb} su {reference(pqrsd)}."), *paragraphs(text)]
    for document in own:
        told = (
            f"La respuesta está en el documento «{document.name}», anexo número 1, que hace parte integral "
            f"de esta comunicación. Su huella SHA-256 es {document.sha256}."
        )
        blocks.append(Paragraph(told))
    if refusal_reason:
        blocks += [Paragraph(_REFUSAL), *paragraphs(refusal_reason), Paragraph(_INSISTENCE)]
    return to_petitioner(pqrsd, subject, [*blocks, *enclosures([*own, *attachments]), following()])
