"""Business days, as the law counts terms (Ley 4 de 1913, arts. 61 and 62). Pure.

A term in days counts business days only: no weekends (the entity does not attend on Saturdays), no holidays
(Ley 51 de 1983) and no days on which a resolution suspended the terms. The day it starts from never counts.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from legal_calendar.legal_time import long_date

_WEEKEND = {5: "sábado", 6: "domingo"}
_ONE_DAY = timedelta(days=1)


class IncompleteTablesError(LookupError):
    """A table of the entity does not allow what is asked; an administrator has to complete it."""


class UncoveredYearError(IncompleteTablesError):
    """A term reaches a year whose holidays nobody stated."""


def months_after(start: date, months: int) -> date:
    """The day of the same number so many calendar months later, or that month's last when it has none (Ley 4 de 1913,
    art. 59)."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def days_after(start: date) -> Iterator[date]:
    """Every calendar day after `start`, without end."""
    while True:
        start += _ONE_DAY
        yield start


@dataclass(frozen=True)
class SuspendedDays:
    """Days without terms, the first and the last included, by the norm that says so."""

    starts_on: date
    ends_on: date
    norm: str


@dataclass(frozen=True)
class Day:
    """One day of a count: numbered, or skipped for a reason."""

    date: date
    number: int | None
    reason: str = ""


@dataclass(frozen=True)
class Count:
    """So many business days after `start`, and every calendar day on the way to the last one."""

    start: date
    days: int
    due_on: date
    trace: tuple[Day, ...]


@dataclass(frozen=True)
class Calendar:
    """The business days of some years, the first and the last included.

    Whatever asks for a day of another year raises UncoveredYearError: a guessed date would bind somebody.
    """

    holidays: Mapping[date, str]
    suspensions: tuple[SuspendedDays, ...]
    first_year: int
    last_year: int

    def why_skipped(self, day: date) -> str:
        """Why a day does not count, as people say it; "" for a business day."""
        if not self.first_year <= day.year <= self.last_year:
            if self.last_year < self.first_year:
                raise UncoveredYearError("El calendario de días hábiles no tiene ningún año todavía.")
            span = f"va de {self.first_year} a {self.last_year}"
            raise UncoveredYearError(f"El calendario de días hábiles {span}: no incluye el {long_date(day)}.")
        if day.weekday() in _WEEKEND:
            return _WEEKEND[day.weekday()]
        if day in self.holidays:
            return f"festivo: {self.holidays[day]}"
        norms = (span.norm for span in self.suspensions if span.starts_on <= day <= span.ends_on)
        norm = next(norms, None)
        return f"términos suspendidos: {norm}" if norm is not None else ""

    def is_business_day(self, day: date) -> bool:
        return not self.why_skipped(day)

    def on_or_after(self, day: date) -> date:
        """The day itself when it is a business day; else the next one."""
        while self.why_skipped(day):
            day += _ONE_DAY
        return day

    def after(self, start: date, days: int) -> date:
        """The business day that is so many after `start`; `start` itself when they are none."""
        return self.count(start, days).due_on

    def before(self, end: date, days: int) -> date:
        """The business day that is so many before `end`; `end` itself when they are none."""
        while days:
            end -= _ONE_DAY
            days -= self.is_business_day(end)
        return end

    def count(self, start: date, days: int) -> Count:
        """The same, with its trace."""
        trace: list[Day] = []
        number = 0
        for day in days_after(start):
            if number == days:
                break
            reason = self.why_skipped(day)
            number += not reason
            trace.append(Day(day, None if reason else number, reason))
        return Count(start, days, trace[-1].date if trace else start, tuple(trace))

    def days_between(self, start: date, end: date) -> int:
        """Business days after `start` and up to `end`: 0 on the same day, negative when `end` is before."""
        if end < start:
            return -self.days_between(end, start)
        span = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
        return sum(map(self.is_business_day, span))
