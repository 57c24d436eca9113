"""What the portal asks the bank: to open an attempt, what became of those that it said nothing of, and all of a day."""

import logging
from datetime import date, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from radicados.letter_parts import NoSignatoryError
from services.models import Heard, Intent
from services.payment.gateway import gateway
from services.payment.hearing import hear
from services.payment.intents import LIVE, IntentState, next_question
from services.payment.port import BankWord, Gateway, GatewayError, UnknownIntentError

logger = logging.getLogger(__name__)


def open_at_bank(intent: Intent) -> str:
    """Open it there, outside any transaction, and say where the customer goes on; "" when the bank did not answer as it
    should: it may be open all the same, and is asked about."""
    way = gateway()
    if way is None:
        return ""
    number = intent.chain.request.radicado.number
    back = settings.PORTAL_BASE_URL + reverse("services:payment_back", args=[number])
    try:
        opened = way.create(
            key=intent.pk, amount=intent.amount, currency=intent.currency, about=f"Solicitud {number}", back=back
        )
    except GatewayError as error:
        logger.warning("intent %s of %s: not opened at the bank: %s", intent.pk, number, error)
        return ""
    with transaction.atomic():
        found = Intent.objects.select_for_update().get(pk=intent.pk)
        if found.state == IntentState.CREATED:
            found.state = IntentState.AT_BANK
        found.url, found.bank_reference, found.expires_at = opened.url, opened.bank_reference, opened.expires_at
        found.save(update_fields=["state", "url", "bank_reference", "expires_at"])
    return opened.url


def ask(intent: Intent) -> None:
    """What became of it; a bank that does not know it never opened it. Silence is no answer."""
    way = gateway()
    if way is None:
        return
    try:
        word = way.status(intent.pk)
    except UnknownIntentError:
        _failed(intent)
    except GatewayError as error:
        logger.warning("intent %s: the bank did not say what became of it: %s", intent.pk, error)
    else:
        _keep(word, way, Heard.Way.ANSWER)


def _failed(intent: Intent) -> None:
    """Only what never got a reference of the bank: of another one, a bank that knows nothing is wrong."""
    unopened = Intent.objects.filter(pk=intent.pk, state=IntentState.CREATED, bank_reference="")
    unopened.update(state=IntentState.FAILED, ask_at=None)


def _keep(word: BankWord, way: Gateway, how: Heard.Way) -> None:
    """What cannot be kept now is asked again: it stops nobody's page and no other attempt."""
    try:
        hear(word, gateway=way.name, way=how)
    except (NoSignatoryError, DatabaseError):
        logger.exception("what the bank says of %s is to be asked again", word.transaction)


def ask_pending() -> int:
    """About each that the bank said nothing final of and whose time has come; how many."""
    due = Intent.objects.filter(state__in=LIVE, ask_at__lte=timezone.now()).order_by("ask_at")
    asked = 0
    for intent in due.select_related("chain")[:200]:
        questions = intent.questions + 1
        Intent.objects.filter(pk=intent.pk).update(
            questions=questions, ask_at=next_question(intent.opened_at, asked=questions)
        )
        ask(intent)
        asked += 1
    return asked


def read_listing(day: date | None = None) -> None:
    """All that moved money on a day, yesterday unless another one is said: what was never told counts now."""
    way: Gateway | None = gateway()
    if way is None:
        return
    for word in way.listing(day or timezone.localdate() - timedelta(days=1)):
        _keep(word, way, Heard.Way.LISTING)
