"""The rule of the house: one mark for each published rate, a long one where another laboratory begins."""

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

from django.core.cache import caches

from tariffs.catalogue import HeadedRows, catalogue_of
from tariffs.models import Edition

WIDTH = 1114  # units of the drawing, as are all lengths below
FOOT = 76
LETTER = 7.6
FIGURE_MARKS = 9  # as many marks does a figure cover
# How the resolution calls its groups before it says what they measure or sell.
TITLES = re.compile(r"^(Laboratorio|Servicios|Costos|Otros servicios) de |^Producto: |^Subdirección ")


@dataclass(frozen=True)
class HouseRule:
    """What its drawing needs: two paths, and words and figures with where they stand and on which side."""

    count: int
    marks: str
    groups: str
    names: tuple[tuple[float, str], ...]
    figures: tuple[tuple[float, str, int], ...]


def house_rule(edition: Edition) -> HouseRule:
    """That of a published edition, which each process keeps: nothing of it changes any more."""
    key = f"tariffs:house_rule:{edition.cache_key}"
    return cast(HouseRule, caches["fragments"].get_or_set(key, lambda: _drawn(edition)))


def _drawn(edition: Edition) -> HouseRule:
    """Of its rates in their order: each fifth and tenth mark is longer, a fiftieth has a figure."""
    groups = _groups(edition)
    ends = list(accumulate(size for _, size in groups))
    count = ends[-1] if ends else 0
    step = WIDTH / max(count, 1)
    names = []
    for (name, size), end in zip(groups, ends, strict=True):
        fitting = [words for words in (name, name.split(" y ")[0]) if len(words) * LETTER < size * step]
        if fitting:
            names.append((round((end - size) * step + 6, 1), fitting[0]))
    figures = []
    for n in (*range(50, count - 2 * FIGURE_MARKS, 50), count):
        is_crowded = any(n - FIGURE_MARKS < end <= n for end in ends[:-1])
        x, anchor = (n * step + 4, "start") if is_crowded else (n * step - 4, "end")
        figures.append((round(x, 1), anchor, n))
    return HouseRule(
        count=count,
        marks="".join(f"M{n * step:.1f} {FOOT}v-{_height(n)}" for n in range(1, count) if n not in ends),
        groups="".join(f"M{end * step:.1f} {FOOT}V18" for end in ends),
        names=tuple(names),
        figures=tuple(figures),
    )


def _height(n: int) -> int:
    return next(height for unit, height in ((50, 30), (10, 22), (5, 16), (1, 10)) if n % unit == 0)


def _groups(edition: Edition) -> list[tuple[str, int]]:
    """What is measured or sold, and how many rates it has, in the order of the resolution."""
    sizes: dict[str, tuple[str, int]] = {}
    for section, headings in catalogue_of(edition).sections:
        top: HeadedRows = section
        for part in (section, *headings):
            if part.level <= 2:
                top = part
            name = TITLES.sub("", top.name)
            _, before = sizes.get(top.anchor, (name, 0))
            sizes[top.anchor] = (name[:1].upper() + name[1:], before + len(part.rows))
    return [(name, size) for name, size in sizes.values() if size]
