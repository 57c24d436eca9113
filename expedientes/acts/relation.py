"""Cases that have to do with each other."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from accounts.models import User
from expedientes.acts.steps import ActRefusedError, CaseT, add_step, locked_for
from expedientes.models import Expediente, Paso
from ground.audit.models import Action, record


@transaction.atomic(durable=True)
def relate(
    cases: type[CaseT],
    *,
    pk: int,
    version: int | None,
    number: str,
    by: User,
    text: str = "",
    request: HttpRequest | None = None,
) -> CaseT:
    """Tie a case to the one of that number, among those that the person sees.

    The step names the other one by its key. A reserved one is related from itself: what the case of others
    said about it would tell them that there is one.
    """
    # In one order, so that the two may be related from both at once.
    both = cases.objects.filter(Q(pk=pk) | Q(radicado__number=number)).order_by("pk")
    list(both.locked().only("version"))
    case = locked_for(refusal, cases, pk, version=version)
    other = cases.objects.open_to(by).filter(radicado__number=number).first()
    if other is None:
        raise ActRefusedError(f"No encontramos un caso con el número {number}.")
    if other.pk == case.pk:
        raise ActRefusedError("Ese es el número de este mismo caso.")
    if other.is_reserved and not case.is_reserved:
        what = case.desk.reserved
        raise ActRefusedError(f"Relaciónelos desde la {what}: aquí lo verían quienes no saben que existe.")
    if case.related.filter(pk=other.pk).exists():
        raise ActRefusedError(f"El caso {number} ya está relacionado con este.")
    case.related.add(other)
    add_step(case, Paso.Kind.RELATED, by=by, text=text, data={"case": other.pk})
    record(Action.CHANGED, request=request, actor=by, subject=case, what="relate", case=other.pk)
    return case


def refusal(case: Expediente, today: date) -> str:
    """Closed cases are related, too."""
    return ""
