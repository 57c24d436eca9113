"""The answer, by a signed letter with its annexes; and what complements it later."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ground.documents.drafts import handed_over
from ground.documents.models import Document
from pqrsd.acts.sending import send_letter, write_letter
from pqrsd.acts.steps import ActRefusedError, close, locked
from pqrsd.kinds import Outcome
from pqrsd.letters.answer import compose
from pqrsd.models import CaseEvent, Pqrsd
from pqrsd.presenting.attachments import ANSWER, ATTACHMENTS
from radicados.letters import Letter

DOCUMENT_KIND = "Respuesta a una petición"


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
) -> CaseEvent:
    """Answer and close the case; with the clock stopped and past the term, too.

    The draft is of files that were handed over before: a PDF that is the answer, and its attachments.
    `refusal_reason`: why access to information is refused (arts. 24 and 25). What was answered already is
    complemented and stays closed. Raises ActRefusedError, StaleError and NoSignatoryError.
    """
    pqrsd = locked(pk, version=version)
    files = handed_over(draft_id)
    own, attachments = files[ANSWER], files[ATTACHMENTS]
    letter = answer_letter(pqrsd, text=text, own=own, attachments=attachments, refusal_reason=refusal_reason)
    data = {"is_access_refused": bool(refusal_reason), **_standing(pqrsd)}
    pqrsd.is_access_refused = pqrsd.is_access_refused or bool(refusal_reason)
    if pqrsd.is_open:
        close(pqrsd, Outcome.ANSWERED)
    event = write_letter(
        pqrsd,
        CaseEvent.Kind.ANSWERED,
        letter,
        document_kind=DOCUMENT_KIND,
        by=by,
        text=text,
        data=data,
        documents=[*own, *attachments],
    )
    return send_letter(pqrsd, event, request=request)


def answer_letter(
    pqrsd: Pqrsd,
    *,
    text: str,
    own: Sequence[Document] = (),
    attachments: Sequence[Document] = (),
    refusal_reason: str = "",
) -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    if not pqrsd.is_open and pqrsd.outcome != Outcome.ANSWERED:
        raise ActRefusedError(f"El caso está cerrado: {pqrsd.get_outcome_display().lower()}.")
    if not text and not own:
        raise ActRefusedError("Escriba la respuesta, o adjúntela en PDF.")
    return compose(
        pqrsd,
        text=text,
        answer=own[0] if own else None,
        attachments=attachments,
        refusal_reason=refusal_reason,
    )


def _standing(pqrsd: Pqrsd) -> dict:
    """What the record says of the answer, and the letter does not."""
    if not pqrsd.is_open:
        return {"is_further": True}
    return {"is_late": pqrsd.due_on is not None and timezone.localdate() > pqrsd.due_on}
