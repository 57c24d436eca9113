"""The work on a request as its pages show it: when, its turn, what came, in whose hands it is, what was certified."""

from dataclasses import dataclass

from services.bookings import turn_known
from services.kinds import State
from services.models import Appointment, Certificate, Custody, Item, Performance, Reception, ServiceRequest
from services.turns import Turn

# In these states something waits for its turn.
WAITING = frozenset({State.PAID, State.OWED, State.SCHEDULED, State.RECEIVED})


@dataclass(frozen=True)
class Booked:
    """An appointment, and its turn while it waits for it."""

    appointment: Appointment
    turn: Turn | None


@dataclass(frozen=True)
class ItemWork:
    item: Item
    reception: Reception | None
    holder: Custody | None
    performance: Performance | None
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True)
class Work:
    """`has_labels` says that something of the customer's is in the Institute."""

    booked: tuple[Booked, ...]
    items: tuple[ItemWork, ...]
    has_labels: bool

    @classmethod
    def of(cls, request: ServiceRequest) -> "Work":
        live = request.appointments.live().select_related("laboratory", "request__radicado")
        waits = request.is_open and request.state in WAITING
        items = request.items.by_appointment().select_related("reception", "performance").order_by("position")
        touched = items.prefetch_related("custodies__holder", "certificates__document")
        works = [_of_item(item) for item in touched]
        return cls(
            booked=tuple(Booked(each, turn_known(each) if waits else None) for each in live),
            items=tuple(each for each in works if each.reception or each.performance),
            has_labels=any(each.reception and not each.item.returned_by_id for each in works),
        )

    @property
    def is_any(self) -> bool:
        return bool(self.booked or self.items)


def _of_item(item: Item) -> ItemWork:
    held = list(item.custodies.all())
    return ItemWork(
        item,
        getattr(item, "reception", None),
        held[-1] if held and not item.returned_by_id else None,
        getattr(item, "performance", None),
        tuple(item.certificates.all()),
    )
