"""How long things took, in business days or in those of the calendar. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from legal_calendar.days import Calendar


@dataclass(frozen=True)
class Span:
    """So many cases that began on one day and ended on another."""

    start: date
    end: date
    count: int


def business_days(spans: Iterable[Span], calendar: Calendar) -> Counter[int]:
    """How many cases took each number of business days, counted from the day after `start`."""
    tally: Counter[int] = Counter()
    for span in spans:
        tally[max(0, calendar.days_between(span.start, span.end))] += span.count
    return tally


def calendar_days(spans: Iterable[Span]) -> Counter[int]:
    tally: Counter[int] = Counter()
    for span in spans:
        tally[max(0, (span.end - span.start).days)] += span.count
    return tally
