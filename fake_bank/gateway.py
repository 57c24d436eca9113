"""The gateway that the fake bank offers, as services/payment/port.py asks it.

It lives in the portal: its page, and the way back from it, are at whatever host the person came by.
"""

import json
import time
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from fake_bank.models import BankTransaction, transaction_number
from fake_bank.scripts import SCRIPTS, Asked, Telling
from services.payment.port import BankWord, GatewayError, Opened, RefusedEventError, UnknownIntentError, Verdict
from services.payment.signatures import is_signed, signature

HEADER = "X-Banco-Firma"


class FakeBank:
    """`is_create_slow` makes it open an attempt and never say so: what the tests ask of it."""

    name = "banco-de-prueba"
    is_create_slow = False

    def create(self, *, key: UUID, amount: Decimal, currency: str, about: str, back: str) -> Opened:
        facts = {"amount": amount, "currency": currency, "about": about, "back": back}
        made, _ = BankTransaction.objects.get_or_create(key=key, defaults=facts)
        if self.is_create_slow:
            raise GatewayError("el banco no respondió a tiempo")
        return Opened(reverse("fake_bank:pay", args=[key]), made.number, made.expires_at)

    def status(self, key: UUID) -> BankWord:
        found = BankTransaction.objects.filter(key=key).first()
        asked = SCRIPTS[found.script].asked if found and found.script else Asked.WELL
        if asked is Asked.ERROR:
            raise GatewayError("el banco respondió 500")
        if found is None or asked is Asked.UNKNOWN:
            raise UnknownIntentError(str(key))
        return _word(found)

    def read_event(self, headers: Mapping[str, str], body: bytes) -> BankWord:
        if not is_signed(headers.get(HEADER, ""), body, settings.PAYMENT_SECRETS, now=time.time()):
            raise RefusedEventError("mala firma")
        try:
            told = json.loads(body, parse_float=Decimal)
            amount = Decimal(str(told["amount"]))
            if not amount.is_finite() or amount <= 0:
                raise ValueError(amount)
            return BankWord(
                reference=str(told["reference"]),
                transaction=str(told["transaction"]),
                verdict=Verdict(told["state"]),
                amount=amount,
                currency=str(told["currency"]),
                at=datetime.fromisoformat(told["at"]),
                cus=str(told.get("cus", "")),
                bank=str(told.get("bank", "")),
            )
        except (ValueError, KeyError, TypeError, InvalidOperation) as error:
            raise RefusedEventError(f"ilegible: {error!r}") from error

    def listing(self, day: date) -> Iterator[BankWord]:
        moved = Q(verdict=Verdict.APPROVED, decided_at__date=day) | Q(reversed_at__date=day)
        return map(_word, BankTransaction.objects.filter(moved).order_by("decided_at"))


def _word(found: BankTransaction) -> BankWord:
    return BankWord(
        reference=str(found.key),
        transaction=found.number,
        verdict=found.present_verdict,
        amount=found.amount,
        currency=found.currency,
        at=found.reversed_at or found.decided_at or timezone.now(),
        cus=found.number.removeprefix("BP"),
        bank=found.bank,
    )


def message(found: BankTransaction, telling: Telling) -> tuple[dict[str, str], bytes]:
    """The event that tells that: headers and body."""
    word = _word(found)
    told: dict[str, Any] = {
        "reference": str(uuid4()) if telling.is_of_others else word.reference,
        "transaction": transaction_number() if telling.is_of_others else word.transaction,
        "state": telling.verdict.value,
        "amount": str(word.amount - telling.less),
        "currency": telling.currency or word.currency,
        "at": word.at.isoformat(),
        "cus": word.cus,
        "bank": word.bank,
    }
    if telling.is_verbose:
        told |= {"merchant": {"name": "INM"}, "installments": "1", "extra": [1, None, True]}
    body = json.dumps(told).encode()
    secret = "otro secreto" if telling.is_badly_signed else settings.PAYMENT_SECRETS[0]
    return {HEADER: signature(secret, body, at=int(time.time()) + telling.clock)}, body
