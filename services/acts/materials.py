"""55 to 57: reference materials leave, in one parcel or several, and come; a lot that must not be used is blocked, and
whoever bought of it is told (Resolución 015 de 2020, arts. 2 and 4 par.)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from expedientes.acts.assignment import staff_of
from expedientes.acts.letters import done_already, record_citizen, send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, add_step, locked, locked_for
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.languages import Words
from ground.mails.queue import owe
from radicados.letters import Letter
from services import stock
from services.acts.reception import set_state
from services.acts.refusals import only_in
from services.acts.scheduling import UNPAID
from services.acts.size import AT_WORK, asks_second_proof
from services.acts.writings import acknowledge
from services.facts import settle
from services.kinds import DeliveryWay, ItemState, Service, State, Step, UnitsMove
from services.ledger import to_pay
from services.letters.materials import blocked_letter, compose_dispatch
from services.models import Dispatch, Item, Lot, ServiceRequest
from services.models.payments import written
from services.notices.mail_events import CUSTOMER_WROTE, MESSAGE

DISPATCHABLE = frozenset({State.PAID, State.OWED, State.SCHEDULED, State.RECEIVED})
RECEIVABLE = DISPATCHABLE | {State.DELIVERED}
PROVE = "Falta acreditar el tamaño (artículo 4) o retirar el descuento."
NO_MATERIALS = "Esta solicitud no es de materiales de referencia."


@dataclass(frozen=True)
class Journey:
    """How it leaves: by a `carrier` with a `guide`, or `taken_by` somebody with a `document`."""

    way: DeliveryWay
    carrier: str = ""
    guide: str = ""
    taken_by: str = ""
    document: str = ""


# --- Made ready --------------------------------------------------------------------------------------------
def to_prepare(case: ServiceRequest) -> list[Item]:
    return list(case.items.filter(state=ItemState.EXPECTED).order_by("position"))


def preparing_refusal(case: ServiceRequest, today: date) -> Words:
    if case.kind != Service.REFERENCE_MATERIAL:
        return NO_MATERIALS
    return only_in({State.SCHEDULED})(case, today)


@transaction.atomic(durable=True)
def prepare(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """What is set apart is packed. Raises ActRefusedError and StaleError."""
    case = locked_for(preparing_refusal, ServiceRequest, pk, version=version)
    for item in to_prepare(case):
        set_state(item, ItemState.RECEIVED)
    return _done(case, add_step(case, Step.PREPARED, by=by, text=text), by, request)


# --- 55: it leaves -----------------------------------------------------------------------------------------
def dispatch_refusal(case: ServiceRequest, today: date) -> Words:
    if case.kind != Service.REFERENCE_MATERIAL:
        return NO_MATERIALS
    if case.is_open and case.state == State.ACCEPTED:
        return UNPAID
    if refused := only_in(DISPATCHABLE)(case, today):
        return refused
    if asks_second_proof(case):
        is_dated = State(case.state) in AT_WORK
        return PROVE if is_dated else "Prográmela primero, para acreditar el tamaño (artículo 4)."
    found = to_pay(case)
    if found and not case.contract:
        return f"Hay un saldo de {written(found[1].owed, found[0].currency)} por pagar."
    return ""


@transaction.atomic(durable=True)
def dispatch(
    *, pk: int, version: int, parcels: Mapping[tuple[int, int], int], journey: Journey, text: str, by: User,
    request=None,
) -> Paso:  # fmt: skip
    """So many units of each item, of each lot. Raises ActRefusedError, StaleError and NoSignatoryError."""
    case = locked_for(dispatch_refusal, ServiceRequest, pk, version=version)
    stock.hold_lots(Lot.objects.filter(pk__in={lot for _, lot in parcels}))
    letter = dispatch_letter(case, parcels=parcels, journey=journey, text=text)
    data = {"units": sum(parcels.values())}
    step = write_letter(
        case, Step.DISPATCHED, letter, document_kind="Despacho de materiales", by=by, text=text, data=data
    )
    _move(case, parcels, step)
    Dispatch.objects.create(step=step, **vars(journey))
    left = stock.pending(case)
    for item in case.items.exclude(state=ItemState.EXCLUDED).exclude(pk__in=left):
        set_state(item, ItemState.DELIVERED)
    settle(case)
    return send_letter(case, step, request=request)


def dispatch_letter(
    case: ServiceRequest, *, parcels: Mapping[tuple[int, int], int], journey: Journey, text: str
) -> Letter:
    """As it would be issued now; raises ActRefusedError and NoSignatoryError."""
    lots = _judged(case, parcels)
    rows = [(lots[lot], units) for (_item, lot), units in sorted(parcels.items())]
    return compose_dispatch(case, rows, journey, text=text, is_whole=not _left(case, parcels))


def _left(case: ServiceRequest, parcels: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """What would still be to leave."""
    going = stock.by_item(parcels)
    return {item: units - going[item] for item, units in stock.pending(case).items() if units > going[item]}


def _judged(case: ServiceRequest, parcels: Mapping[tuple[int, int], int]) -> dict[int, Lot]:
    """The lots: each is sold, lasts what was asked, and has the units. Raises ActRefusedError."""
    today, wanted = timezone.localdate(), {each.item.pk: each for each in stock.wanted_of(case)}
    pending, own, going = stock.pending(case), stock.held(case), stock.by_item(parcels)
    if not parcels:
        raise ActRefusedError("Diga cuántas unidades se despachan.")
    for item, units in going.items():
        if units > pending.get(item, 0):
            raise ActRefusedError(f"De {wanted[item].item.name} faltan por despachar {pending.get(item, 0)}.")
    lots = {lot.pk: lot for lot in Lot.objects.counted().filter(pk__in={lot for _, lot in parcels})}
    of_others = stock.by_lot({key: units - min(own[key], units) for key, units in parcels.items()})
    for (item, key), _units in parcels.items():
        lot, asked = lots[key], wanted[item]
        if lot.blocked_at:
            raise ActRefusedError(f"El lote {lot.number} está bloqueado: {lot.block_reason}")
        if not asked.leaving.filter(pk=key).exists():
            raise ActRefusedError(f"El lote {lot.number} es de otro material.")
        if not lot.lasts(today, asked.life):
            raise ActRefusedError(f"El lote {lot.number} vence antes de lo pedido.")
        if of_others[key] > lot.free:
            raise ActRefusedError(f"Del lote {lot.number} quedan {lot.free}.")
    return lots


def _move(case: ServiceRequest, parcels: Mapping[tuple[int, int], int], step: Paso) -> None:
    """What leaves was reserved, or is from now on, in the place of what was reserved of other lots."""
    own = stock.held(case)
    more = {key: units - own[key] for key, units in parcels.items() if units > own[key]}
    stock.move(more, UnitsMove.RESERVED, step)
    stock.move(parcels, UnitsMove.DISPATCHED, step)
    left, kept = stock.pending(case), stock.held(case)
    surplus = stock.by_item(kept)
    for key in sorted(kept, reverse=True):
        over = min(kept[key], surplus[key[0]] - left.get(key[0], 0))
        if over > 0:
            surplus[key[0]] -= over
            stock.move({key: over}, UnitsMove.RELEASED, step)


# --- 56: it came -------------------------------------------------------------------------------------------
def receipt_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(RECEIVABLE)(case, today):
        return refused
    return "" if stock.on_their_way(case).exists() else "No hay despachos por recibir."


@transaction.atomic(durable=True)
def confirm_receipt(*, pk: int, submission: UUID, is_sound: bool, text: str, request) -> Paso:
    """All that left came well, or something is wrong with it, which is filed. Raises ActRefusedError and
    NoSignatoryError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(receipt_refusal, ServiceRequest, pk)
    if is_sound:
        step = add_step(case, Step.GOODS_RECEIVED, text=text, data={"submission": str(submission)})
        record_citizen(case, request, what=Step.GOODS_RECEIVED)
        for user in staff_of(case):
            owe(CUSTOMER_WROTE, recipient=user.email, about=case, occasion=step.pk)
    else:
        step = acknowledge(
            case,
            Step.GOODS_CLAIMED,
            submission=submission,
            request=request,
            document_kind="Reclamo por lo despachado",
            effect="El INM lo revisa y le responde; la solicitud sigue abierta.",
            text=text,
        )
    stock.on_their_way(case).update(received_by=step)
    settle(case)
    return step


def presume_receipts() -> int:
    """Hold to have come what left so many days ago, each request by itself; how many."""
    today, going = timezone.localdate(), Dispatch.objects.filter(received_by=None).select_related("step")
    late = {each.step.expediente_id for each in going if stock.presumed_on(each) <= today}
    return sum(presume_receipt(pk=pk) is not None for pk in sorted(late))


@transaction.atomic
def presume_receipt(*, pk: int) -> Paso | None:
    """None when the customer spoke meanwhile."""
    case, today = locked(ServiceRequest, pk), timezone.localdate()
    late = [each for each in stock.on_their_way(case).select_related("step") if stock.presumed_on(each) <= today]
    if not late or not case.is_open:
        return None
    step = add_step(case, Step.RECEIPT_PRESUMED)
    Dispatch.objects.filter(pk__in=[each.pk for each in late]).update(received_by=step)
    settle(case)
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step


# --- 57: a lot that must not be used -----------------------------------------------------------------------
def blocking_refusal(lot: Lot, today: date) -> str:
    return "El lote ya está bloqueado." if lot.blocked_at else ""


def lifting_refusal(lot: Lot, today: date) -> str:
    return "" if lot.blocked_at else "El lote no está bloqueado."


def buyers_of(lot: Lot) -> Iterator[ServiceRequest]:
    """The requests to which units of it went, locked, in the order of their keys."""
    went = lot.movements.filter(kind=UnitsMove.DISPATCHED).order_by()
    for pk in sorted(set(went.values_list("item__request", flat=True))):
        yield locked(ServiceRequest, pk)


@transaction.atomic(durable=True)
def block(*, lot: Lot, reason: str, what_to_do: str, by: User, request=None) -> int:
    """Nothing more of it is promised nor leaves, and each buyer is told by a letter; how many. Raises ActRefusedError
    and NoSignatoryError."""
    cases = list(buyers_of(lot))
    (lot,) = stock.hold_lots(Lot.objects.filter(pk=lot.pk))
    if refused := blocking_refusal(lot, timezone.localdate()):
        raise ActRefusedError(refused)
    lot.blocked_at, lot.block_reason = Now(), reason
    lot.save(update_fields=["blocked_at", "block_reason"])
    record(Action.CHANGED, request=request, actor=by, subject=lot, what="services_lot_blocked")
    for case in cases:
        step = write_letter(
            case,
            Step.LOT_BLOCKED,
            blocked_letter(case, lot, reason=reason, what_to_do=what_to_do),
            document_kind="Aviso sobre un lote",
            by=by,
            text=f"Lote {lot.number}. {reason}\n\n{what_to_do}",
            data={"lot": lot.pk},
        )
        settle(case)
        send_letter(case, step, request=request)
    return len(cases)


@transaction.atomic(durable=True)
def lift(*, lot: Lot, reason: str, by: User, request=None) -> int:
    """It is sold again, and each buyer is told; how many. Raises ActRefusedError."""
    cases = list(buyers_of(lot))
    (lot,) = stock.hold_lots(Lot.objects.filter(pk=lot.pk))
    if refused := lifting_refusal(lot, timezone.localdate()):
        raise ActRefusedError(refused)
    lot.blocked_at, lot.block_reason = None, ""
    lot.save(update_fields=["blocked_at", "block_reason"])
    record(Action.CHANGED, request=request, actor=by, subject=lot, what="services_lot_cleared")
    for case in cases:
        text = f"Puede volver a usar el lote {lot.number} de {lot.name}. {reason}"
        step = add_step(case, Step.LOT_CLEARED, by=by, text=text)
        settle(case)
        owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return len(cases)


def _done(case: ServiceRequest, step: Paso, by: User, request) -> Paso:
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step
