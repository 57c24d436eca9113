"""Requests that are paid, as customers and banks do it."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from expedientes.models import Paso
from inm_portal.staff_groups import TREASURY
from services.acts.payments import confirm, send_proof, start_online
from services.ledger import balance_of, to_pay
from services.models import Heard, Intent, Payment, ServiceRequest, TransferProof
from services.payment.hearing import hear
from services.payment.port import BankWord, Verdict
from tests.services.requests import accepted, again, facts, sent
from tests.staff import staff_user

BANK = "banco-de-prueba"


def treasurer(**flags) -> User:
    return staff_user(TREASURY, **flags)


def started(case: ServiceRequest) -> Intent:
    """An attempt to pay all that is owed."""
    step = start_online(**sent(case))
    return Intent.objects.get(pk=step.data["intent"])


def word_of(intent: Intent, verdict: Verdict = Verdict.APPROVED, **changes) -> BankWord:
    """What the bank says of it."""
    said = BankWord(
        reference=str(intent.pk),
        transaction=f"T-{intent.pk}",
        verdict=verdict,
        amount=intent.amount,
        currency=intent.currency,
        at=timezone.now(),
        cus="123456",
        bank="Banco Cóndor",
    )
    return replace(said, **changes)


def told(word: BankWord, way: Heard.Way = Heard.Way.EVENT) -> str:
    return hear(word, gateway=BANK, way=way)


def paid_online(case: ServiceRequest, by: User) -> ServiceRequest:
    """All of it; accepted first, if nobody did."""
    case = again(case) if to_pay(case) else accepted(case, by)
    told(word_of(started(case)))
    return again(case)


def with_proof(
    case: ServiceRequest, *, amount: Decimal | int | None = None, reference: str = "0099", currency: str = ""
) -> TransferProof:
    """A transfer that the customer tells of, of all that is owed unless another amount is said."""
    found = to_pay(case)
    owed = found[1].owed if found else Decimal(1)
    step = send_proof(
        **sent(case),
        amount=Decimal(amount or owed),
        paid_on=timezone.localdate() - timedelta(days=1),
        bank="Banco Ceiba",
        reference=reference,
        text="",
        draft_id=None,
        currency=currency,
    )
    return TransferProof.objects.get(step=step)


def confirmed(case: ServiceRequest, proof: TransferProof, by: User, *, amount: Decimal | int | None = None) -> Paso:
    """As the statement says it."""
    return confirm(
        **facts(case, by),
        proof=proof,
        amount=Decimal(amount or proof.amount),
        paid_on=proof.paid_on,
        account="Ahorros 000-0",
        is_difference_seen=True,
    )


def paid(case: ServiceRequest) -> Decimal:
    return balance_of(case.chains.get(number=1)).paid


def only_payment(case: ServiceRequest) -> Payment:
    return Payment.objects.get(chain__request=case)
