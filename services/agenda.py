"""A month of a laboratory as its people read it: each day with what is booked, what is free, and why it is shut."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from legal_calendar.days import Calendar, IncompleteTablesError, months_after
from services.bookings import HORIZON
from services.ledger import UNRENDERED
from services.models import Appointment, Laboratory
from services.turns import working_day

SATURDAY = 5


@dataclass(frozen=True)
class Place:
    """A request on one of the days that it takes: the `number`-th of so many."""

    appointment: Appointment
    number: int

    @property
    def is_whole(self) -> bool:
        return self.appointment.days == 1


@dataclass(frozen=True)
class Day:
    """`shut` says why nothing is served on it, "" on a working day."""

    date: date
    stations: int
    shut: str
    places: tuple[Place, ...]

    @property
    def free(self) -> int:
        return 0 if self.shut else max(self.stations - len(self.places), 0)

    @property
    def over(self) -> int:
        """How many more are booked than it has stations for: those of a day on which it was shut later."""
        return max(len(self.places) - (0 if self.shut else self.stations), 0)


def month_of(laboratory: Laboratory, month: date, calendar: Calendar) -> list[Day]:
    """From Monday to Friday, and a weekend only if something is booked on it. Raises IncompleteTablesError."""
    closures = list(laboratory.closures.all())

    def why_shut(day: date) -> str:
        own = (each.reason for each in closures if each.begins_on <= day <= each.ends_on)
        return calendar.why_skipped(day) or next(own, "")

    first, after = month, months_after(month, 1)
    places = _places(laboratory, first, after, lambda day: not why_shut(day))
    days = (first + timedelta(days=shift) for shift in range((after - first).days))
    return [
        Day(day, laboratory.stations, why_shut(day), tuple(places[day]))
        for day in days
        if day.weekday() < SATURDAY or places[day]
    ]


def _places(laboratory: Laboratory, first: date, after: date, is_open) -> dict[date, list[Place]]:
    """What takes a station on each day; what was given up takes none. By one query."""
    since = first - HORIZON
    live = Appointment.objects.live().filter(laboratory=laboratory, begins_on__gte=since, begins_on__lt=after)
    counted = live.exclude(request__outcome__in=UNRENDERED).select_related("request__radicado")
    found: dict[date, list[Place]] = defaultdict(list)
    for each in counted.defer("request__radicado__snapshot").order_by("begins_on", "request__radicado__number"):
        for number in range(1, each.days + 1):
            day = working_day(each.begins_on, number, is_open)
            if day >= after:
                break
            found[day].append(Place(each, number))
    return found


def month_known(laboratory: Laboratory, month: date, calendar: Calendar) -> list[Day] | None:
    """The same, None where it cannot be told: the page says so."""
    try:
        return month_of(laboratory, month, calendar)
    except IncompleteTablesError:
        return None
