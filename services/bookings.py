"""The calendar of each laboratory and its queue, as its rows tell them."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from legal_calendar.days import IncompleteTablesError
from legal_calendar.stored import current_calendar
from services.kinds import ItemState, State
from services.models import Appointment, Laboratory, ServiceRequest
from services.turns import DAYS_AHEAD, IsOpen, Queued, Slip, Turn, displaced, first_free, full_day, turn, working_day

# Items that nobody has begun with, and those on which somebody works.
NOT_BEGUN = (ItemState.EXPECTED, ItemState.RECEIVED)
LIVE = (*NOT_BEGUN, ItemState.IN_SERVICE)
HORIZON = timedelta(days=400)


def is_open(laboratory: Laboratory | None) -> IsOpen:
    """Whether it serves on a day."""
    calendar = current_calendar()
    shut = list(laboratory.closures.values_list("begins_on", "ends_on")) if laboratory else []

    def serves(day: date) -> bool:
        return calendar.is_business_day(day) and not any(begins <= day <= ends for begins, ends in shut)

    return serves


def booked(laboratory: Laboratory | None, serves: IsOpen, *, but: ServiceRequest | None = None) -> Counter[date]:
    """How many of its stations are taken on each day to come."""
    taken: Counter[date] = Counter()
    since = timezone.localdate() - HORIZON
    rows = Appointment.objects.live().filter(laboratory=laboratory, begins_on__gte=since, request__closed_at=None)
    for begins_on, days in rows.exclude(request=but).values_list("begins_on", "days"):
        taken.update(working_day(begins_on, number, serves) for number in range(1, days + 1))
    return taken


def booking_refusal(laboratory: Laboratory | None, day: date, days: int, *, but: ServiceRequest | None = None) -> str:
    """Why it cannot begin on that day, in a sentence; "" when it can."""
    today = timezone.localdate()
    if day < today:
        return "La fecha ya pasó."
    if day > today + timedelta(days=DAYS_AHEAD):
        return "Escoja un día de los próximos doce meses."
    serves = is_open(laboratory)
    if not serves(day):
        return f"El {day:%d/%m/%Y} no es hábil para {laboratory or 'el INM'}."
    if laboratory is None:
        return ""
    taken, stations = booked(laboratory, serves, but=but), laboratory.stations
    if full_day(day, days, taken, stations=stations, is_open=serves):
        free = first_free(day, days, taken, stations=stations, is_open=serves)
        return f"Ese día no hay cupo; {f'el primero es el {free:%d/%m/%Y}' if free else 'tampoco después'}."
    return ""


def first_day_free(laboratory: Laboratory | None, days: int = 1) -> date | None:
    """From tomorrow on, None within a year."""
    serves, tomorrow = is_open(laboratory), timezone.localdate() + timedelta(days=1)
    stations = laboratory.stations if laboratory else 1
    try:
        taken = booked(laboratory, serves) if laboratory else Counter[date]()
        return first_free(tomorrow, days, taken, stations=stations, is_open=serves)
    except IncompleteTablesError:  # it is shut for longer than holidays are known
        return None


def turn_known(appointment: Appointment) -> Turn | None:
    """The same, None where it cannot be told: a page is shown without it."""
    try:
        return turn_of(appointment)
    except IncompleteTablesError:
        return None


def turn_of(appointment: Appointment) -> Turn:
    """Where it stands in the queue of its laboratory: by its day, and then by its number."""
    laboratory, serves = appointment.laboratory, is_open(appointment.laboratory)
    mine = (appointment.begins_on, appointment.request.radicado.number)
    going_on = _queue(laboratory).filter(request__suspended_until=None)
    before = [row for row in going_on if (row.begins_on, row.number) < mine and row.pk != appointment.pk]
    return turn(
        ahead=[row.days for row in before],
        items=sum(row.waiting for row in before),
        mine=appointment.days,
        stations=laboratory.stations if laboratory else 1,
        paper_days=laboratory.paper_days if laboratory else 0,
        start=max(timezone.localdate(), appointment.begins_on, appointment.request.suspended_until or date.min),
        is_open=serves,
    )


def displaced_by(
    request: ServiceRequest, laboratory: Laboratory | None, begins_on: date, days: int
) -> tuple[Slip, ...]:
    """Whose estimate is later if the request is served from that day on, in place of what it has there; nobody's where
    that cannot be told."""
    queue = [Queued(row.begins_on, row.number, row.days) for row in _queue(laboratory)]
    number = request.radicado.number
    others = [each for each in queue if each.number != number]
    try:
        return displaced(
            queue,
            [*others, Queued(begins_on, number, days)],
            stations=laboratory.stations if laboratory else 1,
            paper_days=laboratory.paper_days if laboratory else 0,
            today=timezone.localdate(),
            is_open=is_open(laboratory),
        )
    except IncompleteTablesError:
        return ()


def _queue(laboratory: Laboratory | None) -> QuerySet:
    """The live appointments of a laboratory with something to be done, and how many items each has `waiting`."""
    states = (State.PAID, State.OWED, State.SCHEDULED, State.RECEIVED, State.IN_SERVICE)
    rows = Appointment.objects.live().filter(laboratory=laboratory, request__state__in=states, request__closed_at=None)
    waiting = Count("request__items", filter=Q(request__items__state__in=LIVE), distinct=True)
    return rows.annotate(waiting=waiting, number=F("request__radicado__number")).filter(waiting__gt=0)


def laboratories_of(request: ServiceRequest) -> list[Laboratory | None]:
    """Those that render what it asks for, None for what no laboratory does by itself; courses and rounds have days of
    their own."""
    lines = request.lines.live().filter(item__isnull=False, item__seats=None, item__participation=None)
    keys = list(lines.order_by().values_list("laboratory", flat=True).distinct())
    named = Laboratory.objects.filter(pk__in=[key for key in keys if key]).order_by("name")
    return [*named, *([None] if None in keys else [])]


def unbooked(request: ServiceRequest) -> list[Laboratory | None]:
    """Those without an appointment for it."""
    live = set(request.appointments.live().values_list("laboratory", flat=True))
    return [each for each in laboratories_of(request) if (each.pk if each else None) not in live]


def begins_on(request: ServiceRequest) -> date | None:
    """The first day of what is booked, None while some laboratory has not booked its own."""
    if not laboratories_of(request) or unbooked(request):
        return None
    return min(request.appointments.live().values_list("begins_on", flat=True), default=None)
