"""Who answers for a case, the person and the office, and by which day."""

from datetime import date

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from expedientes.acts.steps import ActRefusedError, CaseT, add_step, closed_refusal, locked_for
from expedientes.models import Dependencia, Expediente, Paso
from ground.audit.models import Action, record
from ground.languages import Words
from ground.mails.queue import owe


@transaction.atomic(durable=True)
def assign(
    cases: type[CaseT],
    *,
    pk: int,
    version: int | None,
    assignee: User,
    by: User,
    text: str = "",
    request: HttpRequest | None = None,
) -> CaseT:
    """Make somebody answer for an open case, and tell them by mail when they did not take it themself."""
    case = locked_for(closed_refusal, cases, pk, version=version)
    if not (assignee.is_active and assignee.is_staff and case.desk.may_handle(assignee, case)):
        raise ActRefusedError(f"{assignee} no puede atender este caso.")
    if case.assignee_id == assignee.pk:
        raise ActRefusedError(f"{assignee} ya es responsable de este caso.")
    former, case.assignee = case.assignee, assignee
    data = {"to": str(assignee), "from": str(former or "")}
    step = add_step(case, Paso.Kind.ASSIGNED, by=by, text=text, data=data)
    record(Action.CHANGED, request=request, actor=by, subject=case, what="assign", assignee=assignee.pk)
    if assignee != by:
        owe(case.desk.event("assigned"), recipient=assignee.email, about=case, occasion=step.pk)
    return case


def staff_of(case: CaseT) -> list[User]:
    """Who is told of it: whoever has it assigned, as long as they may handle it; else everybody who may,
    superusers aside. Of a reserved one, nobody but who was given the permission for them."""
    assignee = case.assignee
    if assignee and assignee.is_active and case.desk.may_handle(assignee, case):
        return [assignee]
    return case.desk.handlers_of(case)


@transaction.atomic(durable=True)
def move(
    cases: type[CaseT],
    *,
    pk: int,
    version: int | None,
    office: Dependencia,
    reason: str,
    by: User,
    request: HttpRequest | None = None,
) -> CaseT:
    """Hand an open case to another office of the entity, where nobody answers for it yet. The term goes on:
    it is the entity that has to answer."""
    case = locked_for(move_refusal, cases, pk, version=version)
    if case.office_id == office.pk:
        raise ActRefusedError(f"El caso ya está en {office}.")
    if office.is_internal_control:
        what = case.desk.reserved
        why = f"solo recibe {what}s: si esto es una, cambie su clase" if what else "no atiende estos casos"
        raise ActRefusedError(f"{office} {why}.")
    data = {"from": str(case.office), "to": str(office)}
    case.office, case.assignee = office, None
    add_step(case, Paso.Kind.MOVED, by=by, text=reason, data=data)
    record(Action.CHANGED, request=request, actor=by, subject=case, what="move", office=office.code)
    return case


def move_refusal(case: Expediente, today: date) -> Words:
    if case.is_open and case.is_reserved:
        return f"Una {case.desk.reserved} no sale de Control interno disciplinario; cambie antes su clase."
    return closed_refusal(case, today)


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
    case = locked_for(term_refusal, cases, pk, version=version)
    if due_on < timezone.localdate():
        raise ActRefusedError("La fecha no puede ser anterior a hoy.")
    case.effective_on, case.initial_due_on, case.due_on = timezone.localdate(), due_on, due_on
    data = {"due_on": due_on.isoformat()}
    add_step(case, Paso.Kind.TERM_GIVEN, by=by, text=reason, data=data)
    record(Action.CHANGED, request=request, actor=by, subject=case, what="give_term", **data)
    return case


def term_refusal(case: Expediente, today: date) -> Words:
    """The law's term, or one that was given, is changed by the acts of its app."""
    if case.effective_on:
        return "El caso ya tiene un término."
    if case.is_open and case.office is None:
        return "A un caso con término lo atiende una dependencia: asígnele antes una."
    return closed_refusal(case, today)
