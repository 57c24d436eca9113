"""Cases that owe mails, without the rooms that would bring them there."""

from django.db import transaction
from django.utils import timezone

from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import add_step, close
from expedientes.models import Paso
from expedientes.models.step import StepKind
from legal_calendar.stored import calendar_version, current_calendar
from pqrsd import clock
from pqrsd.completing import completion_due_on
from pqrsd.kinds import Outcome, Step
from pqrsd.models import CompletionRequest, Pqrsd
from radicados.tasks import issue_document
from tests.factories import simple_letter
from tests.pqrsd.petitions import changed
from tests.triggers import without_triggers


def receive_on(pqrsd: Pqrsd, day) -> Pqrsd:
    """As if it had been received effectively on that day, and dated by the calendar in force."""
    pqrsd.effective_on = day
    clock.restart(pqrsd, calendar=current_calendar(), calendar_version=calendar_version())
    with without_triggers():
        pqrsd.save()
    return pqrsd


def due_on(pqrsd: Pqrsd, day) -> Pqrsd:
    return changed(pqrsd, due_on=day, waiting_until=None)


def ask_to_complete(pqrsd: Pqrsd, *, on=None) -> CompletionRequest:
    """The clock stops; without its letter."""
    day = on or timezone.localdate()
    event = add_step(pqrsd, Step.COMPLETION_REQUESTED)
    due = completion_due_on(pqrsd.termino.term, day, current_calendar())
    asked = CompletionRequest.objects.create(pqrsd=pqrsd, requested_on=day, due_on=due, step=event)
    clock.set_due(pqrsd, clock.deadline_of(pqrsd, current_calendar()))
    with without_triggers():
        pqrsd.save()
    return asked


@transaction.atomic
def write(pqrsd: Pqrsd, kind: StepKind, *, outcome: Outcome | None = None, by=None) -> Paso:
    """A step with the smallest letter, as the acts of the desk write theirs."""
    if outcome:
        close(pqrsd, outcome)
    event = write_letter(
        pqrsd, kind, simple_letter("Un asunto"), document_kind="Comunicación", by=by, text="Lo resuelto."
    )
    return send_letter(pqrsd, event, request=None)


def sign(*radicados) -> None:
    for radicado in radicados:
        issue_document(radicado.pk)
        radicado.refresh_from_db()
