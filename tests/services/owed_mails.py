"""Requests that owe mails."""

from expedientes.acts.steps import add_step
from ground.mails.events import Event
from ground.mails.models import Mail
from ground.mails.queue import owe
from radicados.letter_mails import letter_key
from services.acts.answers import in_force
from services.kinds import Step
from services.notices.mail_events import (
    ASSIGNED,
    CUSTOMER_WROTE,
    FILED,
    LETTER,
    LETTER_READ,
    LETTER_TO_READ,
    QUOTE_ENDS,
    QUOTE_EXPIRED,
    WRITING_FILED,
)
from tariffs.printed import loads
from tests.services.requests import filed, officer, quoted
from tests.tariff_editions import FIXTURE
from tests.tariffs.editions import published


def owed(event: Event, *, staff: str) -> Mail:
    """One of the event, about a request that was quoted."""
    published(loads(FIXTURE.read_text(encoding="utf-8")))
    case = quoted(filed(), officer())
    quote = in_force(case)
    step, letter = quote.step, quote.step.letter
    if event not in {LETTER, WRITING_FILED}:
        step = add_step(case, Step.ANSWERED, text="Traiga las pesas de ajuste.")
    occasion = quote.pk if event in {QUOTE_ENDS, QUOTE_EXPIRED} else step.pk
    awaits = letter_key(case.radicado if event is FILED else letter) if event in {FILED, LETTER, WRITING_FILED} else ""
    recipient = staff if event in {ASSIGNED, CUSTOMER_WROTE, LETTER_READ, LETTER_TO_READ} else case.mail_address
    Mail.objects.of(event).delete()  # those that it owes by itself
    details = {}
    if event in {LETTER_TO_READ, LETTER_READ}:
        details = {"act": "services:desk_quote", "draft": 1, "writer": "Ana", "reader": "Berta", "is_agreed": True}
    return owe(event, recipient=recipient, about=case, occasion=occasion, awaits=awaits, **details)
