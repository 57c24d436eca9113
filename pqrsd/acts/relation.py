"""Cases that have to do with each other."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from expedientes.models import Paso
from ground.audit.models import Action
from ground.audit.trail import record
from pqrsd import scope
from pqrsd.acts.steps import ActRefusedError, add_step, locked_for
from pqrsd.models import Pqrsd


@transaction.atomic(durable=True)
def relate(*, pk: int, version: int | None, number: str, by: User, text: str = "", request=None) -> Pqrsd:
    """Tie a case to the one of that number, among those that the person sees.

    The step names the other one by its key. A *denuncia* is related from itself: what the case of others said
    about it would tell them that there is one.
    """
    # In one order, so that the two may be related from both at once.
    both = Pqrsd.objects.filter(Q(pk=pk) | Q(radicado__number=number)).order_by("pk")
    list(both.locked().values_list("pk"))
    pqrsd = locked_for(refusal, pk, version=version)
    other = scope.visible_to(by).filter(radicado__number=number).first()
    if other is None:
        raise ActRefusedError(f"No encontramos un caso con el número {number}.")
    if other.pk == pqrsd.pk:
        raise ActRefusedError("Ese es el número de este mismo caso.")
    if other.is_reserved and not pqrsd.is_reserved:
        raise ActRefusedError("Relaciónelos desde la denuncia: aquí lo verían quienes no saben que existe.")
    if pqrsd.related.filter(pk=other.pk).exists():
        raise ActRefusedError(f"El caso {number} ya está relacionado con este.")
    pqrsd.related.add(other)
    add_step(pqrsd, Paso.Kind.RELATED, by=by, text=text, data={"case": other.pk})
    record(Action.CHANGED, request=request, actor=by, subject=pqrsd, what="relate", case=other.pk)
    return pqrsd


def refusal(pqrsd: Pqrsd, today: date) -> str:
    """Closed cases are related, too."""
    return ""
