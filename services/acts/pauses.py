"""31: a service that waits for a while, and goes on; 39b: a request that is opened again."""

from datetime import date

from django.db import transaction

from accounts.models import User
from expedientes.acts.steps import add_step, locked_for, reopen
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.languages import Words
from ground.mails.queue import owe
from legal_calendar.legal_time import long_date
from services.acts.refusals import only_in, suspended_refusal
from services.facts import settle
from services.kinds import Outcome, State, Step
from services.models import ServiceRequest
from services.notices.mail_events import MESSAGE

SUSPENDABLE = frozenset({State.SCHEDULED, State.RECEIVED, State.IN_SERVICE})


# --- 31: it waits ------------------------------------------------------------------------------------------
def suspension_refusal(case: ServiceRequest, today: date) -> Words:
    return only_in(SUSPENDABLE)(case, today) or suspended_refusal(case, today)


@transaction.atomic(durable=True)
def suspend(*, pk: int, version: int, until: date, text: str, by: User, request=None) -> Paso:
    """Its turn and its estimate count from that day; what comes behind it goes on. Raises ActRefusedError and
    StaleError."""
    case = locked_for(suspension_refusal, ServiceRequest, pk, version=version)
    case.suspended_until = until
    told = f"Hasta el {long_date(until)}.\n{text}"
    return _told(case, add_step(case, Step.SUSPENDED, by=by, text=told, data={"until": until.isoformat()}), by, request)


def resuming_refusal(case: ServiceRequest, today: date) -> Words:
    return only_in(SUSPENDABLE)(case, today) or ("" if case.suspended_until else "El servicio no está suspendido.")


@transaction.atomic(durable=True)
def resume(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """Raises ActRefusedError and StaleError."""
    case = locked_for(resuming_refusal, ServiceRequest, pk, version=version)
    case.suspended_until = None
    return _told(case, add_step(case, Step.RESUMED, by=by, text=text), by, request)


# --- 39b: it is opened again -------------------------------------------------------------------------------
def reopening_refusal(case: ServiceRequest, today: date) -> Words:
    if case.is_open:
        return "El caso no está cerrado."
    return "" if case.outcome == Outcome.CLOSED else "Solo se reabre lo que se cerró después de entregarlo."


@transaction.atomic(durable=True)
def open_again(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """As it stood when it was closed. Raises ActRefusedError and StaleError."""
    case = locked_for(reopening_refusal, ServiceRequest, pk, version=version)
    reopen(case)
    return _told(case, add_step(case, Step.REOPENED, by=by, text=text), by, request)


def _told(case: ServiceRequest, step: Paso, by: User, request) -> Paso:
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step
