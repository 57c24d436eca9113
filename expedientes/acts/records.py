"""What the staff writes down about a case, open or closed: a note, another case that has to do with it, and
how a letter that went by post arrived."""

from collections.abc import Iterable
from datetime import date

from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from expedientes.acts.steps import ActRefusedError, CaseT, add_step, locked_for
from expedientes.models import Expediente, Paso
from ground.audit.models import Action, record
from ground.documents.models import Document
from radicados.models import Radicado
from radicados.models.radicado import RadicadoQuerySet


def always(case: Expediente, today: date) -> str:
    """The `refusal` of what is written about open and closed cases alike: none."""
    return ""


@transaction.atomic(durable=True)
def note(
    cases: type[CaseT],
    *,
    pk: int,
    version: int | None,
    text: str,
    by: User,
    documents: Iterable[Document] = (),
    request: HttpRequest | None = None,
) -> CaseT:
    """Add an internal note, to a closed case too; who filed it never reads it."""
    case = locked_for(always, cases, pk, version=version)
    add_step(case, Paso.Kind.NOTED, by=by, text=text, documents=documents)
    record(Action.CHANGED, request=request, actor=by, subject=case, what="note")
    return case


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
    case = locked_for(always, cases, pk, version=version)
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
    case = locked_for(delivery_refusal, cases, pk, version=version)
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


def delivery_refusal(case: Expediente, today: date) -> str:
    return "" if letters_of(case).exists() else "El caso no tiene cartas cuya entrega se pueda registrar."


def letters_of(case: Expediente) -> RadicadoQuerySet:
    """What the entity wrote about the case, annulled letters aside, the newest first."""
    salidas = Radicado.objects.live().filter(kind=Radicado.Kind.SALIDA, paso__expediente=case)
    return salidas.defer("snapshot").order_by("-filed_at")
