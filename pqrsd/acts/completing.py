"""The petitioner completes what they were asked for, or asks for more time to do it (CPACA, arts. 17 and 19;
Ley 1581 de 2012, art. 15)."""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from legal_calendar.legal_time import long_date
from legal_calendar.stored import current_calendar
from pqrsd import clock
from pqrsd.acts.steps import ActRefusedError, locked, locked_open
from pqrsd.acts.writing import done_already, file_writing
from pqrsd.deadlines import completion_due_on
from pqrsd.letters.writing import Writing
from pqrsd.models import CaseEvent, CompletionRequest, Pqrsd
from pqrsd.presenting.drafts import handed_over

NOT_ASKED = (
    "No hace falta completarla: el Instituto no espera nada de usted. Si quiere agregar algo, escríbanos."
)


@transaction.atomic(durable=True)
def complete(*, pk: int, submission: UUID, text: str, draft_id: UUID | None, request) -> CaseEvent:
    """Hand in what was missing: the clock goes on. Late, too, as long as the case is open.

    Raises ActRefusedError and NoSignatoryError.
    """
    if step := done_already(locked(pk), submission):
        return step
    pqrsd = locked_open(pk)
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
    writing = Writing(
        document_kind="Complemento de una petición",
        effect=effect,
        text=text,
        facts=tuple(facts),
    )
    documents = handed_over(draft_id)
    return file_writing(
        pqrsd,
        CaseEvent.Kind.COMPLETED,
        writing,
        submission=submission,
        request=request,
        documents=documents,
    )


@transaction.atomic(durable=True)
def ask_more_time(*, pk: int, submission: UUID, text: str, request) -> CaseEvent:
    """An equal term to complete it, once and before the first one is over, where the norm gives one.

    Raises ActRefusedError and NoSignatoryError.
    """
    if step := done_already(locked(pk), submission):
        return step
    pqrsd = locked_open(pk)
    asked = open_request(pqrsd)
    if refusal := more_time_refusal(asked):
        raise ActRefusedError(refusal)
    term, calendar = pqrsd.termino.term, current_calendar()
    asked.due_on = completion_due_on(term, asked.requested_on, calendar, is_extended=True)
    asked.extended_at = Now()
    asked.save(update_fields=["due_on", "extended_at"])
    pqrsd.waiting_until = asked.due_on
    writing = Writing(
        document_kind="Solicitud de más plazo para completar una petición",
        effect=f"El plazo quedó ampliado por un término igual al inicial ({asked.norm}).",
        text=text,
        facts=(("Nuevo plazo para completarla", long_date(asked.due_on)),),
    )
    return file_writing(
        pqrsd, CaseEvent.Kind.COMPLETION_EXTENDED, writing, submission=submission, request=request
    )


def open_request(pqrsd: Pqrsd) -> CompletionRequest:
    """What the petitioner was asked and has not handed in; raises ActRefusedError when there is nothing."""
    asked = pqrsd.completion_requests.filter(completed_on=None).first()
    if asked is None or not pqrsd.is_open:
        raise ActRefusedError(NOT_ASKED)
    return asked


def more_time_refusal(asked: CompletionRequest) -> str:
    """Why the term to complete it cannot be longer; "" when it can be."""
    if asked.is_unclear:
        return f"El plazo para aclarar una petición no se amplía ({asked.norm})."
    if not asked.pqrsd.termino.is_completion_extendable:
        return f"El plazo para completarla no se amplía ({asked.norm})."
    if asked.extended_at:
        return f"El plazo ya se amplió una vez; va hasta el {long_date(asked.due_on)} ({asked.norm})."
    if asked.due_on < timezone.localdate():
        return (
            f"El plazo solo se amplía antes de que venza ({asked.norm}). Mientras el caso siga abierto, "
            "todavía puede completar la petición."
        )
    return ""
