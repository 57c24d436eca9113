"""How long each step took, and whether what was promised was kept."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Subquery
from django.db.models.functions import TruncDate

from expedientes.models import Paso
from ground.charts.tables import Chart, FigureTable, Value
from ground.charts.tallies import median
from legal_calendar.days import Calendar, IncompleteTablesError
from legal_calendar.legal_time import LEGAL_TIME
from legal_calendar.spans import Span, business_days
from services.kinds import Service, Step
from services.models import Appointment, Performance, Quote
from services.statistics.scope import FEW, LEAST, Scope, share

OF_THE_CUSTOMER = "En espera del cliente: pedir que la complete → completada"


@dataclass(frozen=True)
class Delivered:
    """So many requests that were delivered on a day; `finished_on` and `promised_on` are None where nobody said any."""

    kind: str
    received_on: date
    finished_on: date | None
    promised_on: date | None
    delivered_on: date
    count: int


def delivered(scope: Scope) -> list[Delivered]:
    """Those of the period, by their days; what is delivered again was delivered before."""
    own = _steps(scope, Step.DELIVERED)
    before = Paso.objects.filter(expediente=OuterRef("expediente"), kind=Step.DELIVERED, pk__lt=OuterRef("pk"))
    ended = Performance.objects.filter(item__request=OuterRef("expediente"))
    booked = Appointment.objects.live().filter(request=OuterRef("expediente"))
    groups = (
        own.filter(~Exists(before))
        .annotate(
            finished_on=_last_of(ended, "item__request", "ended_on"),
            promised_on=_last_of(booked, "request", "promised_on"),
        )
        .values_list("expediente__kind", _day("expediente__received_at"), "finished_on", "promised_on", _day("at"))
        .annotate(count=Count("pk"))
    )
    return [Delivered(*row) for row in groups]


def by_month(groups: Iterable[Delivered]) -> Counter[date]:
    counts: Counter[date] = Counter()
    for group in groups:
        counts[group.delivered_on.replace(day=1)] += group.count
    return counts


def medians(scope: Scope, groups: list[Delivered], calendar: Calendar) -> list[FigureTable]:
    """Of each step, and of the whole by service."""
    whole = [Span(group.received_on, group.delivered_on, group.count) for group in groups]
    handed = [Span(each.finished_on, each.delivered_on, each.count) for each in groups if each.finished_on]
    steps = (
        ("Radicada → cotizada", _quoted(scope)),
        ("Cotizada → aceptada", _accepted(scope)),
        ("Pagada → recibida", _received(scope)),
        ("Recibida → terminada, cada ítem", _finished(scope)),
        ("Terminada → entregada", handed),
        ("Todo: radicada → entregada", whole),
        (OF_THE_CUSTOMER, _completed(scope)),
    )
    services = [(str(each.label), [group for group in groups if group.kind == each.value]) for each in Service]
    totals = [(name, [Span(each.received_on, each.delivered_on, each.count) for each in own]) for name, own in services]
    return [
        _table("tiempos", "Mediana de días hábiles de cada paso", "Paso", steps, calendar),
        _table("tiempo-servicio", "Mediana de días hábiles hasta la entrega", "Servicio", totals, calendar),
    ]


def _table(
    key: str, title: str, whose: str, spans: Iterable[tuple[str, Iterable[Span]]], calendar: Calendar
) -> FigureTable:
    columns = (whose, "Días hábiles (mediana)", "Casos")
    try:
        tallies = [(name, business_days(own, calendar)) for name, own in spans]
    except IncompleteTablesError as incomplete:
        return FigureTable(key, title, columns, (), note=str(incomplete), is_withheld=True)
    rows = tuple((name, _median(tally), tally.total()) for name, tally in tallies if tally)
    note = f"De lo que terminó en el período. De menos de {LEAST} casos no se dice la mediana."
    return FigureTable(key, title, columns, rows, note=note, chart=Chart.BARS)


def _median(tally: Counter[int]) -> Value:
    return FEW if tally.total() < LEAST else median(tally)


# --- Spans, by the database --------------------------------------------------------------------------------
def _day(instant: str) -> TruncDate:
    return TruncDate(instant, tzinfo=LEGAL_TIME)


def _spans(rows: Any, start: Any, end: Any) -> Iterator[Span]:
    for began, ended, count in rows.values_list(start, end).annotate(count=Count("pk")):
        yield Span(began, ended, count)


def _quoted(scope: Scope) -> Iterator[Span]:
    first = Quote.objects.filter(chain__number=1, version=1, **scope.period.holds("step__at"))
    return _spans(scope.of(first, "chain__request"), _day("chain__request__received_at"), _day("step__at"))


def _accepted(scope: Scope) -> Iterator[Span]:
    taken = Quote.objects.filter(**scope.period.holds("accepted_by__at"))
    return _spans(scope.of(taken, "chain__request"), _day("step__at"), _day("accepted_by__at"))


def _received(scope: Scope) -> Iterator[Span]:
    """What is paid later has no such time."""
    return _since(scope, Step.ITEMS_RECEIVED, Step.PAYMENT_RECEIVED)


def _completed(scope: Scope) -> Iterator[Span]:
    return _since(scope, Step.COMPLETED, Step.COMPLETION_REQUESTED)


def _since(scope: Scope, ends: Step, begins: Step) -> Iterator[Span]:
    """From the last step that begins it to each that ends it."""
    before = Paso.objects.filter(expediente=OuterRef("expediente"), kind=begins, pk__lt=OuterRef("pk"))
    steps = _steps(scope, ends).annotate(since=_last_of(before, "expediente", "at")).filter(since__isnull=False)
    return _spans(steps, _day("since"), _day("at"))


def _finished(scope: Scope) -> Iterator[Span]:
    days = (scope.period.first, scope.period.last)
    own = Performance.objects.filter(ended_on__range=days, item__reception__isnull=False)
    return _spans(scope.of(own, "item__request"), _day("item__reception__step__at"), "ended_on")


def _steps(scope: Scope, kind: Step) -> Any:
    return scope.of(Paso.objects.filter(kind=kind, **scope.period.holds("at")), "expediente")


def _last_of(rows: Any, request: str, field: str) -> Subquery:
    return Subquery(rows.order_by().values(request).annotate(last=Max(field)).values("last"))


# --- What was promised -------------------------------------------------------------------------------------
def promises(groups: list[Delivered]) -> FigureTable:
    rows: list[tuple[Value, ...]] = []
    for service in Service:
        own = [group for group in groups if group.kind == service.value and group.promised_on]
        every = sum(group.count for group in own)
        kept = sum(group.count for group in own if group.promised_on and group.delivered_on <= group.promised_on)
        if every:
            rows.append((str(service.label), kept, every - kept, share(kept, every)))
    return FigureTable(
        "cumplimiento", "Cumplimiento de la fecha estimada",
        ("Servicio", "A tiempo", "Después", "A tiempo (%)"), tuple(rows), chart=Chart.STACKED, charted=2,
        note="Lo entregado en el período que tenía una fecha estimada: la que se dijo al programarlo.",
    )  # fmt: skip
