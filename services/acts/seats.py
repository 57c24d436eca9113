"""43 to 45: the waiting list of a course. What is free is offered in order, to be taken in time; nobody has to ask."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from expedientes.acts.assignment import staff_of
from expedientes.acts.letters import done_already, record_citizen
from expedientes.acts.steps import add_step, locked, locked_for
from expedientes.models import Paso
from ground.languages import Words
from ground.mails.queue import owe
from legal_calendar.legal_time import long_date
from legal_calendar.spoken import lazy_date
from legal_calendar.stored import current_calendar
from services.acts.refusals import only_in
from services.facts import settle
from services.kinds import SeatState, State, Step
from services.models import CourseEdition, Seat, ServiceRequest
from services.models.courses import SeatQuerySet
from services.notices.mail_events import CUSTOMER_WROTE, MESSAGE
from services.seats import WITHOUT_SEATS, free_seats, held, line_of, match_lines, move, seats_counted
from services.waiting import list_ends_on, offered_until, offers

WITH_SEATS = frozenset(State) - WITHOUT_SEATS


def _of(case: ServiceRequest, *states: SeatState) -> SeatQuerySet:
    seats = Seat.objects.filter(item__request=case, state__in=states)
    return seats.select_related("edition", "item", "participant").order_by("pk")


# --- 44: offering, and what nobody takes -------------------------------------------------------------------
def is_moving(edition: CourseEdition, today: date) -> bool:
    """Whether its list still moves: until so many business days before the course, if it is given."""
    days = edition.days
    if edition.cancelled_at or edition.held_at or not days:
        return False
    return today <= list_ends_on(days[0], current_calendar())


@transaction.atomic
def offer(*, pk: int, edition: CourseEdition) -> Paso | None:
    """Offer to that request as many of the free seats as are its own turn; None when others came first."""
    case, today = locked(ServiceRequest, pk), timezone.localdate()
    (edition,) = held(edition).values()
    due = offers(free_seats(edition), line_of(edition))
    item = case.items.filter(pk__in=due).first()
    if item is None or not case.is_open or not is_moving(edition, today):
        return None
    until, count = offered_until(today, current_calendar()), due[item.pk]
    move(_of(case, SeatState.WAITING).filter(item=item, edition=edition)[:count], SeatState.OFFERED, until=until)
    text = (
        f"Se liberó cupo en {edition}: le ofrecemos {seats_counted(count)}. Tómelo a más tardar el {long_date(until)}, "
        "inclusive; después se ofrece a quien sigue."
    )
    return _told(case, add_step(case, Step.SEATS_OFFERED, text=text))


@transaction.atomic
def end_offer(*, pk: int) -> Paso | None:
    """What was offered and not taken in time is offered to whoever is next; None when it was answered meanwhile."""
    case, today = locked(ServiceRequest, pk), timezone.localdate()
    over = list(_of(case, SeatState.OFFERED).filter(offered_until__lt=today))
    if not over:
        return None
    move(over, SeatState.LEFT)
    text = f"La oferta de {seats_counted(len(over))} en {over[0].edition} terminó, y nadie la tomó."
    return _told(case, add_step(case, Step.OFFER_ENDED, text=text))


@transaction.atomic
def end_waiting(*, pk: int) -> Paso | None:
    """Whoever still waits when the list moves no more is told; None when nobody does."""
    case, today = locked(ServiceRequest, pk), timezone.localdate()
    waiting = [each for each in _of(case, SeatState.WAITING) if not is_moving(each.edition, today)]
    if not waiting:
        return None
    move(waiting, SeatState.LEFT)
    text = f"La lista de espera de {waiting[0].edition} terminó, y no hubo {seats_counted(len(waiting))} para usted."
    return _told(case, add_step(case, Step.LIST_ENDED, text=text))


def _told(case: ServiceRequest, step: Paso) -> Paso:
    settle(case)
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step


# --- 45: taking, or leaving --------------------------------------------------------------------------------
def take_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(WITH_SEATS)(case, today):
        return refused
    last = _of(case, SeatState.OFFERED).aggregate(last=Max("offered_until"))["last"]
    if last is None:
        return _("No hay cupos ofrecidos a esta solicitud.")
    over = format_lazy(_("La oferta del cupo terminó el {day}."), day=lazy_date(last))
    return "" if last >= today else over


@transaction.atomic(durable=True)
def take(*, pk: int, submission: UUID, request) -> Paso:
    """Take what was offered and is still in time. Raises ActRefusedError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(take_refusal, ServiceRequest, pk)
    taken = list(_of(case, SeatState.OFFERED).filter(offered_until__gte=timezone.localdate()))
    step = _answered(case, Step.SEATS_TAKEN, submission, f"Tomó {seats_counted(len(taken))} en {taken[0].edition}.")
    move(taken, SeatState.TAKEN)
    for item in {seat.item for seat in taken}:
        match_lines(item, step)
    return _noted(case, step, request)


def leave_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(WITH_SEATS)(case, today):
        return refused
    waits = _of(case, SeatState.WAITING, SeatState.OFFERED).exists()
    return "" if waits else _("Esta solicitud no está en lista de espera.")


@transaction.atomic(durable=True)
def leave(*, pk: int, submission: UUID, request) -> Paso:
    """Leave the list, and what was offered. Raises ActRefusedError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(leave_refusal, ServiceRequest, pk)
    left = list(_of(case, SeatState.WAITING, SeatState.OFFERED))
    step = _answered(case, Step.LIST_LEFT, submission, f"Dejó la lista de espera de {left[0].edition}.")
    move(left, SeatState.LEFT)
    return _noted(case, step, request)


def _answered(case: ServiceRequest, kind: Step, submission: UUID, text: str) -> Paso:
    return add_step(case, kind, text=text, data={"submission": str(submission)})


def _noted(case: ServiceRequest, step: Paso, request) -> Paso:
    settle(case)
    record_citizen(case, request, what=Step(step.kind))
    for user in staff_of(case):
        owe(CUSTOMER_WROTE, recipient=user.email, about=case, occasion=step.pk)
    return step


# --- Every minute ------------------------------------------------------------------------------------------
def move_lists() -> int:
    """End what is over, and offer what is free, in order; how many requests were told."""
    today, live = timezone.localdate(), Seat.objects.filter(item__request__closed_at=None)
    over = live.filter(state=SeatState.OFFERED, offered_until__lt=today)
    told = [end_offer(pk=pk) for pk in _requests_of(over)]
    waiting = live.filter(state=SeatState.WAITING)
    courses = CourseEdition.objects.filter(pk__in=waiting.values("edition")).prefetch_related("sessions")
    for edition in courses.order_by("pk"):
        here = waiting.filter(edition=edition)
        if not is_moving(edition, today):
            told += [end_waiting(pk=pk) for pk in _requests_of(here)]
            continue
        due = offers(free_seats(edition), line_of(edition))
        told += [offer(pk=pk, edition=edition) for pk in _requests_of(here.filter(item__in=due))]
    return sum(step is not None for step in told)


def _requests_of(seats: SeatQuerySet) -> list[int]:
    """In the order of their radicados."""
    return list(dict.fromkeys(seats.in_line().values_list("item__request", flat=True)))
