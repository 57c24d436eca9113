"""Two certificates of one instrument: how far each point moved, and what is uncertain in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from services.dcc.comparing import same
from services.dcc.reading import NOMINAL, DigitalCertificate, Point, Result

MEASURED = ("basic_measurementError", "basic_measuredValue")


@dataclass(frozen=True)
class Drift:
    result: str
    nominal: Decimal
    unit: str
    moved: Decimal
    uncertainty: Decimal | None  # √(U₁² + U₂²), with the k of both
    coverage: Decimal | None
    why_not: str = ""


@dataclass(frozen=True)
class Comparison:
    points: tuple[Drift, ...]
    why_not: str = ""


def drift(before: DigitalCertificate, after: DigitalCertificate) -> Comparison:
    """At the nominal points and in the units that both have; nothing is interpolated or converted."""
    if not _share_serial(before, after):
        return Comparison((), _("Los dos certificados no son del mismo serial."))
    old, new = _once(_measured(before)), _once(_measured(after))
    points = tuple(
        _moved(key, old[key], point) for key, point in new.items() if key in old and old[key].unit == point.unit
    )
    return Comparison(points, "" if points else _("No tienen puntos nominales iguales en la misma unidad."))


def _share_serial(before: DigitalCertificate, after: DigitalCertificate) -> bool:
    return any(one.serial and same(one.serial, other.serial) for one in before.items for other in after.items)


Key = tuple[str, str, Decimal, str]  # the result, what is measured, and the nominal value with its unit


def _measured(certificate: DigitalCertificate) -> Iterator[tuple[Key, Point]]:
    for result in certificate.results:
        nominal, (kind, measured) = _of(result, NOMINAL)[1], _of(result, MEASURED)
        if len(nominal) == len(measured):
            for at, point in zip(nominal, measured, strict=True):
                yield (result.name, kind, at.value, at.unit), point


def _once(found: Iterable[tuple[Key, Point]]) -> dict[Key, Point]:
    """A point measured twice, going up and coming down, has no single other to be compared with."""
    pairs = list(found)
    times = Counter(key for key, _ in pairs)
    return {key: point for key, point in pairs if times[key] == 1}


def _of(result: Result, kinds: tuple[str, ...]) -> tuple[str, tuple[Point, ...]]:
    """The first quantity of the first of these kinds that the result has."""
    return next(((kind, each.points) for kind in kinds for each in result.quantities if kind in each.kinds), ("", ()))


def _moved(key: Key, old: Point, new: Point) -> Drift:
    uncertainty, coverage, why_not = None, None, ""
    if old.uncertainty is None or new.uncertainty is None:
        why_not = _("Uno de los dos no dice su incertidumbre.")
    elif old.coverage != new.coverage:
        why_not = _("Sus factores de cobertura no son iguales.")
    else:
        uncertainty, coverage = (old.uncertainty**2 + new.uncertainty**2).sqrt(), new.coverage
    return Drift(key[0], key[2], new.unit, new.value - old.value, uncertainty, coverage, why_not)
