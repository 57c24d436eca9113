"""What the lines of one item may be together, and how many of each its points need: pure, in sentences for beside
the line.

Which rows exclude each other, what each includes and what it serves is said of the rates, with their edition
(tariffs.models.Rate); here is what it means for one instrument.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from math import ceil

from services.kinds import SECTIONS, Service
from services.price import AskedLine
from tariffs.kinds import SectionKind, Unit
from tariffs.models import Rate
from tariffs.ranges import QUANTITIES, SCALES, SPELT, Range, apart, ends_before, written
from tariffs.spanish import Name, Spanish

# Of what one instrument has a number that is known (Resolución 015 de 2020, names of the rows).
MOST_OF = {Unit.DIRECTION: 2, Unit.CHANNEL: 12}
# What is counted by the points that the customer types.
BY_POINTS = frozenset({Unit.POINT, Unit.WAVELENGTH})
COUNTED = BY_POINTS | {Unit.METRE}
# What an instrument is known by the capacity of; where it is hot, wet or fast, its points say what it needs.
CAPACITIES = frozenset(SCALES) - {"temperatura", "humedad relativa", "frecuencia", "tiempo", "presión"}
PISTON_WEIGHT, BAROMETER, SPECIAL_DAY = "CAL-106", "CAL-109", "CAL-244"  # what their notes and names say

_FIGURES = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,9})?", re.ASCII)
_TIGHT = str.maketrans({"−": "-", " ": None, "\u00a0": None, "\u202f": None})

Rates = Mapping[str, Rate]


@dataclass(frozen=True)
class Told:
    """What its customer says of an instrument: from where to where it measures, in which points it is wanted, and that
    a barometer meets note 2."""

    start: Decimal | None = None
    end: Decimal | None = None
    unit: str = ""
    points: tuple[Decimal, ...] = ()
    is_logged: bool = False

    @classmethod
    def of(cls, details: Mapping[str, object]) -> "Told":
        """As its answers are kept, by the names of their fields (services.forms.calibration)."""
        typed = str(details.get("range_unit") or "").strip()
        return cls(
            start=decimal_of(details.get("range_from")),
            end=decimal_of(details.get("range_to")),
            unit=SPELT.get(typed.lower(), typed),
            points=read_points(str(details.get("points") or "")),
            is_logged=bool(details.get("is_logged")),
        )

    @property
    def capacity(self) -> Range | None:
        """The greatest that it measures, of what an instrument is known by."""
        if self.end is None or QUANTITIES.get(self.unit) not in CAPACITIES:
            return None
        return Range(self.end, self.end, self.unit)


def read_points(typed: str) -> tuple[Decimal, ...]:
    """Those that are numbers, of a list separated by «;»."""
    found = (decimal_of(each) for each in typed.split(";"))
    return tuple(each for each in found if each is not None)


def decimal_of(typed: object) -> Decimal | None:
    """Of figures alone, and not too many (`1e999999` is a number that nobody could write); those in thousands too,
    where they can be nothing else: `1.000.000`, `1.000,5`."""
    text = str(typed).translate(_TIGHT)
    for point, comma in (".,", ",."):
        if re.fullmatch(rf"-?[1-9]\d{{0,2}}(?:(?:\{point}\d{{3}})+\{comma}\d+|(?:\{point}\d{{3}}){{2,}})", text):
            text = text.replace(point, "")
    text = text.replace(",", ".")
    return Decimal(text) if _FIGURES.fullmatch(text) else None


def is_read_in_two_ways(typed: str) -> bool:
    """`1.000`: a thousand of whoever writes it so, or one with its decimals."""
    return bool(re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", typed.translate(_TIGHT), re.ASCII))


# --- How many ----------------------------------------------------------------------------------------------
def additional_units(asked: Decimal | int, included: int) -> int:
    """How many units of the additional row what is asked needs, besides what its base includes."""
    return max(0, ceil(asked - included))


def rows_for_points(points: Sequence[Decimal], rates: Sequence[Rate], unit: str = "") -> dict[Decimal, str]:
    """The row of each point that some row serves: the cheapest, at the same price the lower code; so who asks is not
    charged more for a limit that two rows share."""
    found = {}
    for point in points:
        serving = [rate for rate in rates if _serves(rate, point, unit or rate.range_unit)]
        if serving:
            found[point] = min(serving, key=lambda rate: (rate.cop or 0, rate.code)).code
    return found


def filled(lines: Sequence[AskedLine], rates: Rates, told: Told) -> tuple[AskedLine, ...]:
    """With a quantity for each line that has none (0), and the additional row that the points of a base need."""
    codes = {line.code for line in lines}
    done = [replace(line, quantity=line.quantity or least(line, lines, rates, told) or 1) for line in lines]
    for line in lines:
        more = [rate for rate in rates.values() if line.code in rate.additional_to and Unit(rate.unit) in COUNTED]
        if len(more) == 1 and more[0].code not in codes:
            extra = replace(line, code=more[0].code, quantity=0)
            if units := least(extra, [*lines, extra], rates, told):
                done.append(replace(extra, quantity=units))
    return tuple(done)


def least(line: AskedLine, lines: Sequence[AskedLine], rates: Rates, told: Told) -> int:
    """The least quantity that what was told needs of a line; 0 where nothing told decides it."""
    rate = rates[line.code]
    if rate.additional_to:
        bases = [rates[each.code] for each in lines if each.code in rate.additional_to]
        included = next((base.included for base in bases if base.included), None)
        asked = _asked_of(rate, told)
        return additional_units(asked, included) if included and asked is not None else 0
    if Unit(rate.unit) is Unit.POINT and rate.range_unit:
        rows = rows_for_points(told.points, [rates[each.code] for each in lines], told.unit)
        return sum(code == rate.code for code in rows.values())
    return 0


def _asked_of(rate: Rate, told: Told) -> Decimal | int | None:
    if Unit(rate.unit) in BY_POINTS:
        return len(told.points) or None
    if Unit(rate.unit) is Unit.METRE and told.capacity and told.capacity.quantity == "longitud":
        size = told.capacity.bounds[1]
        return None if size is None else size / SCALES["longitud"]["m"]
    return None


# --- What cannot stand --------------------------------------------------------------------------------------
def problems(
    lines: Sequence[AskedLine], rates: Rates, *, service: Service, told: Told | None = None
) -> Iterator[tuple[int, Spanish]]:
    """The place of the line and why it cannot stand, in the sentences that customers read; `rates` has every row of
    the edition, the codes of the lines among them. Without `told`, nothing is held against what was told."""
    for place, line in enumerate(lines):
        rate = rates[line.code]
        yield from ((place, each) for each in _out_of(rate, service))
        yield from ((place, each) for each in _without_base(rate, lines, rates))
        yield from ((place, each) for each in _misplaced(line, rate))
        most = MOST_OF.get(Unit(rate.unit))
        if most and line.quantity > most:
            wrong = Spanish(
                "La cantidad de {unit} no es posible para un instrumento: máximo {most}.",
                unit=Unit(rate.unit).label,
                most=most,
            )
            yield place, wrong
    yield from _of_one_family(lines, rates)
    if told is not None:
        yield from _against_told(lines, rates, told)
    if len({line.code for line in lines}) < len(lines):
        yield len(lines) - 1, Spanish("Esa tasa ya está en este ítem: cambie su cantidad.")


def travel_problems(codes: Iterable[str], rates: Rates, countries: Collection[str]) -> Iterator[str]:
    """Why travel cannot be charged for what is rendered on site in those countries (Resolución 015 de 2020, table 6:
    costs abroad are in dollars alone, those in Colombia in pesos)."""
    for code in codes:
        rate = rates[code]
        if rate.cop is None and set(countries) <= {"CO"}:
            yield f"{code}: ese costo es para servicios en el exterior."
        if rate.usd is None and "CO" not in countries:
            yield f"{code}: ese costo es para servicios en Colombia."


def _named(rate: Rate) -> Spanish:
    return Spanish("«{code} {name}»", code=rate.code, name=Name(rate.name))


def _out_of(rate: Rate, service: Service) -> Iterator[Spanish]:
    """A row that is no part of a request of that service."""
    kind = SectionKind(rate.heading.kind)
    if kind is SectionKind.TRAVEL:
        yield Spanish("Los costos de desplazamiento los calcula el INM.")
    elif kind not in SECTIONS[service]:
        other = next(each for each, kinds in SECTIONS.items() if kind in kinds)
        yield Spanish("Cada solicitud es de un servicio: haga otra para {service}.", service=other.in_a_sentence)


def _without_base(rate: Rate, lines: Sequence[AskedLine], rates: Rates) -> Iterator[Spanish]:
    if not rate.additional_to or any(line.code in rate.additional_to for line in lines):
        return
    if rate.code == PISTON_WEIGHT:
        yield Spanish(
            "La masa de las pesas solo se mide como parte de la unidad pistón cilindro (nota 1): agregue CAL-105."
        )
        return
    named = (_named(rates[code]) if code in rates else Spanish(code) for code in rate.additional_to)
    bases = reduce(lambda one, other: Spanish("{one} o {other}", one=one, other=other), named)
    yield Spanish(
        "«{name}» solo se cobra junto con {bases} para el mismo instrumento.", name=Name(rate.name), bases=bases
    )


def _misplaced(line: AskedLine, rate: Rate) -> Iterator[Spanish]:
    if SectionKind(rate.heading.kind) is not SectionKind.CALIBRATION:
        return
    if rate.is_on_site and not line.is_on_site:
        yield Spanish("«{name}» se presta en sus instalaciones: indique el municipio.", name=Name(rate.name))
    if line.is_on_site and not rate.is_on_site and not rate.is_also_on_site:
        yield Spanish("«{name}» solo se presta en los laboratorios del INM.", name=Name(rate.name))


def _of_one_family(lines: Sequence[AskedLine], rates: Rates) -> Iterator[tuple[int, Spanish]]:
    families: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if family := rates[line.code].family:
            families.setdefault(family, []).append(place)
    for places in families.values():
        rows = list({lines[place].code: rates[lines[place].code] for place in places}.values())
        if len(rows) < 2:
            continue
        if len({"con ajuste" in rate.name for rate in rows}) == 2:
            yield places[-1], Spanish("Elija la calibración con ajuste o sin ajuste, no las dos.")
            continue
        wrong = Spanish("Para un mismo instrumento elija una sola de estas tasas: {rates}.", rates=listed(rows))
        yield places[-1], wrong


def listed(rates: Iterable[Rate]) -> tuple[Spanish, ...]:
    """«CAL-201 Calibración de…; CAL-202…», as the gap of a sentence."""
    return tuple(Spanish("{code} {name}", code=rate.code, name=Name(rate.name)) for rate in rates)


# --- Against what was told --------------------------------------------------------------------------------
def _against_told(lines: Sequence[AskedLine], rates: Rates, told: Told) -> Iterator[tuple[int, Spanish]]:
    chosen = [rates[line.code] for line in lines]
    counted = [(place, rate) for place, rate in enumerate(chosen) if _counts_points(rate, rates)]
    for place, rate in counted[:1]:
        unit = told.unit or rate.range_unit
        ranged = [each for _, each in counted if _is_in(each, unit)]
        served = rows_for_points(told.points, ranged, unit)
        for point in (written(each, unit) for each in told.points if ranged and each not in served):
            if len(ranged) == 1:
                wrong = Spanish(
                    "El punto {point} no está en el intervalo de esta tasa ({range}).",
                    point=point,
                    range=str(rate.range),
                )
                yield place, wrong
            else:
                yield place, Spanish("El punto {point} no está en el intervalo de ninguna de estas tasas.", point=point)
    for place, line in enumerate(lines):
        if line.quantity and line.quantity < (needed := least(line, lines, rates, told)):
            wrong = Spanish(
                "Para lo que escribió hacen falta al menos {needed} de «{name}».",
                needed=needed,
                name=Name(chosen[place].name),
            )
            yield place, wrong
    yield from _of_another_capacity(lines, rates, told)
    for place, rate in enumerate(chosen):
        if rate.code == BAROMETER and not told.is_logged:
            wrong = Spanish("Para el barómetro declare respuesta de al menos un minuto y registro automático (nota 2).")
            yield place, wrong


def _of_another_capacity(lines: Sequence[AskedLine], rates: Rates, told: Told) -> Iterator[tuple[int, Spanish]]:
    """Of rows that differ only in what they serve, one of those chosen is the one for what the instrument measures."""
    capacity, codes = told.capacity, {line.code for line in lines}
    if capacity is None or capacity.end is None:
        return
    size = written(capacity.end, capacity.unit)
    for place, rate in enumerate(rates[line.code] for line in lines):
        if rate.included or _counts_points(rate, rates) or not _is_in(rate, capacity.unit):
            continue
        right = right_for(capacity, [each for each in rates.values() if _kind(each) == _kind(rate)])
        if right and right.code not in codes:
            wrong = Spanish(
                "La capacidad {size} no corresponde a esta tasa; le corresponde {right}.",
                size=size,
                right=_named(right),
            )
            yield place, wrong
        elif right is None and right_for(capacity, [each for each in rates.values() if _are_family(rate, each)]):
            yield place, Spanish("La capacidad {size} no corresponde a esta tasa.", size=size)
        elif right is None:
            special = _named(rates[SPECIAL_DAY]) if SPECIAL_DAY in rates else Spanish("una especial")
            wrong = Spanish(
                "La capacidad {size} no está en la resolución: pida {special}, y el INM le dice si puede.",
                size=size,
                special=special,
            )
            yield place, wrong


def right_for(capacity: Range, rows: Sequence[Rate]) -> Rate | None:
    """The row that reaches least beyond a capacity, the cheapest of two; what lies between two whole limits that follow
    one another (10 and 11 kN) is of the next row up."""
    value, unit = capacity.end or Decimal(0), capacity.unit
    ranged = [row for row in rows if _is_in(row, unit)]
    if serving := [row for row in ranged if _serves(row, value, unit)]:
        return min(serving, key=lambda row: (_bounds(row)[1] or Decimal("Infinity"), row.cop or 0, row.code))
    size = value * SCALES[QUANTITIES[unit]][unit]
    below = max((high for row in ranged if (high := _bounds(row)[1]) is not None and high < size), default=None)
    above = [row for row in ranged if (low := _bounds(row)[0]) is not None and low > size]
    if below is None or not above:
        return None
    after = min(above, key=lambda row: _bounds(row)[0] or Decimal(0))
    gap = (_bounds(after)[0] or Decimal(0)) - below
    return after if gap == SCALES[QUANTITIES[unit]][after.range_unit] else None


def _are_family(rate: Rate, other: Rate) -> bool:
    return bool(rate.family) and rate.family == other.family


def _counts_points(rate: Rate, rates: Rates) -> bool:
    if Unit(rate.unit) in BY_POINTS:
        return True
    return any(rate.code in each.additional_to and Unit(each.unit) in BY_POINTS for each in rates.values())


def _is_in(rate: Rate, unit: str) -> bool:
    return bool(rate.range_unit) and QUANTITIES[rate.range_unit] == QUANTITIES.get(unit)


def _bounds(rate: Rate) -> tuple[Decimal | None, Decimal | None]:
    return rate.range.bounds if rate.range else (None, None)


def _serves(rate: Rate, value: Decimal, unit: str) -> bool:
    if not _is_in(rate, unit):
        return False
    size, (low, high) = value * SCALES[QUANTITIES[unit]][unit], _bounds(rate)
    if low is not None and size < low:
        return False
    return high is None or size < high or (size == high and not ends_before(rate.name))


def _kind(rate: Rate) -> tuple[object, ...]:
    """What makes two rows the same service of other ranges."""
    return rate.heading_id, rate.unit, rate.is_on_site, apart(rate.name)
