"""24 and 25: when a laboratory serves what was paid, or may be paid later (Resolución 015 de 2020, arts. 2 and 8)."""

from datetime import date

from django.db import models, transaction
from django.db.models import F

from accounts.models import User
from expedientes.acts.steps import ActRefusedError, add_step, locked_for
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.languages import Words
from ground.mails.queue import owe
from legal_calendar.legal_time import long_date
from services.acts.refusals import DIFFERENCE_WAITS, only_in
from services.bookings import booking_refusal, turn_of, unbooked
from services.facts import settle
from services.kinds import State, Step
from services.ledger import complement_waiting, proposals, to_pay
from services.models import Appointment, Laboratory, Repricing, ServiceRequest
from services.notices.mail_events import MESSAGE
from services.repricing import in_another_year

SCHEDULABLE = frozenset({State.PAID, State.OWED})
MOVABLE = frozenset({State.SCHEDULED, State.RECEIVED})
UNPAID = "Aún no se ha pagado (artículo 2)."


class Doing(models.TextChoices):
    """By whose doing a date is another (art. 8 par.)."""

    CUSTOMER = "cliente", "Lo pide el cliente"
    INSTITUTE = "inm", "Se debe al INM"
    NEITHER = "ninguno", "Fuerza mayor: no se debe a ninguno"


# --- 24: a day ---------------------------------------------------------------------------------------------
def scheduling_refusal(case: ServiceRequest, today: date) -> Words:
    if case.is_open and case.state == State.ACCEPTED:
        return UNPAID
    if refused := only_in(SCHEDULABLE)(case, today):
        return refused
    if complement_waiting(case):
        return "Falta que el cliente responda la cotización complementaria."
    if to_pay(case) and not case.contract:
        return UNPAID
    return "" if unbooked(case) else "Un curso y una ronda tienen sus propias fechas."


@transaction.atomic(durable=True)
def schedule(
    *, pk: int, version: int, laboratory: Laboratory | None, begins_on: date, days: int, text: str, by: User,
    request=None,
) -> Paso:  # fmt: skip
    """The appointment with one of the laboratories. Raises ActRefusedError and StaleError."""
    case = locked_for(scheduling_refusal, ServiceRequest, pk, version=version)
    if laboratory not in unbooked(case):
        raise ActRefusedError(f"{laboratory or 'El INM'} ya tiene cita para esta solicitud.")
    _hold(laboratory)
    if refused := booking_refusal(laboratory, begins_on, days):
        raise ActRefusedError(refused)
    step = _booked(case, laboratory, begins_on, days, text, by)
    return _told(case, step, by, request)


# --- 25: another day ---------------------------------------------------------------------------------------
def moving_refusal(case: ServiceRequest, today: date) -> Words:
    if case.is_open and State(case.state) in {State.IN_SERVICE, State.DONE}:
        return "El servicio ya comenzó."
    if proposals(case):
        return DIFFERENCE_WAITS
    return only_in(MOVABLE)(case, today) or ("" if case.appointments.live() else "No tiene una cita que cambiar.")


@transaction.atomic(durable=True)
def reschedule(
    *, pk: int, version: int, appointment: Appointment, begins_on: date, doing: Doing, text: str, by: User,
    request=None,
) -> Paso:  # fmt: skip
    """Raises ActRefusedError and StaleError."""
    case = locked_for(moving_refusal, ServiceRequest, pk, version=version)
    older = live_appointment(case, appointment)
    if doing == Doing.CUSTOMER and crosses(case, older, begins_on) and in_another_year(case, on=begins_on):
        raise ActRefusedError(
            "Pasa a otra vigencia por decisión del cliente, y la tarifa de ese día le da otro valor: recotice por "
            "vigencia (artículo 8, parágrafo)."
        )
    judge_day(case, older, begins_on)
    step = _moved(case, older, begins_on, doing, text, by)
    return _told(case, step, by, request)


def live_appointment(case: ServiceRequest, appointment: Appointment) -> Appointment:
    """Raises ActRefusedError when another one took its place."""
    found = case.appointments.live().filter(pk=appointment.pk).select_related("laboratory").first()
    if found is None:
        raise ActRefusedError("Alguien ya cambió esa cita.")
    return found


def judge_day(case: ServiceRequest, older: Appointment, begins_on: date) -> None:
    """Raises ActRefusedError when it cannot begin then; nobody else books the laboratory meanwhile."""
    _hold(older.laboratory)
    if refused := booking_refusal(older.laboratory, begins_on, older.days, but=case):
        raise ActRefusedError(refused)


def crosses(case: ServiceRequest, older: Appointment, begins_on: date) -> bool:
    """Whether the service is in another year than it would have been without the customer's doing."""
    return begins_on.year != older.begins_on.year or went_to_another_year(case)


def went_to_another_year(case: ServiceRequest) -> bool:
    """By the customer's doing."""
    moves = case.steps.filter(kind=Step.RESCHEDULED, data__doing=Doing.CUSTOMER)
    return any(data["from"][-4:] != data["to"][-4:] for data in moves.values_list("data", flat=True))


def _moved(case: ServiceRequest, older: Appointment, begins_on: date, doing: Doing, text: str, by: User | None) -> Paso:
    data = {"doing": doing, "from": older.begins_on.strftime("%d/%m/%Y"), "to": begins_on.strftime("%d/%m/%Y")}
    return _booked(case, older.laboratory, begins_on, older.days, text, by, replaces=older, data=data)


# --- 27: the day that the customer asked for, once its price is paid -----------------------------------------
def move_waiting(case: ServiceRequest) -> Repricing | None:
    """What the customer agreed to, while its day has not taken the place of the one before."""
    agreed = Repricing.objects.filter(quote__chain__request=case, why=Repricing.Why.YEAR, accepted_by__isnull=False)
    waiting = agreed.filter(ended_by=None, appointment__ended_by=None).exclude(begins_on=F("appointment__begins_on"))
    return waiting.select_related("appointment__laboratory").last()


def move_if_paid(case: ServiceRequest) -> None:
    """Unless that day was taken meanwhile: then it waits for whoever schedules."""
    waiting = move_waiting(case)
    if waiting is None or waiting.appointment is None or waiting.begins_on is None:
        return
    older = waiting.appointment
    if to_pay(case) and not case.contract:
        return
    _hold(older.laboratory)
    if booking_refusal(older.laboratory, waiting.begins_on, older.days, but=case):
        return
    step = _moved(case, older, waiting.begins_on, Doing.CUSTOMER, "", None)
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)


def _hold(laboratory: Laboratory | None) -> None:
    """Two that book the same laboratory wait for each other."""
    if laboratory:
        Laboratory.objects.select_for_update(no_key=True).get(pk=laboratory.pk)


def _booked(
    case: ServiceRequest,
    laboratory: Laboratory | None,
    begins_on: date,
    days: int,
    text: str,
    by: User | None,
    *,
    replaces: Appointment | None = None,
    data: dict[str, str] | None = None,
) -> Paso:
    """The step tells the day and the estimate, which stays as it was told."""
    appointment = Appointment(request=case, laboratory=laboratory, begins_on=begins_on, days=days)
    found = turn_of(appointment)
    told = f"{laboratory or 'El INM'}: {long_date(begins_on)}, {found}."
    kind = Step.RESCHEDULED if replaces else Step.SCHEDULED
    step = add_step(case, kind, by=by, text=f"{told}\n{text}".strip(), data=data)
    if replaces:
        replaces.ended_by = step
        replaces.save(update_fields=["ended_by"])
    appointment.step, appointment.promised_on = step, found.ready_on
    appointment.save(force_insert=True)
    return step


def _told(case: ServiceRequest, step: Paso, by: User, request) -> Paso:
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step
