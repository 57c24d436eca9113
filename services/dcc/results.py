"""The results of a certificate as tables of what it publishes, each with its drawing and what the drawing shows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ground.charts.drawing import Interval, drawn_intervals
from ground.charts.tables import Chart, FigureTable
from ground.languages import is_english
from services.dcc.reading import NOMINAL, DigitalCertificate, Point, Quantity, Result

COLUMNS = (_("Punto"), _("Valor publicado"), _("Unidad"), _("Incertidumbre expandida (U)"), "k")


@dataclass(frozen=True)
class Shown:
    table: FigureTable
    chart: str = ""  # an <svg>; "" without one unit and the uncertainty of every point
    sentence: str = ""


def shown(certificate: DigitalCertificate) -> list[Shown]:
    """Each under a title of its own."""
    tables = [
        _shown(f"dcc-{number}-{place}", result, quantity)
        for number, result in enumerate(certificate.results, start=1)
        for place, quantity in _measured(result)
    ]
    seen: Counter[str] = Counter()
    for place, each in enumerate(tables):
        title = each.table.title
        seen[title] += 1
        if seen[title] > 1:
            tables[place] = replace(each, table=replace(each.table, title=f"{title} ({seen[title]})"))
    return tables


def _measured(result: Result) -> Iterator[tuple[int, Quantity]]:
    """Those with numbers that are not the points themselves."""
    for place, quantity in enumerate(result.quantities, start=1):
        if quantity.points and not set(quantity.kinds) & set(NOMINAL):
            yield place, quantity


def _shown(key: str, result: Result, quantity: Quantity) -> Shown:
    nominal = _nominal_of(result, quantity)
    labels = [f"{figure(at.value)} {at.unit}" for at in nominal] or list(map(str, range(1, len(quantity.points) + 1)))
    title = ": ".join(filter(None, (result.name, quantity.name))) or gettext("Resultados")
    rows = tuple((label, *_cells(point)) for label, point in zip(labels, quantity.points, strict=True))
    table = FigureTable(key, title, tuple(map(str, COLUMNS)), rows, chart=Chart.INTERVALS)
    units = {point.unit for point in quantity.points}
    reaches = [point.uncertainty for point in quantity.points if point.uncertainty is not None]
    if len(units) > 1 or len(reaches) < len(quantity.points):
        return Shown(table)
    # Beside its nominal value a good instrument's error could not be seen: what is drawn is how far it is from it.
    is_apart = "basic_measuredValue" in quantity.kinds and {at.unit for at in nominal} == units
    zeros = [at.value for at in nominal] if is_apart else [Decimal(0)] * len(quantity.points)
    values = [point.value - zero for point, zero in zip(quantity.points, zeros, strict=True)]
    told = gettext("La gráfica muestra cada valor, con su U a cada lado: de {least} a {most} {unit}.")
    if is_apart:
        told = gettext(
            "La gráfica muestra cuánto se aparta cada valor del nominal, con su U a cada lado: "
            "de {least} a {most} {unit}."
        )
    told = told.format(least=figure(min(values)), most=figure(max(values)), unit=units.pop())
    intervals = [
        Interval(value, reach, f"{figure(value)} ± {figure(reach)}")
        for value, reach in zip(values, reaches, strict=True)
    ]
    return Shown(table, drawn_intervals(table, intervals), told)


def _nominal_of(result: Result, quantity: Quantity) -> tuple[Point, ...]:
    found = (each.points for kind in NOMINAL for each in result.quantities if kind in each.kinds)
    return next((points for points in found if len(points) == len(quantity.points)), ())


def _cells(point: Point) -> tuple[str, ...]:
    return figure(point.value), point.unit, figure(point.uncertainty), figure(point.coverage)


def figure(value: Decimal | None) -> str:
    """With every digit that was published, and the sign of the page's language between them."""
    if value is None:
        return "—"
    return str(value) if is_english() else str(value).replace(".", ",")
