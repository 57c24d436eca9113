"""How many there are of each thing, and what is said of them. Pure."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from statistics import fmean
from statistics import median as middle
from typing import TypeVar

from ground.charts.tables import Value

NameT = TypeVar("NameT", bound=Hashable)


def summed(pairs: Iterable[tuple[NameT, int]]) -> Counter[NameT]:
    """How many there are of each name."""
    counts: Counter[NameT] = Counter()
    for name, count in pairs:
        counts[name] += count
    return counts


def most_first(counts: Counter[str]) -> tuple[tuple[Value, ...], ...]:
    """Rows of name and count, those of many first, then by name."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def percentage(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def mean(tally: Mapping[int, int]) -> float | None:
    """With one decimal; None of nothing."""
    return round(fmean(tally.keys(), tally.values()), 1) if tally else None


def median(tally: Mapping[int, int]) -> float | None:
    """The middle one, or half-way between the two in the middle; None of nothing."""
    return round(float(middle(Counter(tally).elements())), 1) if tally else None
