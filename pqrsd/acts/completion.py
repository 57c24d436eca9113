"""The petitioner completes what they were asked for (CPACA, arts. 17 and 19; Ley 1581 de 2012, art. 15)."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from expedientes.acts.incoming import done_already
from expedientes.acts.steps import closed_refusal, locked, locked_for
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from ground.documents.drafts import handed_over
from legal_calendar.legal_time import long_date
from legal_calendar.stored import current_calendar
from pqrsd import clock
from pqrsd.acts.writing import acknowledge
from pqrsd.kinds import Step
from pqrsd.models import CompletionRequest, Pqrsd

NOT_ASKED = (
    "No hace falta completarla: el Instituto no espera nada de usted. Si quiere agregar algo, escríbanos."
)


@transaction.atomic(durable=True)
def complete(*, pk: int, submission: UUID, text: str, draft_id: UUID | None, request) -> Paso:
    """Hand in what was missing: the clock goes on. Late, too, as long as the case is open.

    Raises ActRefusedError and NoSignatoryError.
    """
    if step := done_already(locked(Pqrsd, pk), submission):
        return step
    pqrsd = locked_for(refusal, Pqrsd, pk)
    asked = open_request(pqrsd)
    asked.completed_on = timezone.localdate()
    asked.save(update_fields=["completed_on"])
    deadline = clock.deadline_of(pqrsd, current_calendar())
    clock.set_due(pqrsd, deadline)
    effect = "Desde el día siguiente vuelve a correr el término para responderle."
    facts = [("Nueva fecha límite de respuesta", long_date(pqrsd.due_on))]
    if deadline.from_completion_on:
        effect = "Su petición quedó completa."
        facts.append(("Contada desde que la completó", long_date(deadline.from_completion_on)))
    return acknowledge(
        pqrsd,
        Step.COMPLETED,
        submission=submission,
        request=request,
        document_kind="Complemento de una petición",
        effect=effect,
        text=text,
        facts=facts,
        documents=handed_over(draft_id)[ATTACHMENTS],
    )


def refusal(pqrsd: Pqrsd, today: date) -> str:
    return closed_refusal(pqrsd, today) or ("" if pqrsd.is_waiting else NOT_ASKED)


def open_request(pqrsd: Pqrsd) -> CompletionRequest:
    """What the petitioner of a waiting case was asked and has not handed in."""
    return pqrsd.completion_requests.get(completed_on=None)
