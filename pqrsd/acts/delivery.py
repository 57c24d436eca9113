"""How a letter that went by post arrived."""

from datetime import date

from django.db import models, transaction
from django.utils import timezone

from expedientes.models import Paso
from ground.audit.models import Action
from ground.audit.trail import record
from pqrsd.acts.steps import ActRefusedError, add_step, locked_for
from pqrsd.models import Pqrsd
from radicados.models import Radicado


class Delivery(models.TextChoices):
    DELIVERED = "entregada", "Entregada"
    RETURNED = "devuelta", "Devuelta"


@transaction.atomic(durable=True)
def record_delivery(
    *,
    pk: int,
    version: int,
    letter: str,
    result: str,
    delivered_on: date,
    carrier: str,
    guide: str,
    text: str,
    by,
    request=None,
) -> Paso:
    """Of the letter with that number; each attempt is another step. Raises ActRefusedError and StaleError."""
    pqrsd = locked_for(refusal, pk, version=version)
    radicado = letters_of(pqrsd).filter(number=letter).first()
    if radicado is None:
        raise ActRefusedError(f"«{letter}» no es una carta de este caso.")
    if not timezone.localdate(radicado.filed_at) <= delivered_on <= timezone.localdate():
        raise ActRefusedError("La fecha de entrega está entre la de la carta y hoy.")
    step = add_step(
        pqrsd,
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
    record(Action.CHANGED, request=request, actor=by, subject=pqrsd, what="pqrsd_delivered")
    return step


def refusal(pqrsd: Pqrsd, today: date) -> str:
    return "" if letters_of(pqrsd).exists() else "El caso no tiene cartas cuya entrega se pueda registrar."


def letters_of(pqrsd: Pqrsd):
    """What the entity wrote about the petition, annulled letters aside, the newest first."""
    salidas = Radicado.objects.live().filter(kind=Radicado.Kind.SALIDA, paso__expediente=pqrsd)
    return salidas.defer("snapshot").order_by("-filed_at")
