"""How long things took, in business days or in those of the calendar. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from legal_calendar.days import Calendar


@dataclass(frozen=True)
class Span:
    """So many cases that began on one day and ended on another."""

    start: date
    end: date
    count: int


def business_days(spans: Iterable[Span], calendar: Calendar) -> Counter[int]:
    """How many cases took each number of business days, counted from the day after `start`."""
    known = [*spans]
    days = sorted({day for span in known for day in (span.start, span.end)})
    # Each day of them by how many business days came since the first one: no day is asked of twice.
    passed = accumulate((calendar.days_between(*pair) for pair in pairwise(days)), initial=0)
    numbers = dict(zip(days, passed, strict=False))
    tally: Counter[int] = Counter()
    for span in known:
        tally[max(0, numbers[span.end] - numbers[span.start])] += span.count
    return tally


def calendar_days(spans: Iterable[Span]) -> Counter[int]:
    tally: Counter[int] = Counter()
    for span in spans:
        tally[max(0, (span.end - span.start).days)] += span.count
    return tally
