"""The units of the lots, as their rows tell: what a request wants of them, what it has, and what is left.

Whoever reserves units of some lots holds their rows, after the request's own and in the order of their keys.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from expedientes.models import Paso
from legal_calendar.spoken import long_date
from services.kinds import ItemState, Service, State, UnitsMove
from services.models import Dispatch, Item, Lot, ServiceRequest, StockMovement
from services.models.materials import LotQuerySet
from services.shelf import Stocked, first_expiring

# Of `lot` in an item's details: any of its material; nothing, that it is made to order.
ANY_LOT = "Cualquiera"
# A request that stands there keeps what it has.
KEEPS = frozenset(
    {
        State.ACCEPTED, State.OWED, State.PAID, State.SCHEDULED, State.RECEIVED, State.IN_SERVICE, State.DONE,
        State.DELIVERED,
    }
)  # fmt: skip
Parcels = Mapping[tuple[int, int], int]  # units by the keys of item and lot


class NoStockError(Exception):
    """There are not enough units; the message says how many there are."""


@dataclass(frozen=True)
class Wanted:
    """What an item asks for: `lot` is a number, ANY_LOT or "", and `life` the days of use that are left of it when it
    leaves."""

    item: Item
    code: str
    units: int

    @property
    def lot(self) -> str:
        return str(self.item.details.get("lot", ""))

    @property
    def life(self) -> int:
        return int(self.item.details.get("life", 0))

    @property
    def lots(self) -> LotQuerySet:
        """Those of which its units may be, whatever is left of them."""
        lots = Lot.objects.filter(code=self.code, name=self.item.name)
        return lots if self.lot == ANY_LOT else lots.filter(number=self.lot)

    @property
    def leaving(self) -> LotQuerySet:
        """Those of which they may leave: what was made to order has a name of its own by then."""
        lots = Lot.objects.filter(code=self.code)
        return lots.filter(name=self.item.name) if self.lot else lots


def wanted_of(request: ServiceRequest) -> list[Wanted]:
    """Of each live item, in their order; nothing of what is no request for materials."""
    if request.kind != Service.REFERENCE_MATERIAL:
        return []
    items = request.items.exclude(state=ItemState.EXCLUDED).order_by("position")
    found = []
    for item in items.prefetch_related("lines"):
        lines = [line for line in item.lines.all() if line.dropped_by_id is None]
        if lines:
            found.append(Wanted(item, lines[0].code, sum(line.quantity for line in lines)))
    return found


# --- What there is -----------------------------------------------------------------------------------------
def on_sale(day: date) -> LotQuerySet:
    """The lots with free units on that day, the first to expire first."""
    return Lot.objects.for_sale(day).with_units()


def shortage(lots: LotQuerySet, units: int, life: int, today: date) -> str:
    """N22, of so many units of these lots; "" when there are enough. Without a lock it is true of this moment."""
    free = sum(first_expiring(_stocked(lots, today), units, on=today, life=life).values())
    return "" if free >= units else _not_enough(lots, free, life, today)


def _not_enough(lots: LotQuerySet, free: int, life: int, today: date) -> str:
    told = list(lots.order_by("expires_on", "pk")[:2])
    is_one, first = len(told) == 1, told[0] if told else None
    if first is None:
        return _("Ese material no tiene lotes: pídalo de nuevo.")
    if is_one and first.lasts(today, 0) and not first.lasts(today, life):
        return _("El lote %(lot)s vence el %(day)s, antes de lo que pide.") % {
            "lot": first.number, "day": long_date(first.expires_on),
        }  # fmt: skip
    named = _("del lote %s") % first.number if is_one else _("de %s") % first.name
    coming = Lot.objects.filter(code=first.code, name=first.name, made_on__gt=today, blocked_at=None)
    following = coming.order_by("made_on").values_list("made_on", flat=True).first()
    words: dict[str, str | int] = {
        "lot": named,
        "when": f" ({long_date(following)})" if following else "",
        "units": free,
    }
    if not free:
        return _("No hay unidades disponibles %(lot)s: espere el siguiente lote%(when)s.") % words
    said = ngettext(
        "Hay %(units)d unidad disponible %(lot)s; pida menos o espere el siguiente lote%(when)s.",
        "Hay %(units)d unidades disponibles %(lot)s; pida menos o espere el siguiente lote%(when)s.",
        free,
    )
    return said % words


def _stocked(lots: LotQuerySet, today: date) -> list[Stocked]:
    return [Stocked(lot.pk, lot.free, lot.expires_on) for lot in lots.for_sale(today).counted()]


# --- What a request has of them ----------------------------------------------------------------------------
def held(request: ServiceRequest) -> Counter[tuple[int, int]]:
    """The units that are reserved for it and did not leave, by item and lot."""
    return (
        _sums(request, UnitsMove.RESERVED) - _sums(request, UnitsMove.RELEASED) - _sums(request, UnitsMove.DISPATCHED)
    )


def gone(request: ServiceRequest) -> Counter[tuple[int, int]]:
    """The units that left for it, by item and lot."""
    return _sums(request, UnitsMove.DISPATCHED)


def _sums(request: ServiceRequest, kind: UnitsMove) -> Counter[tuple[int, int]]:
    rows = StockMovement.objects.filter(item__request=request, kind=kind).order_by()
    sums = rows.values("item", "lot").annotate(sum=Sum("units"))
    return Counter({(row["item"], row["lot"]): row["sum"] for row in sums})


def by_item(units: Mapping[tuple[int, int], int]) -> Counter[int]:
    counted: Counter[int] = Counter()
    for (item, _lot), count in units.items():
        counted[item] += count
    return counted


def by_lot(units: Mapping[tuple[int, int], int]) -> Counter[int]:
    counted: Counter[int] = Counter()
    for (_item, lot), count in units.items():
        counted[lot] += count
    return counted


def pending(request: ServiceRequest) -> dict[int, int]:
    """How many units of each item are still to leave, by its key; of what left whole, none."""
    left = by_item(gone(request))
    found = {each.item.pk: each.units - left[each.item.pk] for each in wanted_of(request)}
    return {item: units for item, units in found.items() if units > 0}


def is_reserved(request: ServiceRequest) -> bool:
    """Whether every unit that it asks for is its own."""
    wanted = wanted_of(request)
    own = by_item(held(request)) + by_item(gone(request)) if wanted else Counter[int]()
    return bool(wanted) and all(own[each.item.pk] >= each.units for each in wanted)


# --- Taking and giving back --------------------------------------------------------------------------------
def hold_lots(lots: QuerySet[Lot]) -> list[Lot]:
    """Their rows, locked until the transaction ends; always in the same order."""
    return list(Lot.objects.select_for_update(no_key=True).filter(pk__in=lots.values("pk")).order_by("pk"))


def choose(request: ServiceRequest) -> dict[tuple[int, int], int]:
    """Of which lots its units are to be, by item; the lots are locked from now on. What is made to order waits. Raises
    NoStockError when there are not enough of one of them."""
    wanted = [each for each in wanted_of(request) if each.lot]
    hold_lots(Lot.objects.filter(code__in={each.code for each in wanted}))
    today, chosen = timezone.localdate(), dict[tuple[int, int], int]()
    of_lots: Counter[int] = Counter()
    for each in wanted:
        left = [replace(lot, free=lot.free - of_lots[lot.key]) for lot in _stocked(each.lots, today)]
        taken = first_expiring(left, each.units, on=today, life=each.life)
        if (free := sum(taken.values())) < each.units:
            raise NoStockError(_not_enough(each.lots, free, each.life, today))
        of_lots.update(taken)
        chosen |= {(each.item.pk, lot): units for lot, units in taken.items()}
    return chosen


def move(units: Parcels, kind: UnitsMove, step: Paso) -> None:
    """One row for each; the database counts them."""
    for (item, lot), count in units.items():
        StockMovement.objects.create(item_id=item, lot_id=lot, kind=kind, units=count, step=step)


def follow(request: ServiceRequest) -> None:
    """What is reserved lives as long as what was accepted: with it, and with an item that is excluded, it is free
    again. The request is locked."""
    if request.kind != Service.REFERENCE_MATERIAL:
        return
    if own := held(request):
        live = {each.item.pk for each in wanted_of(request)} if request.state in KEEPS else set[int]()
        freed = {key: units for key, units in own.items() if key[0] not in live}
        if freed:
            move(freed, UnitsMove.RELEASED, request.steps.latest("pk"))


# --- What left ---------------------------------------------------------------------------------------------
def on_their_way(request: ServiceRequest) -> QuerySet[Dispatch]:
    """What left and is not known to have come, the oldest first."""
    return Dispatch.objects.filter(step__expediente=request, received_by=None).order_by("pk")


def presumed_on(dispatch: Dispatch) -> date:
    """The day from which it is held to have come, were nobody to say anything."""
    return timezone.localdate(dispatch.step.at) + timedelta(days=settings.SERVICES_RECEIPT_DAYS)
