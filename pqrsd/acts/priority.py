"""Which cases are served before the others (CPACA, art. 20)."""

from django.db import transaction

from accounts.models import User
from expedientes.acts.steps import ActRefusedError, add_step, closed_refusal, locked_for
from ground.audit.models import Action, record
from pqrsd.kinds import Step
from pqrsd.models import Pqrsd


@transaction.atomic(durable=True)
def set_priority(
    *, pk: int, version: int | None, is_priority: bool, reason: str, by: User, request=None
) -> Pqrsd:
    """Decide whether an open case is served before the others (CPACA, art. 20)."""
    pqrsd = locked_for(refusal, Pqrsd, pk, version=version)
    if pqrsd.is_priority == is_priority:
        raise ActRefusedError(f"El caso ya {'es' if is_priority else 'no es'} prioritario.")
    pqrsd.is_priority = is_priority
    data = {"is_priority": is_priority}
    add_step(pqrsd, Step.PRIORITY_SET, by=by, text=reason, data=data)
    record(Action.CHANGED, request=request, actor=by, subject=pqrsd, what="set_priority", **data)
    return pqrsd


refusal = closed_refusal
