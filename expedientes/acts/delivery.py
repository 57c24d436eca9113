"""How a letter that went by post arrived."""

from datetime import date

from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from expedientes.acts.steps import ActRefusedError, CaseT, add_step, locked_for
from expedientes.models import Expediente, Paso
from ground.audit.models import Action, record
from radicados.models import Radicado
from radicados.models.radicado import RadicadoQuerySet


class Delivery(models.TextChoices):
    DELIVERED = "entregada", "Entregada"
    RETURNED = "devuelta", "Devuelta"


@transaction.atomic(durable=True)
def record_delivery(
    cases: type[CaseT],
    *,
    pk: int,
    version: int,
    letter: str,
    result: str,
    delivered_on: date,
    carrier: str,
    guide: str,
    text: str,
    by: User,
    request: HttpRequest | None = None,
) -> Paso:
    """Of the letter with that number; each attempt is another step. Raises ActRefusedError and StaleError."""
    case = locked_for(refusal, cases, pk, version=version)
    radicado = letters_of(case).filter(number=letter).first()
    if radicado is None:
        raise ActRefusedError(f"«{letter}» no es una carta de este caso.")
    if not timezone.localdate(radicado.filed_at) <= delivered_on <= timezone.localdate():
        raise ActRefusedError("La fecha de entrega está entre la de la carta y hoy.")
    step = add_step(
        case,
        Paso.Kind.DELIVERED,
        by=by,
        text=text,
        data={
            "letter": letter,
            "result": result,
            "delivered_on": delivered_on.isoformat(),
            "carrier": carrier,
            "guide": guide,
        },
    )
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"{case.desk.app}_{step.kind}")
    return step


def refusal(case: Expediente, today: date) -> str:
    return "" if letters_of(case).exists() else "El caso no tiene cartas cuya entrega se pueda registrar."


def letters_of(case: Expediente) -> RadicadoQuerySet:
    """What the entity wrote about the case, annulled letters aside, the newest first."""
    salidas = Radicado.objects.live().filter(kind=Radicado.Kind.SALIDA, paso__expediente=case)
    return salidas.defer("snapshot").order_by("-filed_at")
