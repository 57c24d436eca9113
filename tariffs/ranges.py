"""The range that a rate serves, and the one that somebody asks for: read from words, compared, written.

A range has one unit; bounds of different prefixes are told in the finer of the two, where they stay whole.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ground.languages import is_english
from ground.words import normalise
from tariffs.figures import SWAPPED

# What is measured, and by which units: how many of the base unit each is, the finest first.
SCALES: Mapping[str, Mapping[str, Decimal]] = {
    quantity: {unit: Decimal(size) for unit, size in units.items()}
    for quantity, units in {
        "masa": {"µg": "0.000001", "mg": "0.001", "g": "1", "kg": "1000"},
        "longitud": {"µm": "0.001", "mm": "1", "m": "1000"},
        "volumen": {"µL": "0.000001", "mL": "0.001", "L": "1", "m³": "1000"},
        "fuerza": {"N": "1", "kN": "1000"},
        "frecuencia": {"Hz": "1", "kHz": "1000", "MHz": "1000000", "GHz": "1000000000"},
        "tiempo": {"µs": "0.000001", "ms": "0.001", "s": "1"},
        "par torsional": {"N·m": "1", "kN·m": "1000"},
        "temperatura": {"°C": "1"},
        "humedad relativa": {"%H.R.": "1"},
        "presión": {"Pa": "1", "hPa": "100", "kPa": "1000", "bar": "100000", "MPa": "1000000"},
        "corriente": {"µA": "0.000001", "mA": "0.001", "A": "1", "kA": "1000"},
        "tensión": {"µV": "0.000001", "mV": "0.001", "V": "1", "kV": "1000"},
        "viscosidad cinemática": {"mm²/s": "1"},
        "viscosidad dinámica": {"mPa·s": "0.001", "Pa·s": "1"},
        "caudal": {"L/h": "1", "m³/h": "1000"},
    }.items()
}
# How else people write them; the Greek letter looks like the micro sign.
ALSO = {
    "metro": "m", "metros": "m", "ºC": "°C", "Nm": "N·m", "N.m": "N·m", "N m": "N·m", "%HR": "%H.R.", "% HR": "%H.R.",
    "% H.R.": "%H.R.", "μg": "µg", "ug": "µg", "μm": "µm", "um": "µm", "μL": "µL", "uL": "µL", "μs": "µs", "us": "µs",
    "m3": "m³", "m3/h": "m³/h", "mm2/s": "mm²/s", "cSt": "mm²/s", "cP": "mPa·s",
}  # fmt: skip
QUANTITIES = {unit: quantity for quantity, units in SCALES.items() for unit in units}
SPELT = {written.lower(): unit for written, unit in [*zip(QUANTITIES, QUANTITIES, strict=True), *ALSO.items()]}

UNIT = "(?:" + "|".join(re.escape(unit) for unit in sorted(SPELT, key=len, reverse=True)) + r")(?![\w·/²³%])"
# As the search has it (ground/words.py): a point before three digits separates thousands.
NUMBER = r"(?:[-−–]\s?)?(?:[1-9]\d{0,2}(?:[ .\u00a0]\d{3}){1,3}(?:,\d{1,6})?|\d{1,12}(?:[.,]\d{1,6})?)(?!\d)"
UPPER = rf"(?P<upper>{NUMBER})\s?(?P<unit>{UNIT})"
FLAGS = re.IGNORECASE
PAIR = re.compile(
    rf"(?<![\d.,])(?P<lower>{NUMBER})(?:\s?(?P<lower_unit>{UNIT}))?\.?\s*(?:\([^()]*\)\s*)?"
    rf"(?:\ba\b|\bhasta\b|\by menor (?:a|de|que)\b|[-–])\s*[<≤]?\s*{UPPER}",
    FLAGS,
)
BOUND = re.compile(
    rf"(?P<way>\bhasta\b|\bmenor (?:a|de|que)\b|\bdesde\b|\bmayor (?:a|de|que)\b|[<≤>≥])\s*{UPPER}", FLAGS
)
# How an English page is answered.
ENGLISH_SEPARATOR = re.compile(r"(?<=\d)[.,](?=\d)")
ENGLISH_WAYS = {"up to": "hasta", "from": "desde", "to": "a", "less than": "menor que", "more than": "mayor que"}
ALONE = re.compile(rf"\(\s*{UPPER}\s*\)", FLAGS)
AMONG_WORDS = re.compile(rf"(?<![\w.,]){UPPER}", FLAGS)
BRACKETS = re.compile(r"\([^()]*\)")
BEFORE_ITS_END = re.compile(rf"(?:<|\bmenor (?:a|de|que)\b)\s*{NUMBER}", FLAGS)


@dataclass(frozen=True)
class Range:
    """From a value to another of one unit; without one of them it has no end on that side."""

    start: Decimal | None
    end: Decimal | None
    unit: str

    @property
    def quantity(self) -> str:
        return QUANTITIES[self.unit]

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """In the base unit of its quantity, whatever its prefix."""
        size = SCALES[self.quantity][self.unit]
        return self.start and self.start * size, self.end and self.end * size

    def covers(self, other: "Range") -> bool:
        """Whether an instrument of the other range is served whole."""
        if self.quantity != other.quantity:
            return False
        (low, high), (from_, to) = self.bounds, other.bounds
        reaches_down = low is None or (from_ is not None and low <= from_)
        return reaches_down and (high is None or (to is not None and to <= high))

    def __str__(self) -> str:
        """In the language of the page."""
        start, end = (None if value is None else written(value, self.unit) for value in (self.start, self.end))
        if start is None:
            return _("hasta {end}").format(end=end)
        if end is None:
            return _("desde {start}").format(start=start)
        return start if start == end else _("{start} a {end}").format(start=start, end=end)


def read(text: str) -> Range | None:
    """The range that a name states: `(10 g a 10 kg)`, `hasta 50 mL`, `≥ 1 kA` or `(0 °C)`; of other words none.

    One with both ends is preferred, as the single figures of a name are often a resolution or a point.
    """
    if pair := PAIR.search(text):
        unit = _unit(pair["unit"])
        lower_unit = _unit(pair["lower_unit"]) if pair["lower_unit"] else unit
        if QUANTITIES[unit] != QUANTITIES[lower_unit]:
            return None
        sizes = SCALES[QUANTITIES[unit]]
        finer = min(unit, lower_unit, key=lambda each: sizes[each])
        start = bare(_number(pair["lower"]) * sizes[lower_unit] / sizes[finer])
        end = bare(_number(pair["upper"]) * sizes[unit] / sizes[finer])
        return Range(start, end, finer) if start <= end else None
    if bound := BOUND.search(text):
        value, unit = bare(_number(bound["upper"])), _unit(bound["unit"])
        is_least = bound["way"].lower().startswith(("desde", "mayor", ">", "≥"))
        return Range(value, None, unit) if is_least else Range(None, value, unit)
    if alone := ALONE.search(text):
        value = bare(_number(alone["upper"]))
        return Range(value, value, _unit(alone["unit"]))
    return None


def ends_before(name: str) -> bool:
    """Whether the end of the range that a name states is not in it: `menor a 500 mm`, `< 1 kA`."""
    return bool(BEFORE_ITS_END.search(name))


@cache
def apart(name: str) -> frozenset[str]:
    """The words of a name besides its range: those of two rows that serve other ranges of the same are the same."""
    text = BRACKETS.sub(lambda found: "" if read(found[0]) else found[0], name)
    for pattern in (PAIR, BOUND):
        text = pattern.sub("", text)
    return frozenset(word.rstrip("s") for word in normalise(text).split())


def asked_for(text: str) -> Range | None:
    """The value or the range that somebody typed on a page in its language, as in `10 kg` or `0 a 300 °C`; None when
    it is neither."""
    text = text.strip()
    if is_english():
        text = ENGLISH_SEPARATOR.sub(lambda found: found[0].translate(SWAPPED), text)
        for english, spanish in ENGLISH_WAYS.items():
            text = re.sub(rf"\b{english}\b", spanish, text, flags=FLAGS)
    return read(f"({text})")


def among_words(text: str) -> tuple[Range | None, str]:
    """The value or range that somebody typed among other words, as in `báscula de 30 kg`, and the other words."""
    for written in (PAIR, BOUND, AMONG_WORDS):
        if found := written.search(text):
            return asked_for(found[0]), f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def known_unit(unit: str) -> None:
    """ValidationError unless ranges can be told in it."""
    if unit not in QUANTITIES:
        raise ValidationError(f"«{unit}» no es una de: {', '.join(QUANTITIES)}.")


def bare(value: Decimal) -> Decimal:
    """The same number without zeros that say nothing, and never with an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def written(value: Decimal, unit: str) -> str:
    """`1 000 kg`, `-38,8 °C`; on an English page `-38.8 °C`."""
    figures = f"{bare(value):,f}".replace(",", "\u00a0")
    return (figures if is_english() else figures.replace(".", ",")) + f"\u00a0{unit}"


def _number(text: str) -> Decimal:
    text = re.sub(r"^[−–]", "-", text)
    text = re.sub(r"(?<=\d)[ .\u00a0](?=\d{3}(?!\d))", "", text) if re.match(r"-?\s?[1-9]", text) else text
    return Decimal(re.sub(r"\s", "", text).replace(",", "."))


def _unit(text: str) -> str:
    return SPELT[text.lower()]
