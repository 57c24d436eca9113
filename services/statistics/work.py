"""What the laboratories have in their hands, how full they are, and what their customers think."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from expedientes.models import Paso
from ground.charts.tables import Chart, FigureTable, Value
from ground.charts.tallies import mean
from legal_calendar.days import Calendar, IncompleteTablesError
from services.kinds import STANDING, ItemState, Step
from services.ledger import UNRENDERED
from services.models import Appointment, Item, Laboratory
from services.statistics.scope import FEW, LEAST, Period, Scope, share
from services.turns import working_day

# Calendar days since an item was received, from so many to so many: the oldest first, of which a chart draws three.
AGES = ((61, None, "Más de 60 días"), (31, 60, "31 a 60"), (11, 30, "11 a 30"), (0, 10, "0 a 10"))
# No appointment takes more calendar days than these; one of a month of working days or less, no more than the second.
LONGEST, SHORT_DAYS, SHORT = timedelta(days=400), 20, timedelta(days=90)


# --- What was received and is not finished -------------------------------------------------------------------
def backlog(scope: Scope) -> FigureTable:
    today, counts = timezone.localdate(), {}
    for least, most, label in AGES:
        age = Q(reception__step__at__date__lte=today - timedelta(days=least))
        if most is not None:
            age &= Q(reception__step__at__date__gte=today - timedelta(days=most))
        counts[label] = Count("pk", filter=age, distinct=True)
    live = Item.objects.filter(
        state__in=(ItemState.RECEIVED, ItemState.IN_SERVICE), request__closed_at=None, request__state__in=STANDING
    )
    own = live.filter(lines__dropped_by=None, lines__laboratory__in=scope.laboratories, reception__isnull=False)
    rows = scope.of(own, "request").values_list("lines__laboratory__name").annotate(**_named(counts))
    return FigureTable(
        "atraso", "Ítems recibidos y no terminados, hoy", ("Laboratorio", *counts), tuple(sorted(rows)),
        note="Por los días calendario desde que se recibió cada uno; la gráfica, los de más de diez.",
        chart=Chart.STACKED, charted=3,
    )  # fmt: skip


def _named(counts: Mapping[str, Count]) -> dict[str, Count]:
    """By names that a column may have."""
    return {f"band_{place}": count for place, count in enumerate(counts.values())}


# --- How full the laboratories are ---------------------------------------------------------------------------
def occupancy(scope: Scope, calendar: Calendar) -> FigureTable:
    columns = ("Laboratorio", "Días-puesto tomados", "Días-puesto disponibles", "Ocupación (%)")
    title = "Ocupación de los laboratorios"
    taken = _appointments(scope)
    try:
        working = [day for day in scope.period.days if calendar.is_business_day(day)]
        rows = [
            _occupied(laboratory, scope.period, working, taken[laboratory.pk], calendar)
            for laboratory in scope.laboratories.prefetch_related("closures")
        ]
    except IncompleteTablesError as incomplete:
        return FigureTable("ocupacion", title, columns, (), note=str(incomplete), is_withheld=True)
    note = "Los puestos de medición por los días hábiles sin cierres; las citas, con los días que toman."
    return FigureTable("ocupacion", title, columns, tuple(rows), note=note, chart=Chart.BARS)


def _appointments(scope: Scope) -> dict[int | None, list[tuple[date, int, int]]]:
    """Of each laboratory: on which day how many begin, and for how long. Those of what was given up count no more."""
    first, last = scope.period.first, scope.period.last
    reaches = Q(begins_on__gte=first - SHORT) | Q(begins_on__gte=first - LONGEST, days__gt=SHORT_DAYS)
    live = Appointment.objects.live().filter(reaches, begins_on__lte=last, laboratory__in=scope.laboratories)
    counted = live.exclude(request__outcome__in=UNRENDERED).order_by()
    found: dict[int | None, list[tuple[date, int, int]]] = defaultdict(list)
    for key, begins_on, days_taken, count in counted.values_list("laboratory", "begins_on", "days").annotate(
        count=Count("pk")
    ):
        found[key].append((begins_on, days_taken, count))
    return found


def _occupied(
    laboratory: Laboratory,
    period: Period,
    working: Iterable[date],
    appointments: Iterable[tuple[date, int, int]],
    calendar: Calendar,
) -> tuple[Value, ...]:
    shut = [(each.begins_on, each.ends_on) for each in laboratory.closures.all()]

    def is_shut(day: date) -> bool:
        return any(begins <= day <= ends for begins, ends in shut)

    def is_open(day: date) -> bool:
        return calendar.is_business_day(day) and not is_shut(day)

    capacity = laboratory.stations * sum(not is_shut(day) for day in working)
    taken: Counter[date] = Counter()
    for begins_on, days, count in appointments:
        for number in range(1, days + 1):
            taken[working_day(begins_on, number, is_open)] += count
    booked = sum(count for day, count in taken.items() if period.first <= day <= period.last)
    return laboratory.name, booked, capacity, round(100 * booked / capacity, 1) if capacity else None


# --- What their customers think ------------------------------------------------------------------------------
def satisfaction(scope: Scope) -> FigureTable:
    """How the services were rated in the period, with how many did."""
    rated = scope.of(Paso.objects.filter(kind=Step.RATED, **scope.period.holds("at")), "expediente")
    counts = {int(score): count for score, count in rated.values_list("data__score").annotate(count=Count("pk"))}
    every = sum(counts.values())
    typical = FEW if every < LEAST else f"{mean(counts)}".replace(".", ",")
    return FigureTable(
        "satisfaccion", "Calificación de los servicios", ("Calificación", "Solicitudes", "Parte (%)"),
        tuple((f"{score} de 5", counts.get(score, 0), share(counts.get(score, 0), every)) for score in range(5, 0, -1))
        if every else (),
        note=f"Promedio: {typical} (n = {every})." if every else "", chart=Chart.BARS,
    )  # fmt: skip
