"""46 to 48: an edition of a course once it begins. Attendance, by the laboratory's people; certificates, and an edition
that is not given, by the officer. Whoever writes to several requests holds them in the order of their keys, and the
edition after them."""

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.forms.models import model_to_dict
from django.utils import timezone

from accounts.models import User
from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, add_step, locked, locked_for
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.languages import Words
from ground.mails.queue import owe
from legal_calendar.legal_time import long_date
from radicados.filing import annul, radicar
from radicados.letter_mails import letter_key
from radicados.models import Radicado
from services.acts.participants import PERSON, put_in
from services.attendance import result_of, share
from services.facts import settle
from services.kinds import ItemState, Result, SeatState, State, Step
from services.letters.certificate import compose_cancellation, compose_certificate
from services.models import Attendance, CourseEdition, CourseSession, Item, Seat, ServiceRequest
from services.models.courses import GONE, SeatQuerySet
from services.notices.mail_events import CERTIFICATE, MESSAGE, PlaceNews, tell_participant
from services.seats import held, move

# Whoever has not paid, and may not pay later, does not take part (Resolución 015 de 2020, art. 2).
TAKING_PART = frozenset({State.SCHEDULED, State.IN_SERVICE})
CERTIFIED = frozenset({Result.PASSED, Result.ATTENDED})


def sheet(edition: CourseEdition) -> SeatQuerySet:
    """Who takes part, by their names."""
    seats = Seat.objects.filter(edition=edition, state=SeatState.TAKEN, item__request__state__in=TAKING_PART)
    return seats.select_related("participant", "item").order_by("participant__last_name", "participant__first_name")


def _cases(seats: Collection[Seat]) -> list[ServiceRequest]:
    """Their requests, locked."""
    return [locked(ServiceRequest, pk) for pk in sorted({seat.item.request_id for seat in seats})]


# --- 46: attendance ----------------------------------------------------------------------------------------
def over_refusal(edition: CourseEdition, today: date) -> str:
    if edition.cancelled_at:
        return "Esa edición se canceló."
    return "La asistencia de esta edición ya se cerró." if edition.held_at else ""


def session_refusal(session: CourseSession, today: date) -> str:
    if refused := over_refusal(session.edition, today):
        return refused
    return "" if session.day <= today else f"La sesión es el {long_date(session.day)}."


@transaction.atomic(durable=True)
def record_attendance(*, session: CourseSession, present: Collection[int], by: User, request=None) -> None:
    """Who of the sheet was in a session, by the keys of their seats; with the first one the course has begun.

    Raises ActRefusedError.
    """
    seats = list(sheet(session.edition))
    cases = _cases(seats)
    held(session.edition)
    session = CourseSession.objects.select_related("edition").get(pk=session.pk)
    if refused := session_refusal(session, timezone.localdate()):
        raise ActRefusedError(refused)
    for seat in seats:
        told = {"was_there": seat.pk in present}
        Attendance.objects.update_or_create(session=session, seat=seat, defaults=told)
    for case in cases:
        if case.state == State.SCHEDULED:
            _set_items(case, session.edition, ItemState.IN_SERVICE)
            add_step(case, Step.STARTED, by=by)
            settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=session.edition, what="services_attendance")


def closing_refusal(edition: CourseEdition, today: date) -> str:
    """N46: the course is over, and of everybody it is known in which sessions they were."""
    if refused := over_refusal(edition, today):
        return refused
    days = edition.days
    if not days or today < days[-1]:
        return f"La edición termina el {long_date(days[-1])}." if days else "La edición no tiene sesiones."
    told = set(Attendance.objects.filter(session__edition=edition).values_list("session", "seat"))
    for seat in sheet(edition):
        if any((session.pk, seat.pk) not in told for session in edition.sessions.all()):
            return f"Falta la asistencia de {seat.participant}."
    return ""


def least() -> int:
    """The percent of a course that earns a certificate."""
    return int(settings.SERVICES_COURSE_ATTENDANCE)


def shares(edition: CourseEdition) -> dict[int, int]:
    """The percent of the time in which each of the sheet was there, by the key of the seat."""
    minutes = {session.pk: _minutes(session) for session in edition.sessions.all()}
    present: dict[int, dict[int, bool]] = {seat.pk: {} for seat in sheet(edition)}
    rows = Attendance.objects.filter(session__edition=edition, seat__in=present)
    for seat, session, was_there in rows.values_list("seat", "session", "was_there"):
        present[seat][session] = was_there
    return {seat: share(minutes, told) for seat, told in present.items()}


def _minutes(session: CourseSession) -> int:
    starts, ends = (datetime.combine(session.day, hour) for hour in (session.starts, session.ends))
    return int((ends - starts).total_seconds()) // 60


@transaction.atomic(durable=True)
def close_attendance(*, edition: CourseEdition, passed: Collection[int], by: User, request=None) -> None:
    """The course is over: what each certificate will say; `passed`, the keys of the seats of who passed.

    Raises ActRefusedError.
    """
    cases = _cases(sheet(edition))
    (edition,) = held(edition).values()
    if refused := closing_refusal(edition, timezone.localdate()):
        raise ActRefusedError(refused)
    percents = shares(edition)
    for seat in sheet(edition):
        seat.result = result_of(percents[seat.pk], least=least(), has_passed=seat.pk in passed)
        seat.save(update_fields=["result"])
    edition.held_at = Now()
    edition.save(update_fields=["held_at"])
    for case in cases:
        _set_items(case, edition, ItemState.CERTIFIED)
        add_step(case, Step.FINISHED, by=by)
        settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=edition, what="services_attendance_closed")


def _set_items(case: ServiceRequest, edition: CourseEdition, state: ItemState) -> None:
    for item in Item.objects.filter(request=case, seats__edition=edition).distinct():
        item.state = state
        item.save(update_fields=["state"])


# --- 47: certificates --------------------------------------------------------------------------------------
def to_certify(edition: CourseEdition) -> SeatQuerySet:
    """Who has earned a certificate and has none."""
    seats = Seat.objects.filter(edition=edition, result__in=CERTIFIED, certificate=None)
    return seats.select_related("participant", "item", "edition").order_by("item__request", "pk")


def to_deliver(edition: CourseEdition) -> SeatQuerySet:
    """The seats of requests whose course is over and whose certificates were not sent."""
    return Seat.objects.filter(edition=edition, item__request__state=State.DONE).exclude(result="")


def certify_all(*, edition: CourseEdition, by: User, request=None) -> int:
    """The certificates of an edition whose attendance was closed, each request by itself; how many. Raises
    NoSignatoryError."""
    keys = sorted(set(to_deliver(edition).values_list("item__request", flat=True)))
    return sum(_certify(pk=pk, edition=edition, by=by, request=request) for pk in keys)


@transaction.atomic(durable=True)
def _certify(*, pk: int, edition: CourseEdition, by: User, request) -> int:
    case = locked(ServiceRequest, pk)
    seats = list(to_certify(edition).filter(item__request=case))
    steps = [_certificate(case, seat, by) for seat in seats]
    _set_items(case, edition, ItemState.DELIVERED)
    step = add_step(case, Step.DELIVERED, by=by, text=_delivered(edition, [seat.participant for seat in seats]))
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    for each in steps:
        radicar(radicado=each.letter)
    return len(seats)


def _delivered(edition: CourseEdition, people: Collection[object]) -> str:
    if not people:
        return f"Terminó el curso «{edition.name}». Nadie asistió lo que hace falta para una constancia."
    names = "\n".join(f"- {person}" for person in people)
    return f"Le enviamos por correo su constancia del curso «{edition.name}» a:\n\n{names}"


def _certificate(case: ServiceRequest, seat: Seat, by: User, *, kind: Step = Step.CERTIFIED, text: str = "") -> Paso:
    """The step with the letter, not numbered yet, and the mail that will carry it to the participant."""
    step = write_letter(
        case,
        kind,
        compose_certificate(seat),
        document_kind="Constancia de un curso",
        by=by,
        text=text,
        data={"seat": seat.pk, "result": seat.result},
        addressee=str(seat.participant),
    )
    seat.certificate = step
    seat.save(update_fields=["certificate"])
    key = letter_key(step.letter)
    owe(CERTIFICATE, recipient=seat.participant.email, about=case, occasion=step.pk, awaits=key)
    return step


# --- 34: a certificate put right -----------------------------------------------------------------------------
def certified(case: ServiceRequest) -> SeatQuerySet:
    """The seats of a request whose certificates were issued."""
    seats = Seat.objects.filter(item__request=case, certificate__isnull=False)
    return seats.select_related("participant", "item", "edition", "certificate__radicado").order_by("pk")


def amend_refusal(case: ServiceRequest, today: date) -> Words:
    """As long as there is one, whatever became of the request."""
    return "" if certified(case).exists() else "Esta solicitud no tiene constancias."


@transaction.atomic(durable=True)
def amend(
    *, pk: int, version: int, seat: Seat, first_name: str, last_name: str, text: str, by: User, request=None
) -> Paso:
    """Another certificate, with the name put right; the one before is annulled. Raises ActRefusedError, StaleError and
    NoSignatoryError."""
    case = locked_for(amend_refusal, ServiceRequest, pk, version=version)
    held(seat.edition)
    seat = certified(case).get(pk=seat.pk)
    older = Radicado.objects.get(paso__certified_seat=seat)
    person = model_to_dict(seat.participant, fields=PERSON)
    put_in(seat, person | {"first_name": first_name, "last_name": last_name})
    step = _certificate(case, seat, by, kind=Step.AMENDED, text=text)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    radicar(radicado=step.letter)
    annul(radicado=older, by=by, reason=f"La reemplaza la constancia {step.letter.number}. {text}")
    return step


# --- 48: an edition that is not given ----------------------------------------------------------------------
def cancel_refusal(edition: CourseEdition, today: date) -> str:
    if refused := over_refusal(edition, today):
        return refused
    days = edition.days
    return "La edición ya comenzó." if days and days[0] <= today else ""


@transaction.atomic(durable=True)
def cancel_edition(*, edition: CourseEdition, reason: str, by: User, request=None) -> int:
    """Everybody enrolled is told by a letter, and their requests wait for what they decide; how many.

    Raises ActRefusedError and NoSignatoryError.
    """
    seats = Seat.objects.filter(edition=edition, item__request__closed_at=None).exclude(state__in=GONE)
    cases = _cases(seats.select_related("item"))
    (edition,) = held(edition).values()
    if refused := cancel_refusal(edition, timezone.localdate()):
        raise ActRefusedError(refused)
    edition.cancelled_at, edition.reason = Now(), reason
    edition.save(update_fields=["cancelled_at", "reason"])
    edition.refresh_from_db()
    enrolled = list(seats.select_related("item", "participant"))
    move(enrolled, SeatState.FREED)
    for case in cases:
        step = write_letter(
            case,
            Step.COURSE_CANCELLED,
            compose_cancellation(case, edition, reason=reason),
            document_kind="Cancelación de un curso",
            by=by,
            text=reason,
            data={"edition": edition.pk},
        )
        settle(case)
        for seat in enrolled:
            if seat.item.request_id == case.pk:
                tell_participant(seat.participant, PlaceNews.CANCELLED, step=step, case=case)
        send_letter(case, step, request=request)
    record(Action.CHANGED, request=request, actor=by, subject=edition, what="services_course_cancelled")
    return len(cases)
