"""How long answers took: means and medians of many days at once. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, takewhile

from legal_calendar.days import Calendar, days_after


@dataclass(frozen=True)
class Span:
    """So many petitions that were effectively received on one day and answered on another."""

    start: date
    end: date
    count: int


def business_days(spans: Iterable[Span], calendar: Calendar) -> dict[int, int]:
    """How many petitions took each number of business days, counted from the day after `start`."""
    spans = list(spans)
    ordinal = _ordinals(spans, calendar)
    return _tally((max(0, ordinal[span.end] - ordinal[span.start]), span.count) for span in spans)


def calendar_days(spans: Iterable[Span]) -> dict[int, int]:
    return _tally((max(0, (span.end - span.start).days), span.count) for span in spans)


def mean(tally: Mapping[int, int]) -> float | None:
    """With one decimal; None of nothing."""
    count = sum(tally.values())
    return round(sum(days * times for days, times in tally.items()) / count, 1) if count else None


def median(tally: Mapping[int, int]) -> float | None:
    """The middle one, or half-way between the two in the middle; None of nothing."""
    count = sum(tally.values())
    if not count:
        return None
    days = sorted(tally)
    reached = list(accumulate(tally[day] for day in days))
    lower, upper = (
        next(day for day, upto in zip(days, reached, strict=True) if upto > place)
        for place in ((count - 1) // 2, count // 2)
    )
    return round((lower + upper) / 2, 1)


def _ordinals(spans: list[Span], calendar: Calendar) -> dict[date, int]:
    """How many business days there are up to each day between the first and the last one."""
    ends = [day for span in spans for day in (span.start, span.end)]
    if not ends:
        return {}
    first, last = min(ends), max(ends)
    days = list(takewhile(lambda day: day <= last, days_after(first)))
    reached = accumulate(map(calendar.is_business_day, days), initial=0)
    return dict(zip([first, *days], reached, strict=True))


def _tally(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    tally: dict[int, int] = {}
    for days, count in pairs:
        tally[days] = tally.get(days, 0) + count
    return tally
