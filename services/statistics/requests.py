"""How many requests there were, and how many of those that were quoted were accepted."""

from collections import Counter
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from ground.charts.tables import Chart, FigureTable
from ground.charts.tallies import most_first, summed
from legal_calendar.legal_time import LEGAL_TIME
from services.kinds import Service
from services.models import Line, Quote
from services.statistics.scope import LEAST, Scope, month_name, share


def filed(scope: Scope, delivered: Counter[date]) -> tuple[int, list[FigureTable]]:
    """How many were filed, and the tables of it; `delivered` says how many were in each month."""
    month = TruncMonth("received_at", tzinfo=LEGAL_TIME)
    own = scope.requests.filter(**scope.period.holds("received_at"))
    groups = [*own.values_list("kind", month).annotate(count=Count("pk"))]
    kinds = summed((str(Service(kind).label), count) for kind, _, count in groups)
    arrived: Counter[date] = Counter()
    for _, instant, count in groups:
        arrived[instant.date()] += count
    months = [(month_name(each), arrived[each], delivered[each]) for each in scope.period.months]
    return kinds.total(), [
        FigureTable("servicio", "Radicadas por servicio", ("Servicio", "Solicitudes"), most_first(kinds),
                    chart=Chart.BARS),
        FigureTable("laboratorio", "Radicadas por laboratorio", ("Laboratorio", "Solicitudes"),
                    most_first(_laboratories(scope)), chart=Chart.BARS,
                    note="Una solicitud de dos laboratorios se cuenta en los dos."),
        FigureTable("mes", "Radicadas y entregadas por mes", ("Mes", "Radicadas", "Entregadas"),
                    tuple(months) if groups or delivered else (), chart=Chart.LINE, charted=2),
    ]  # fmt: skip


def _laboratories(scope: Scope) -> Counter[str]:
    own = Line.objects.live().filter(laboratory__in=scope.laboratories, **scope.period.holds("request__received_at"))
    rows = scope.of(own, "request").values_list("laboratory__name").annotate(count=Count("request", distinct=True))
    return Counter(dict(rows))


def conversion(scope: Scope) -> tuple[FigureTable, FigureTable]:
    """Of the requests that were quoted for the first time in the period, by service and by month."""
    first = Quote.objects.filter(chain__number=1, version=1, **scope.period.holds("step__at"))
    month = TruncMonth("step__at", tzinfo=LEGAL_TIME)
    # Of the version in force: the filter and what is counted look at the same one.
    last = "chain__versions__"
    standing = Q(**{f"{last}valid_until__gte": timezone.localdate(), f"{last}ended_by": None})
    groups = (
        scope.of(first.filter(**{f"{last}replaced_by": None}), "chain__request")
        .values_list("chain__request__kind", month)
        .annotate(
            every=Count("pk"),
            standing=Count("pk", filter=standing),
            won=Count("pk", filter=~standing & Q(**{f"{last}accepted_by__isnull": False})),
        )
    )
    services: dict[str, Counter[str]] = {str(service.label): Counter() for service in Service}
    months: dict[str, Counter[str]] = {month_name(each): Counter() for each in scope.period.months}
    for kind, instant, every, standing_ones, won in groups:
        for tally in (services[str(Service(kind).label)], months[month_name(instant)]):
            tally.update(every=every, standing=standing_ones, won=won)
    return (
        _converted("conversion", "Conversión por servicio", "Servicio", services),
        _converted("conversion-mes", "Conversión por mes de la primera cotización", "Mes", months),
    )


def _converted(key: str, title: str, whose: str, tallies: dict[str, Counter[str]]) -> FigureTable:
    rows = tuple(
        (name, tally["every"], tally["standing"], tally["won"], share(tally["won"], tally["every"] - tally["standing"]))
        for name, tally in tallies.items()
        if tally["every"]
    )
    return FigureTable(
        key, title, (whose, "Cotizadas", "Todavía vigentes", "Aceptadas", "Conversión (%)"), rows,
        note="Las aceptadas entre aquellas cuya cotización ya no se puede aceptar; las vigentes no cuentan todavía, se "
        f"hayan aceptado o no. De menos de {LEAST} no se dice un porcentaje.",
    )  # fmt: skip
