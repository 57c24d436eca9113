"""Who answers for a case."""

from django.db import transaction

from accounts.models import User
from expedientes.models import Paso
from ground.audit.models import Action
from ground.audit.trail import record
from ground.mails.queue import owe
from pqrsd import scope
from pqrsd.acts.steps import ActRefusedError, add_step, closed_refusal, locked_for
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import ASSIGNED
from pqrsd.notices.recipients import holders_of


def handlers(*, is_reserved: bool) -> list[User]:
    """Who of the staff was given the handling of such cases; being a superuser is not that."""
    return holders_of(scope.HANDLE_RESERVED if is_reserved else scope.HANDLE)


@transaction.atomic(durable=True)
def assign(*, pk: int, version: int | None, assignee: User, by: User, text: str = "", request=None) -> Pqrsd:
    """Make somebody answer for an open case, and tell them by mail when they did not take it themself."""
    pqrsd = locked_for(refusal, pk, version=version)
    if not (assignee.is_active and assignee.is_staff and scope.may_handle(assignee, pqrsd)):
        raise ActRefusedError(f"{assignee} no puede atender este caso.")
    if pqrsd.assignee_id == assignee.pk:
        raise ActRefusedError(f"{assignee} ya es responsable de este caso.")
    former, pqrsd.assignee = pqrsd.assignee, assignee
    data = {"to": str(assignee), "from": str(former or "")}
    step = add_step(pqrsd, Paso.Kind.ASSIGNED, by=by, text=text, data=data)
    record(Action.CHANGED, request=request, actor=by, subject=pqrsd, what="assign", assignee=assignee.pk)
    if assignee != by:
        owe(ASSIGNED, recipient=assignee.email, about=pqrsd, occasion=step.pk)
    return pqrsd


refusal = closed_refusal
