"""The materials of a request as its pages show them: what is set apart for it, of which lots; what left, and how."""

from collections import Counter
from dataclasses import dataclass

from services import stock
from services.kinds import DeliveryWay, Service
from services.models import Dispatch, Item, Lot, ServiceRequest, StockMovement


@dataclass(frozen=True)
class Units:
    """So many units of a lot, for an item."""

    item: Item
    lot: Lot
    count: int


@dataclass(frozen=True)
class Left:
    """What left at once, and how; `presumed_on` is the day on which it is held to have come, None once it did."""

    dispatch: Dispatch
    units: tuple[Units, ...]

    @property
    def presumed_on(self):
        return None if self.dispatch.received_by_id else stock.presumed_on(self.dispatch)


@dataclass(frozen=True)
class Goods:
    """`way`, `address` and `recipient` are those that the customer asked for; `to_order`, the items of which nothing is
    set apart, with the units that are still to leave."""

    way: str
    address: str
    recipient: str
    kept: tuple[Units, ...]
    to_order: tuple[tuple[Item, int], ...]
    left: tuple[Left, ...]

    @classmethod
    def of(cls, request: ServiceRequest) -> "Goods | None":
        """None of what is no request for materials."""
        if request.kind != Service.REFERENCE_MATERIAL:
            return None
        items = {item.pk: item for item in request.items.order_by("position")}
        lots = Lot.objects.filter(movements__item__request=request).distinct()
        found = {lot.pk: lot for lot in lots.select_related("certificate__scan")}
        own, pending = stock.held(request), stock.pending(request)
        apart = stock.by_item(own)
        unkept = Counter({item: units - apart[item] for item, units in pending.items() if units > apart[item]})
        told = {name: request.details.get(f"delivery_{name}", "") for name in ("way", "address", "recipient")}
        return cls(
            way=_words(told.pop("way")),
            **told,
            kept=tuple(Units(items[item], found[lot], count) for (item, lot), count in sorted(own.items())),
            to_order=tuple((items[item], units) for item, units in unkept.items()),
            left=tuple(_left(each, items, found) for each in _dispatches(request)),
        )

    @property
    def blocked(self) -> list[Units]:
        """What is set apart of lots from which nothing leaves."""
        return [each for each in self.kept if each.lot.blocked_at]


def _words(way: str) -> str:
    return str(DeliveryWay(way).label) if way else ""


def _dispatches(request: ServiceRequest) -> list[Dispatch]:
    rows = Dispatch.objects.filter(step__expediente=request).order_by("pk")
    return list(rows.select_related("step__radicado", "received_by"))


def _left(dispatch: Dispatch, items: dict[int, Item], lots: dict[int, Lot]) -> Left:
    rows = StockMovement.objects.filter(step=dispatch.step_id, kind=stock.UnitsMove.DISPATCHED).order_by("pk")
    return Left(dispatch, tuple(Units(items[row.item_id], lots[row.lot_id], row.units) for row in rows))
