"""How long answers took: means and medians of many days at once. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from statistics import median as middle

from legal_calendar.days import Calendar


@dataclass(frozen=True)
class Span:
    """So many petitions that were effectively received on one day and answered on another."""

    start: date
    end: date
    count: int


def business_days(spans: Iterable[Span], calendar: Calendar) -> Counter[int]:
    """How many petitions took each number of business days, counted from the day after `start`."""
    tally: Counter[int] = Counter()
    for span in spans:
        tally[max(0, calendar.days_between(span.start, span.end))] += span.count
    return tally


def calendar_days(spans: Iterable[Span]) -> Counter[int]:
    tally: Counter[int] = Counter()
    for span in spans:
        tally[max(0, (span.end - span.start).days)] += span.count
    return tally


def mean(tally: Mapping[int, int]) -> float | None:
    """With one decimal; None of nothing."""
    return round(fmean(tally.keys(), tally.values()), 1) if tally else None


def median(tally: Mapping[int, int]) -> float | None:
    """The middle one, or half-way between the two in the middle; None of nothing."""
    return round(float(middle(Counter(tally).elements())), 1) if tally else None
