"""Ranges on one axis: what their drawing needs, as parts of its width in per cent. Pure functions.

An axis is logarithmic, decade by decade, where its quantity has a true zero and its ranges span more than one
decade; temperatures and humidities, and ranges side by side, stand on a linear one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from tariffs.ranges import SCALES, Range, written

FEWEST = 3  # ranges that are worth an axis
MOST_STEPS = 6  # of a linear one
MOST_WORDS = 5
WITHOUT_ZERO = {"temperatura", "humedad relativa"}


@dataclass(frozen=True)
class RangeBar:
    """Where a range lies, and what was asked for when it did; an end that is open has no stroke."""

    left: float
    right: float
    begins: bool
    ends: bool
    asked: float | None
    fits: bool


@dataclass(frozen=True)
class Axis:
    """From `low` to `high` of the quantity's base unit; `marks` are where and what is written there, if anything."""

    quantity: str
    low: float
    high: float
    is_log: bool
    marks: tuple[tuple[float, str], ...]
    asked: Range | None

    def place(self, value: Decimal | float) -> float:
        if not self.is_log:
            return round(100 * (float(value) - self.low) / (self.high - self.low), 2)
        return round(100 * log10(max(float(value), self.low) / self.low) / log10(self.high / self.low), 2)

    def bar(self, range_: Range) -> RangeBar:
        """That of one of the ranges for which the axis was made."""
        low, high = range_.bounds
        return RangeBar(
            left=0 if low is None else self.place(low),
            right=100 if high is None else self.place(high),
            begins=low is not None,
            ends=high is not None,
            asked=_middle(self.asked, self) if self.asked else None,
            fits=bool(self.asked and range_.covers(self.asked)),
        )


def axis_of(ranges: Iterable[Range], asked: Range | None = None) -> Axis | None:
    """One for all the ranges, which measure the same; None where they are too few or say nothing by it."""
    ranges = list(ranges)
    own = [value for each in ranges for value in each.bounds if value is not None]
    if len(ranges) < FEWEST or min(own) == max(own):
        return None
    quantity = ranges[0].quantity
    is_log = quantity not in WITHOUT_ZERO and min(own) > 0 and max(own) / min(own) >= 10
    # What is not above zero has no place on a logarithmic axis: it stands at its beginning.
    more = [value for value in (asked.bounds if asked else ()) if value is not None and (value > 0 or not is_log)]
    values = [*own, *more]
    least, most = float(min(values)), float(max(values))
    # A range without an end on one side has room to go on there.
    lowest_open = any(low is None and high == min(values) for low, high in (each.bounds for each in ranges))
    highest_open = any(high is None and low == max(values) for low, high in (each.bounds for each in ranges))
    if is_log:
        first = floor(log10(least) + 1e-9) - lowest_open
        last = ceil(log10(most) - 1e-9) + highest_open
        low, high = 10.0**first, 10.0**last
        powers = {power: Decimal(10) ** power for power in range(first, last + 1)}
        values = list(powers.values())
        said = [value for power, value in powers.items() if power % 3 == 0 or last - first < MOST_WORDS]
    else:
        step = _step(most - least)
        low, high = least - (step if lowest_open else 0), most + (step if highest_open else 0)
        low = max(low, 0.0) if least >= 0 else low
        turns = range(ceil(low / step), floor(high / step) + 1)
        values = said = [Decimal(str(step)) * turn for turn in turns]
    axis = Axis(quantity, low, high, is_log, (), asked)
    marks = tuple((axis.place(value), _said(value, quantity) if value in said else "") for value in values)
    return Axis(quantity, low, high, is_log, marks, asked)


@dataclass(frozen=True)
class PlacedRange:
    """A range on the axis of its kind; `name` is the axis's, and `is_first` says that it comes before this one."""

    axis: Axis
    name: str
    bar: RangeBar
    is_first: bool


def placed(ranges: Sequence[Range | None], asked: Range | None = None) -> list[PlacedRange | None]:
    """Each of a list on the axis of those that measure the same, when they are enough for one."""
    kinds: dict[str, list[Range]] = {}
    for range_ in ranges:
        if range_:
            kinds.setdefault(range_.quantity, []).append(range_)
    axes = {kind: axis_of(those, asked if asked and asked.quantity == kind else None) for kind, those in kinds.items()}
    names = {kind: f"eje-{turn}" for turn, kind in enumerate(axes, 1)}
    found: list[PlacedRange | None] = []
    shown = set()
    for range_ in ranges:
        axis = axes[range_.quantity] if range_ else None
        if range_ is None or axis is None:
            found.append(None)
            continue
        found.append(PlacedRange(axis, names[range_.quantity], axis.bar(range_), range_.quantity not in shown))
        shown.add(range_.quantity)
    return found


def _step(length: float) -> int | float:
    """1, 2 or 5 and its noughts: the least that makes few steps."""
    power = 10.0 ** floor(log10(length / MOST_STEPS))
    return next(power * each for each in (1, 2, 5, 10) if length / (power * each) <= MOST_STEPS)


def _middle(asked: Range, axis: Axis) -> float:
    """Of a range that was asked for, half way: both its ends lie on the axis, or it has none on that side."""
    low, high = asked.bounds
    ends = [axis.low if low is None else low, axis.high if high is None else high]
    return round(sum(axis.place(end) for end in ends) / 2, 2)


def _said(value: Decimal, quantity: str) -> str:
    """In the unit of its own size."""
    units = SCALES[quantity]
    fitting = [unit for unit, size in units.items() if abs(value) >= size] or list(units)[:1]
    return written(value / units[fitting[-1]], fitting[-1])
