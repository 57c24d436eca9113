"""The day by which the entity answers for a case that was filed without a term."""

from datetime import date

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from expedientes.acts.steps import ActRefusedError, CaseT, add_step, closed_refusal, locked_for
from expedientes.models import Expediente, Paso
from ground.audit.models import Action, record


@transaction.atomic(durable=True)
def give_term(
    cases: type[CaseT],
    *,
    pk: int,
    version: int | None,
    due_on: date,
    reason: str,
    by: User,
    request: HttpRequest | None = None,
) -> CaseT:
    """Promise a day for an open case that has none; who filed it reads the reason.

    Raises ActRefusedError and StaleError.
    """
    case = locked_for(refusal, cases, pk, version=version)
    if due_on < timezone.localdate():
        raise ActRefusedError("La fecha no puede ser anterior a hoy.")
    begin_term(case, due_on)
    data = {"due_on": due_on.isoformat()}
    add_step(case, Paso.Kind.TERM_GIVEN, by=by, text=reason, data=data)
    record(Action.CHANGED, request=request, actor=by, subject=case, what="give_term", **data)
    return case


def begin_term(case: Expediente, due_on: date) -> None:
    """Date a locked case from today; the caller, whose act it is part of, writes the step, which saves it."""
    case.effective_on, case.initial_due_on, case.due_on = timezone.localdate(), due_on, due_on


def refusal(case: Expediente, today: date) -> str:
    """The law's term, or one that was given, is changed by the acts of its app."""
    if case.effective_on:
        return "El caso ya tiene un término."
    if case.is_open and case.office is None:
        return "A un caso con término lo atiende una dependencia: asígnele antes una."
    return closed_refusal(case, today)
