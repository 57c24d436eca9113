"""What the participants of a round reported, and how it is judged, by their codes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ground.charts.drawing import Interval, drawn_intervals
from ground.charts.tables import Chart, FigureTable
from services.kinds import Evaluation
from services.models import Measurand, Participation, ReportedValue, Round
from services.models.rounds import reads
from services.rounds import taking_part
from services.scores import Assigned, NoScoreError, Score, robust, score

FIGURES = Decimal("0.0001")


def reported_by(place: Participation) -> dict[int, ReportedValue]:
    """What counts of what it reported: the last of each measurand, by the key of that."""
    rows = place.reported.select_related("measurand").order_by("step", "pk")
    return {row.measurand_id: row for row in rows}


@dataclass(frozen=True)
class Judged:
    """A measurand with what its results are compared with, and each with its score by the participant's code."""

    measurand: Measurand
    way: Evaluation
    assigned: Assigned
    results: Mapping[str, tuple[ReportedValue, Score]]

    @property
    def told(self) -> str:
        """What they are compared with, in figures."""
        unit, found = self.measurand.unit, self.assigned
        parts = [f"X = {self.measurand.assigned or written(found.value)} {unit}"]
        if self.way is Evaluation.EN:
            parts.append(f"U = {self.measurand.uncertainty} {unit}")
        elif found.deviation is not None:
            given = self.measurand.deviation if self.way is Evaluation.Z else ""
            parts.append(f"σ = {given or written(found.deviation)} {unit}")
        return "; ".join(parts)

    def table(self, mine: str = "") -> FigureTable:
        """`mine` is the code of whoever reads it, which their row says."""
        unit, value, figure = self.measurand.unit, _("Valor"), "Eₙ" if self.way is Evaluation.EN else "z"
        columns = (_("Código"), f"{value} ({unit})", f"U ({unit})", "k", figure, _("Resultado"))
        rows = tuple(
            (
                _named(code, mine),
                *(row.value, row.uncertainty, row.coverage, found.shown),
                str(found.verdict.value),
            )
            for code, (row, found) in self.results.items()
        )
        title = f"{self.measurand}: {self.told}"
        return FigureTable(f"measurand-{self.measurand.pk}", title, columns, rows, chart=Chart.INTERVALS)

    def chart(self, mine: str = "") -> SafeString:
        """Each result with its uncertainty, beside the assigned value: the drawing is the portal's own, in which what
        was typed is escaped."""
        reach = self.assigned.uncertainty or Decimal(0)
        intervals = [Interval(self.assigned.value, reach, self.told)]
        labels: list[tuple[str, ...]] = [(_("Valor asignado"),)]
        for code, (row, _found) in self.results.items():
            said = f"{row.value} ± {row.uncertainty} {self.measurand.unit}"
            intervals.append(Interval(reads(row.value), reads(row.uncertainty), said))
            labels.append((_named(code, mine),))
        table = FigureTable(
            f"measurand-{self.measurand.pk}", str(self.measurand), (_("Código"),), tuple(labels), chart=Chart.INTERVALS
        )
        return mark_safe(drawn_intervals(table, intervals))


def _named(code: str, mine: str) -> str:
    you = _("usted")
    return f"{code} ({you})" if code == mine else code


def judge(chosen: Round) -> list[Judged]:
    """Its measurands, each judged as the protocol says. Raises NoScoreError, with the measurand."""
    places = {place.code: reported_by(place) for place in taking_part(chosen)}
    return [_judged(chosen, measurand, places) for measurand in chosen.measurands.all()]


def _judged(chosen: Round, measurand: Measurand, places: Mapping[str, Mapping[int, ReportedValue]]) -> Judged:
    way = Evaluation(chosen.evaluation)
    rows = {code: told[measurand.pk] for code, told in places.items() if measurand.pk in told}
    try:
        assigned = assigned_to(measurand, way, [reads(row.value) for row in rows.values()])
        found = {
            code: (row, score(way, reads(row.value), reads(row.uncertainty), assigned)) for code, row in rows.items()
        }
    except NoScoreError as why:
        raise NoScoreError(f"{measurand}: {why}") from why
    return Judged(measurand, way, assigned, found)


def assigned_to(measurand: Measurand, way: Evaluation, values: Sequence[Decimal]) -> Assigned:
    """What the laboratory assigned, or what the participants give together. Raises NoScoreError."""
    if way is Evaluation.Z_ROBUST:
        return robust(values)
    value = reads(measurand.assigned) if measurand.assigned else None
    if value is None and way is Evaluation.EN:
        raise NoScoreError("Falta el valor asignado.")
    if value is None:
        value = robust(values).value
    uncertainty, deviation = (
        reads(typed) if typed else None for typed in (measurand.uncertainty, measurand.deviation)
    )  # fmt: skip
    return Assigned(value, uncertainty, deviation)


def written(figure: Decimal) -> str:
    """With its fourth decimal at the most, as it is read here."""
    return f"{figure.quantize(FIGURES).normalize():f}".replace(".", ",").replace("-", "−")


@dataclass(frozen=True)
class Drawn:
    """A measurand as a page shows it."""

    table: FigureTable
    chart: SafeString


def drawn(judged: Sequence[Judged], mine: str = "") -> Iterator[Drawn]:
    for each in judged:
        yield Drawn(each.table(mine), each.chart(mine))
