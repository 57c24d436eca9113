"""How petitions ended in a quarter: in or out of term, how long they took, what was done meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncDate

from expedientes.models import Paso
from ground.charts.tables import Chart, FigureTable
from ground.charts.tallies import mean, median, most_first, percentage, summed
from legal_calendar.days import Calendar
from legal_calendar.legal_time import LEGAL_TIME
from legal_calendar.spans import Span, business_days, calendar_days
from pqrsd.kinds import Kind, Outcome, Score, Step
from pqrsd.models import Rating
from pqrsd.reports.quarters import Quarter, closed_in, during, ordinary

ALL = "Todas"
ACTS = {
    Step.TRANSFERRED: "Traslados a otra entidad",
    Paso.Kind.MOVED: "Cambios de dependencia",
    Step.EXTENDED: "Prórrogas del término",
    Step.COMPLETION_REQUESTED: "Peticiones que se pidió completar",
    Step.WITHDRAWN: "Desistimientos expresos",
    Step.LAPSED: "Desistimientos tácitos",
    Step.REJECTED: "Rechazos",
}


@dataclass(frozen=True)
class Answered(Span):
    """So many petitions of a kind, effectively received, answered and due on the same days."""

    kind: Kind
    due_on: date

    @property
    def is_in_term(self) -> bool:
        return self.end <= self.due_on


def read(quarter: Quarter) -> list[Answered]:
    """Everything answered in the quarter, grouped by its days, by one query."""
    groups = (
        closed_in(quarter)
        .filter(outcome=Outcome.ANSWERED)
        .values_list("kind", "effective_on", TruncDate("closed_at", tzinfo=LEGAL_TIME), "due_on")
        .annotate(count=Count("pk"))
    )
    return [Answered(start, end, count, Kind(kind), due) for kind, start, end, due, count in groups]


def in_term(groups: Iterable[Answered]) -> int:
    return sum(group.count for group in groups if group.is_in_term)


def total(groups: Iterable[Answered]) -> int:
    return sum(group.count for group in groups)


# --- In and out of term ---------------------------------------------------------------------------------
def punctuality(groups: list[Answered]) -> FigureTable:
    rows = []
    for name, own in _by_kind(groups):
        punctual, every = in_term(own), total(own)
        rows.append((name, punctual, every - punctual, percentage(punctual, every)))
    return FigureTable(
        "respuesta",
        "Respondidas en término y fuera de término",
        ("Clase", "En término", "Fuera de término", "En término (%)"),
        tuple(rows),
        note="Respondidas en el trimestre, sin importar cuándo se recibieron.",
        chart=Chart.STACKED,
        charted=2,
    )


def pending(quarter: Quarter, as_of: date) -> FigureTable:
    """What was open at the end of the quarter, by its state at the end of a day."""
    at_the_end = Q(closed_at__isnull=True) | Q(closed_at__gte=quarter.ends_at)
    groups = (
        ordinary()
        .filter(at_the_end, received_at__lt=quarter.ends_at)
        .values_list("kind")
        .annotate(
            running=Count("pk", filter=Q(due_on__gte=as_of)),
            overdue=Count("pk", filter=Q(due_on__lt=as_of)),
            waiting=Count("pk", filter=Q(due_on__isnull=True)),
        )
    )
    counts = {kind: states for kind, *states in groups}
    return FigureTable(
        "pendientes",
        "Pendientes al cierre",
        ("Clase", "En término", "Vencidas", "En espera de que las completen"),
        tuple((kind.label, *counts[kind]) for kind in Kind if kind in counts),
        chart=Chart.STACKED,
        charted=3,
    )


# --- How long -------------------------------------------------------------------------------------------
def durations(groups: list[Answered], calendar: Calendar) -> FigureTable:
    rows = []
    for name, own in [*_by_kind(groups), (ALL, groups)] if groups else ():
        business, days = business_days(own, calendar), calendar_days(own)
        typical = mean(business), median(business), mean(days), median(days)
        rows.append((name, *typical, total(own)))
    return FigureTable(
        "tiempos",
        "Tiempo de respuesta por clase",
        (
            "Clase",
            "Promedio en días hábiles",
            "Mediana en días hábiles",
            "Promedio en días calendario",
            "Mediana en días calendario",
            "Respondidas",
        ),
        tuple(rows),
        note="Desde el día siguiente al de la recepción efectiva hasta el de la respuesta, con los días en "
        "que el plazo estuvo detenido mientras se completaba la petición.",
        chart=Chart.BARS,
    )


def information_times(groups: list[Answered], calendar: Calendar) -> FigureTable:
    """The law asks for the time of each request for information: all of them, by their days."""
    tally = business_days((group for group in groups if group.kind == Kind.INFORMATION), calendar)
    return FigureTable(
        "informacion",
        "Solicitudes de acceso a información: tiempo de cada respuesta",
        ("Días hábiles", "Solicitudes respondidas"),
        tuple((str(days), tally[days]) for days in sorted(tally)),
        note="Decreto 1081 de 2015, artículo 2.1.1.6.2, numeral 3.",
    )


# --- How they ended, and what was done -------------------------------------------------------------------
def endings(quarter: Quarter) -> FigureTable:
    groups = closed_in(quarter).values_list("outcome").annotate(count=Count("pk"))
    counts = summed((Outcome(outcome).label, count) for outcome, count in groups)
    return FigureTable(
        "terminacion", "Cómo terminaron", ("Resultado", "Peticiones"), most_first(counts), chart=Chart.BARS
    )


def acts(quarter: Quarter) -> FigureTable:
    steps = (
        Paso.objects.filter(
            expediente__pqrsd__isnull=False,
            kind__in=ACTS,
            expediente__is_reserved=False,
            **during(quarter, "at"),
        )
        .exclude(expediente__outcome=Outcome.ANNULLED)
        .order_by()
        .values_list("kind")
        .annotate(count=Count("pk"))
    )
    counts = dict(steps)
    refusals = Paso.objects.filter(expediente=OuterRef("pk"), kind=Step.ANSWERED, data__is_access_refused=True)
    refused = closed_in(quarter).filter(Exists(refusals)).count()
    rows = ((label, counts.get(kind, 0)) for kind, label in ACTS.items())
    return FigureTable(
        "actuaciones",
        "Traslados, prórrogas, desistimientos y negaciones",
        ("Actuación", "Cuántas"),
        (*rows, ("Solicitudes de información a las que se negó el acceso", refused)),
        chart=Chart.BARS,
    )


def satisfaction(quarter: Quarter) -> tuple[FigureTable, float | None]:
    """How the answers were rated, and the mean, with one decimal."""
    ratings = (
        Rating.objects.filter(pqrsd__is_reserved=False, **during(quarter, "at"))
        .exclude(pqrsd__outcome=Outcome.ANNULLED)
        .order_by()
    )
    counts = dict(ratings.values_list("score").annotate(count=Count("pk")))
    rows = tuple((f"{score.value}, {score.label.lower()}", counts.get(score, 0)) for score in Score)
    table = FigureTable(
        "satisfaccion",
        "Calificación de las respuestas",
        ("Calificación", "Respuestas"),
        rows if counts else (),
        chart=Chart.BARS,
    )
    return table, mean(counts)


def _by_kind(groups: list[Answered]) -> list[tuple[str, list[Answered]]]:
    """The groups of each kind, in the law's order."""
    own = {kind: [group for group in groups if group.kind == kind] for kind in Kind}
    return [(kind.label, own[kind]) for kind in Kind if own[kind]]
