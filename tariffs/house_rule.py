"""The published rates at a glance: the rule of the house, one mark for each, a long one where another laboratory
begins; and the list of those laboratories and what else is sold."""

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

from django.core.cache import caches

from ground.words import normalise
from tariffs.catalogue import catalogue_of
from tariffs.english import Names, names_of_page
from tariffs.models import Edition

WIDTH = 1114  # units of the drawing, as are all lengths below
FOOT = 76
LETTER = 7.6
AND = re.compile(" y | and ")
FIGURE_MARKS = 9  # as many marks does a figure cover
# How the resolution calls its groups before it says what they measure or sell.
TITLES = re.compile(
    r"^(Laboratorio|Servicios|Costos) de |^Producto: |^Subdirección |^Product: |^Subdirectorate of "
    r"| laboratory$|(?<!calibration)(?<!training) services$| costs$"
)
# The Spanish words of a group and its sign in img/pictogramas.svg.
SIGNS = {
    "temperatura": "temperatura", "volumen": "volumen", "densidad": "densidad", "fuerza": "fuerza", "tiempo": "tiempo",
    "presion": "presion", "par torsional": "par", "longitud": "longitud", "alterna": "electricidad", "masa": "masa",
    "energia": "energia", "viscosidad": "viscosidad", "gas": "gas", "quimica": "quimica", "cursos": "curso",
    "capacitacion": "curso", "asistencia": "asistencia", "aptitud": "aptitud", "materiales": "material",
    "desplazamiento": "precio",
}  # fmt: skip


@dataclass(frozen=True)
class MagnitudeGroup:
    """What is measured or sold, its sign in img/pictogramas.svg, its rates, and a short rule with a mark for each."""

    name: str
    pic: str
    anchor: str
    count: int
    is_measured: bool

    @property
    def width(self) -> int:
        return 4 * self.count

    @property
    def marks(self) -> str:
        heights = ((10, 14), (5, 10), (1, 6))
        return "".join(
            f"M{4 * n - 3} 14v-{next(height for unit, height in heights if n % unit == 0)}"
            for n in range(1, self.count + 1)
        )


@dataclass(frozen=True)
class HouseRule:
    """What its drawing needs: two paths, and words and figures with where they stand and on which side; and the
    groups of rates, in the order of the resolution."""

    count: int
    listed: tuple[MagnitudeGroup, ...]
    marks: str
    groups: str
    names: tuple[tuple[float, str], ...]
    figures: tuple[tuple[float, str, int], ...]

    @property
    def measured(self) -> list[MagnitudeGroup]:
        return [group for group in self.listed if group.is_measured]

    @property
    def others(self) -> list[MagnitudeGroup]:
        return [group for group in self.listed if not group.is_measured]


def house_rule(edition: Edition) -> HouseRule:
    """That of a published edition in the language of the page, which each process keeps."""
    names = names_of_page()
    key = f"tariffs:house_rule:{edition.cache_key}:{names.key}"
    return cast(HouseRule, caches["fragments"].get_or_set(key, lambda: _drawn(edition, names)))


def _drawn(edition: Edition, spoken: Names) -> HouseRule:
    """Of its rates in their order: each fifth and tenth mark is longer, a fiftieth has a figure."""
    groups = _groups(edition, spoken)
    ends = list(accumulate(group.count for group in groups))
    count = ends[-1] if ends else 0
    step = WIDTH / max(count, 1)
    names = []
    for group, end in zip(groups, ends, strict=True):
        shorter = (group.name, AND.split(group.name)[0])
        if fitting := [words for words in shorter if len(words) * LETTER < group.count * step]:
            names.append((round((end - group.count) * step + 6, 1), fitting[0]))
    figures = []
    for n in (*range(50, count - 2 * FIGURE_MARKS, 50), count):
        is_crowded = any(n - FIGURE_MARKS < end <= n for end in ends[:-1])
        x, anchor = (n * step + 4, "start") if is_crowded else (n * step - 4, "end")
        figures.append((round(x, 1), anchor, n))
    return HouseRule(
        count=count,
        listed=tuple(groups),
        marks="".join(f"M{n * step:.1f} {FOOT}v-{_height(n)}" for n in range(1, count) if n not in ends),
        groups="".join(f"M{end * step:.1f} {FOOT}V18" for end in ends),
        names=tuple(names),
        figures=tuple(figures),
    )


def _height(n: int) -> int:
    return next(height for unit, height in ((50, 30), (10, 22), (5, 16), (1, 10)) if n % unit == 0)


def _groups(edition: Edition, names: Names) -> list[MagnitudeGroup]:
    groups = []
    for section, folds in catalogue_of(edition, names).folds:
        for fold in folds:
            name = TITLES.sub("", fold.head.name)
            name = name[:1].upper() + name[1:]
            words = normalise(fold.head.spanish)
            pic = next((sign for word, sign in SIGNS.items() if word in words), "patron")
            is_measured = "calibracion" in normalise(section.spanish)
            groups.append(MagnitudeGroup(name, pic, fold.head.anchor, fold.count, is_measured))
    return [group for group in groups if group.count]
