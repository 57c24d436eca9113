"""Who answers for a case."""

from django.db import transaction
from django.http import HttpRequest

from accounts.models import User
from expedientes.acts.steps import ActRefusedError, CaseT, add_step, closed_refusal, locked_for
from expedientes.models import Paso
from ground.audit.models import Action, record
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
    case = locked_for(refusal, cases, pk, version=version)
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


refusal = closed_refusal


def staff_of(case: CaseT) -> list[User]:
    """Who is told of it: whoever has it assigned, as long as they may handle it; else everybody who may,
    superusers aside. Of a reserved one, nobody but who was given the permission for them."""
    assignee = case.assignee
    if assignee and assignee.is_active and case.desk.may_handle(assignee, case):
        return [assignee]
    return case.desk.handlers_of(case)
