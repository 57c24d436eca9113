"""The turn of what a laboratory has to do, and the day by which it will be done: pure, in words for customers, in
the language of the page.

Days are working days of the laboratory: those of the calendar on which it is not shut.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from math import ceil

from django.utils.translation import gettext

from legal_calendar.spoken import long_date

# Nobody books further ahead.
DAYS_AHEAD = 366
IsOpen = Callable[[date], bool]


@dataclass(frozen=True)
class Turn:
    """`place` is from 1 among those that are not done; `ready_on`, an estimate that nobody guarantees (Resolución 015
    de 2020, art. 8)."""

    place: int
    ready_on: date

    def __str__(self) -> str:
        return gettext("turno {place} · estimada {day}").format(place=self.place, day=long_date(self.ready_on))


def working_day(start: date, number: int, is_open: IsOpen) -> date:
    """The working day of that number, counted from 1 at the first one not before the start."""
    days = (start + timedelta(days=shift) for shift in count())
    found = (day for day in days if is_open(day))
    for _ in range(number - 1):
        next(found)
    return next(found)


def turn(
    *, ahead: Sequence[int], items: int, mine: int, stations: int, paper_days: int, start: date, is_open: IsOpen
) -> Turn:
    """Of what takes `mine` days, behind so many `items` that take `ahead`, each what is left of it: the laboratory
    serves as many at once as it has stations, and its papers take some days more."""
    served_on = working_day(start, max(ceil((sum(ahead) + mine) / stations), 1), is_open)
    ready_on = working_day(served_on + timedelta(days=1), paper_days, is_open) if paper_days else served_on
    return Turn(items + 1, ready_on)


@dataclass(frozen=True, order=True)
class Queued:
    """Something in the queue of a laboratory: served by its day, and then by its number."""

    begins_on: date
    number: str
    days: int


@dataclass(frozen=True)
class Slip:
    """What is estimated later than it was, by so many working days."""

    number: str
    before: date
    after: date
    days: int


def displaced(
    before: Sequence[Queued],
    after: Sequence[Queued],
    *,
    stations: int,
    paper_days: int,
    today: date,
    is_open: IsOpen,
) -> tuple[Slip, ...]:
    """Of those that are in both queues, the ones that wait longer in the second; the one that waits most first."""

    def estimates(queue: Iterable[Queued]) -> dict[str, date]:
        ahead: list[int] = []
        found = {}
        for each in sorted(queue):
            place = turn(
                ahead=ahead,
                items=0,
                mine=each.days,
                stations=stations,
                paper_days=paper_days,
                start=max(today, each.begins_on),
                is_open=is_open,
            )
            found[each.number] = place.ready_on
            ahead.append(each.days)
        return found

    was, same = estimates(before), {each.number: each for each in after}
    will = estimates(same.values())
    moved = {each.number for each in before if each != same.get(each.number)}
    slips = [
        Slip(number, day, will[number], _working_days(day, will[number], is_open))
        for number, day in was.items()
        if number not in moved and will[number] > day
    ]
    return tuple(sorted(slips, key=lambda slip: (-slip.days, slip.number)))


def _working_days(after: date, until: date, is_open: IsOpen) -> int:
    return sum(is_open(after + timedelta(days=shift)) for shift in range(1, (until - after).days + 1))


def first_free(start: date, days: int, booked: Mapping[date, int], *, stations: int, is_open: IsOpen) -> date | None:
    """The first day, not before the start, from which a station is free for so many working days; None within a year,
    for a laboratory may be shut for longer."""
    year = (start + timedelta(days=shift) for shift in range(DAYS_AHEAD))
    free = (day for day in year if is_open(day) and not full_day(day, days, booked, stations=stations, is_open=is_open))
    return next(free, None)


def full_day(day: date, days: int, booked: Mapping[date, int], *, stations: int, is_open: IsOpen) -> date | None:
    """The first of the days that it would take on which no station is free."""
    wanted = (working_day(day, number, is_open) for number in range(1, days + 1))
    return next((each for each in wanted if booked.get(each, 0) >= stations), None)
