"""The office that looks after a case."""

from datetime import date

from django.db import transaction
from django.http import HttpRequest

from accounts.models import User
from expedientes.acts.steps import ActRefusedError, CaseT, add_step, closed_refusal, locked_for
from expedientes.models import Dependencia, Expediente, Paso
from ground.audit.models import Action, record


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
    case = locked_for(refusal, cases, pk, version=version)
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


def refusal(case: Expediente, today: date) -> str:
    if case.is_open and case.is_reserved:
        return f"Una {case.desk.reserved} no sale de Control interno disciplinario; cambie antes su clase."
    return closed_refusal(case, today)
