"""Who has the seats of a course, and who is offered those that are free: pure.

The list is in the strict order of radicado. What is offered or taken is not free.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from legal_calendar.days import Calendar

DAYS_TO_ANSWER = 2  # business days after the offer, the last one whole
DAYS_BEFORE = 2  # business days before the course begins, until which the list moves and participants change


@dataclass(frozen=True)
class Waiting:
    """A request that waits for so many seats; with `is_whole`, for all of them or none."""

    key: int
    count: int
    is_whole: bool = False


def fitting(free: int, count: int, *, is_whole: bool) -> int:
    """How many of so many seats somebody has of those that are free."""
    return 0 if is_whole and count > free else min(free, count)


def offers(free: int, line: Iterable[Waiting]) -> dict[int, int]:
    """How many of the free seats are offered to each of the list. Who wants all or none is passed over, and keeps the
    place, until there are enough; who takes a part keeps the place for the rest."""
    given: dict[int, int] = {}
    for each in line:
        if count := fitting(free, each.count, is_whole=each.is_whole):
            given[each.key] = count
            free -= count
    return given


def left_to_all(free: int, line: Iterable[Waiting]) -> int:
    """The free seats that nobody on the list can use: they are everybody's."""
    return free - sum(offers(free, line).values())


def offered_until(today: date, calendar: Calendar) -> date:
    """The last day on which an offer may be taken."""
    return calendar.after(today, DAYS_TO_ANSWER)


def list_ends_on(first_day: date, calendar: Calendar) -> date:
    """The last day on which the list moves, and on which a participant may be changed."""
    return calendar.before(first_day, DAYS_BEFORE)
