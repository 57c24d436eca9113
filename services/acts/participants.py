"""49: another participant in the place of one; and another edition of the course in the place of one that was
cancelled."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.identity import normalise_document_number
from accounts.models import User
from expedientes.acts.letters import done_already, record_citizen
from expedientes.acts.steps import ActRefusedError, add_step, locked, locked_for
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.languages import Words
from ground.mails.queue import owe
from legal_calendar.stored import current_calendar
from services.acts.refusals import only_in
from services.facts import settle
from services.kinds import SeatState, State, Step
from services.models import CourseEdition, Participant, Seat, ServiceRequest
from services.models.courses import SeatQuerySet
from services.notices.mail_events import MESSAGE, PlaceNews, tell_participant
from services.seats import (
    WITHOUT_SEATS,
    document_of,
    enrolment_refusal,
    held,
    match_lines,
    move,
    room_in,
    seats_counted,
)
from services.waiting import list_ends_on

PERSON = ("document_type", "document_number", "first_name", "last_name", "email", "job")
TOO_LATE = _("Los cambios se reciben hasta dos días hábiles antes.")
CHANGEABLE = frozenset(State) - WITHOUT_SEATS - {State.IN_SERVICE, State.DONE, State.DELIVERED}


# --- 49: another participant -------------------------------------------------------------------------------
def changeable(case: ServiceRequest, today: date) -> list[Seat]:
    """The seats in which another person may still come."""
    seats = Seat.objects.live().filter(item__request=case, edition__cancelled_at=None, edition__held_at=None)
    calendar = current_calendar()
    return [
        seat
        for seat in seats.select_related("edition", "item", "participant").order_by("pk")
        if (days := seat.edition.days) and today <= list_ends_on(days[0], calendar)
    ]


def change_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(CHANGEABLE)(case, today):
        return refused
    if not Seat.objects.live().filter(item__request=case).exists():
        return _("Esta solicitud no tiene cupos.")
    return "" if changeable(case, today) else TOO_LATE


@transaction.atomic(durable=True)
def change(*, pk: int, submission: UUID, leaving: str, person: dict[str, str], request) -> Paso:
    """By the customer. Raises ActRefusedError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(change_refusal, ServiceRequest, pk)
    step = _changed(case, leaving, person, by=None, data={"submission": str(submission)})
    record_citizen(case, request, what=Step.PARTICIPANT_CHANGED)
    return step


@transaction.atomic(durable=True)
def change_for(*, pk: int, version: int, leaving: str, person: dict[str, str], by: User, request=None) -> Paso:
    """By the officer. Raises ActRefusedError and StaleError."""
    case = locked_for(change_refusal, ServiceRequest, pk, version=version)
    step = _changed(case, leaving, person, by=by, data={})
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step


def _changed(
    case: ServiceRequest, leaving: str, person: dict[str, str], *, by: User | None, data: dict[str, Any]
) -> Paso:
    """`leaving` is the number of the document of who comes no more, as somebody types it."""
    seats = changeable(case, timezone.localdate())
    found = (
        seat
        for seat in seats
        if normalise_document_number(seat.participant.document_type, leaving) == seat.participant.document_number
    )
    if (seat := next(found, None)) is None:
        nobody = _("Nadie con el documento {document} tiene un cupo que se pueda cambiar.")
        raise ActRefusedError(format_lazy(nobody, document=leaving))
    held(seat.edition)
    document, older = document_of(person), seat.participant
    if Seat.objects.live().filter(edition=seat.edition, document=document).exclude(pk=seat.pk).exists():
        raise ActRefusedError(format_lazy(_("{document} ya tiene cupo."), document=document))
    newer = put_in(seat, person)
    text = f"En el cupo de {older} viene {newer}."
    kind = Step.PARTICIPANT_PUT if by else Step.PARTICIPANT_CHANGED
    data |= {"from": older.pk, "to": newer.pk, "edition": seat.edition_id}
    step = add_step(case, kind, by=by, text=text, data=data)
    settle(case)
    tell_participant(older, PlaceNews.LEAVES, step=step, case=case)
    tell_participant(newer, PlaceNews.COMES, step=step, case=case)
    return step


def put_in(seat: Seat, person: dict[str, str]) -> Participant:
    """Another person in that place, or the same one put right: of one document only one is live at a time."""
    older = seat.participant
    newer = Participant.objects.create(item=seat.item, position=older.position, replaced_by=older, **person)
    older.replaced_by, newer.replaced_by = newer, None
    older.save(update_fields=["replaced_by"])
    newer.save(update_fields=["replaced_by"])
    seat.participant, seat.document = newer, document_of(person)
    seat.save(update_fields=["participant", "document"])
    return newer


# --- 48: another edition -----------------------------------------------------------------------------------
def stranded(case: ServiceRequest) -> SeatQuerySet:
    """The seats that a cancelled edition left without a course."""
    seats = Seat.objects.filter(item__request=case, state=SeatState.FREED, edition__cancelled_at__isnull=False)
    return seats.select_related("edition", "item", "participant").order_by("pk")


def move_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(CHANGEABLE)(case, today):
        return refused
    return "" if stranded(case).exists() else "Esta solicitud no tiene una edición cancelada."


@transaction.atomic(durable=True)
def move_to(*, pk: int, version: int, edition: CourseEdition, by: User, request=None) -> Paso:
    """All of them, to another edition of the same course. Raises ActRefusedError and StaleError."""
    case = locked_for(move_refusal, ServiceRequest, pk, version=version)
    (edition,) = held(edition).values()
    seats = [seat for seat in stranded(case) if seat.edition.code == edition.code]
    if not seats:
        raise ActRefusedError("Escoja otra edición del mismo curso.")
    if refused := enrolment_refusal(edition):
        raise ActRefusedError(refused)
    if (left := room_in([edition])[edition.pk].left) < len(seats):
        raise ActRefusedError(f"Hacen falta {seats_counted(len(seats))} y hay {left} en esa edición.")
    documents = [seat.document for seat in seats]
    if taken := Seat.objects.live().filter(edition=edition, document__in=documents).first():
        raise ActRefusedError(f"{taken.document} ya tiene cupo.")
    for seat in seats:
        seat.edition = edition
        seat.save(update_fields=["edition"])
    move(seats, SeatState.TAKEN)
    step = add_step(case, Step.COURSE_MOVED, by=by, text=f"Sus cupos quedaron en {edition}.")
    for item in {seat.item for seat in seats}:
        match_lines(item, step)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step
