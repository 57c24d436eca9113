"""The office that looks after a case."""

from datetime import date

from django.db import transaction

from accounts.models import User
from expedientes.models import Dependencia, Paso
from ground.audit.models import Action
from ground.audit.trail import record
from pqrsd.acts.steps import ActRefusedError, add_step, closed_refusal, locked_for
from pqrsd.models import Pqrsd


@transaction.atomic(durable=True)
def move(*, pk: int, version: int | None, office: Dependencia, reason: str, by: User, request=None) -> Pqrsd:
    """Hand an open case to another office of the entity, where nobody answers for it yet. The term goes on:
    it is the entity that has to answer."""
    pqrsd = locked_for(refusal, pk, version=version)
    if pqrsd.office_id == office.pk:
        raise ActRefusedError(f"El caso ya está en {office}.")
    if office.is_internal_control:
        raise ActRefusedError(f"{office} solo recibe denuncias: si esto es una, cambie su clase.")
    data = {"from": str(pqrsd.office), "to": str(office)}
    pqrsd.office, pqrsd.assignee = office, None
    add_step(pqrsd, Paso.Kind.MOVED, by=by, text=reason, data=data)
    record(Action.CHANGED, request=request, actor=by, subject=pqrsd, what="move", office=office.code)
    return pqrsd


def refusal(pqrsd: Pqrsd, today: date) -> str:
    if pqrsd.is_open and pqrsd.is_reserved:
        return "Una denuncia no sale de Control interno disciplinario; cambie antes su clase."
    return closed_refusal(pqrsd, today)
