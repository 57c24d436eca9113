"""Requests that owe mails."""

from datetime import timedelta

from django.utils import timezone

from expedientes.acts.steps import add_step
from ground.mails.events import Event
from ground.mails.models import Mail
from ground.mails.queue import owe
from radicados.letter_mails import letter_key
from services.acts.answers import in_force
from services.kinds import Result, SeatState, Step
from services.models import Instrument, Participant, Recall, Seat, ServiceRequest
from services.notices.mail_events import (
    ASSIGNED,
    CERTIFICATE,
    CUSTOMER_WROTE,
    FILED,
    LETTER,
    LETTER_READ,
    LETTER_TO_READ,
    PARTICIPANT,
    QUOTE_ENDS,
    QUOTE_EXPIRED,
    RECALL,
    WRITING_FILED,
)
from services.park import park_of
from tariffs.printed import loads
from tests.services.courses import edition, person
from tests.services.requests import filed, officer, quoted
from tests.tariff_editions import FIXTURE
from tests.tariffs.editions import published


def owed(event: Event, *, staff: str) -> Mail:
    """One of the event, about a request that was quoted."""
    published(loads(FIXTURE.read_text(encoding="utf-8")))
    case = quoted(filed(), officer())
    if event is RECALL:
        return owed_recall(case)
    quote = in_force(case)
    step, letter = quote.step, quote.step.letter
    if event not in {LETTER, WRITING_FILED}:
        step = add_step(case, Step.ANSWERED, text="Traiga las pesas de ajuste.")
    occasion = quote.pk if event in {QUOTE_ENDS, QUOTE_EXPIRED} else step.pk
    awaits = letter_key(case.radicado if event is FILED else letter) if event in {FILED, LETTER, WRITING_FILED} else ""
    recipient = staff if event in {ASSIGNED, CUSTOMER_WROTE, LETTER_READ, LETTER_TO_READ} else case.mail_address
    Mail.objects.of(event).delete()  # those that it owes by itself
    details = {}
    if event in {CERTIFICATE, PARTICIPANT}:
        item = case.items.get()
        comes = Participant.objects.create(item=item, position=1, **person(1))
        seat = Seat.objects.create(
            edition=edition(), item=item, participant=comes, document="CC 1", state=SeatState.TAKEN,
            result=Result.PASSED, certificate=quote.step,
        )  # fmt: skip
        told = add_step(case, Step.PARTICIPANT_PUT, data={"edition": seat.edition_id})
        occasion, recipient = f"{told.pk} {comes.pk} viene", comes.email
        awaits = letter_key(letter) if event is CERTIFICATE else ""
    if event in {LETTER_TO_READ, LETTER_READ}:
        details = {"act": "services:desk_quote", "draft": 1, "writer": "Ana", "reader": "Berta", "is_agreed": True}
    return owe(event, recipient=recipient, about=case, occasion=occasion, awaits=awaits, **details)


def owed_recall(case: ServiceRequest) -> Mail:
    """Of an instrument that is due in a month."""
    park, due_on = park_of(case.user), timezone.localdate() + timedelta(days=30)
    found = Instrument.objects.create(park=park, name="Balanza", maker="X", model="Y", serial="1")
    recall = Recall.objects.create(instrument=found, due_on=due_on, days=30, sent_on=timezone.localdate())
    return owe(RECALL, recipient=case.mail_address, about=park, occasion=recall.sent_on)
