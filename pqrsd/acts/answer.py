"""The answer, by a signed letter with its annexes; and what complements it later."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from expedientes.acts.outgoing import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, close, closed_refusal, locked_for
from expedientes.attachments import ANSWER, ATTACHMENTS
from expedientes.models import Paso
from ground.documents.drafts import handed_over
from ground.documents.models import Document
from pqrsd.kinds import Outcome, Step
from pqrsd.letters.answer import compose_answer
from pqrsd.models import Pqrsd
from radicados.letters import Letter


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

    The draft is of files that were handed over before: a PDF that is the answer, and its attachments.
    `refusal_reason`: why access to information is refused (arts. 24 and 25). What was answered already is
    complemented and stays closed. Raises ActRefusedError, StaleError and NoSignatoryError.
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
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    if not text and not own:
        raise ActRefusedError("Escriba la respuesta, o adjúntela en PDF.")
    return compose_answer(
        pqrsd,
        text=text,
        answer=own[0] if own else None,
        attachments=attachments,
        refusal_reason=refusal_reason,
    )
