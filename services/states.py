"""Where a request stands, from the facts that are known of it: pure, and the only place that decides it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from services.kinds import ItemState, Outcome, State


class QuoteStanding(Enum):
    """Of the quote in force, the first of the case; complementary ones never move the state."""

    ISSUED = auto()
    ACCEPTED = auto()
    DECLINED = auto()
    EXPIRED = auto()


@dataclass(frozen=True)
class Facts:
    """What decides it.

    `is_asked`: the customer has to complete something. `is_checked`: since it was filed, completed or asked to be
    changed. `is_settled`: no balance is owed. `is_owed`: what is owed may be paid later (Resolución 015 de 2020,
    art. 2). `is_booked`: there is a date for it, or it is set apart. `items`: of each instrument, seat or lot.
    """

    outcome: Outcome | None = None
    is_asked: bool = False
    is_checked: bool = False
    quote: QuoteStanding | None = None
    is_settled: bool = False
    is_owed: bool = False
    is_booked: bool = False
    items: tuple[ItemState, ...] = field(default=())


def state_of(facts: Facts) -> State:
    """The state of a request."""
    if facts.outcome:
        return State(facts.outcome.value)
    if facts.is_asked:
        return State.INCOMPLETE
    if not facts.is_checked:
        return State.FILED
    match facts.quote:
        case None:
            return State.CHECKED
        case QuoteStanding.ISSUED:
            return State.QUOTED
        case QuoteStanding.DECLINED:
            return State.DECLINED
        case QuoteStanding.EXPIRED:
            return State.EXPIRED
    # What is rendered already stays so, whatever becomes owed later.
    rendered = _least_advanced(facts.items)
    if rendered is not State.SCHEDULED:
        return rendered
    if not (facts.is_settled or facts.is_owed):
        return State.ACCEPTED
    if not facts.is_booked:
        return State.PAID if facts.is_settled else State.OWED
    return State.SCHEDULED


_OF_ITEM = {
    ItemState.EXPECTED: State.SCHEDULED,
    ItemState.RECEIVED: State.RECEIVED,
    ItemState.IN_SERVICE: State.IN_SERVICE,
    ItemState.DONE: State.IN_SERVICE,  # terminated, and its certificate is still to be registered
    ItemState.CERTIFIED: State.DONE,
    ItemState.DELIVERED: State.DELIVERED,
    ItemState.RETURNED: State.DELIVERED,
}
_ORDER = tuple(State)


def _least_advanced(items: Iterable[ItemState]) -> State:
    """That of the live item that is the furthest behind; where none is left, nothing more is to be done."""
    known = tuple(items)
    live = [_OF_ITEM[item] for item in known if item is not ItemState.EXCLUDED]
    return min(live, key=_ORDER.index, default=State.DELIVERED if known else State.SCHEDULED)
