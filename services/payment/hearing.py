"""What the bank says, by whichever way, becomes money of a request once: however often it is told and in what order."""

import logging
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import add_step, locked
from expedientes.models import Paso
from ground.doors.explicit_permissions import holders_of
from ground.mails.queue import owe
from services.acts.scheduling import move_if_paid
from services.desk import CONFIRM_PAYMENT
from services.facts import settle
from services.kinds import Step
from services.ledger import balance_of, owes_besides
from services.letters.payment import receipt_letter, return_letter
from services.models import Heard, Intent, MoneyBack, Payment, ServiceRequest
from services.notices.mail_events import TREASURY
from services.payment.intents import LIVE, IntentState, absorb
from services.payment.port import BankWord, Verdict

logger = logging.getLogger(__name__)


@transaction.atomic(durable=True)
def hear(word: BankWord, *, gateway: str, way: Heard.Way) -> str:
    """Keep what was said, do what follows from it and say what that was. Raises NoSignatoryError: nothing is kept, and
    the bank tells it again."""
    intent = _intent_of(word)
    effect = _taken(word, intent, gateway) if intent else _of_nobody(word, gateway)
    kept = {name: str(value) for name, value in asdict(word).items()}
    Heard.objects.create(
        gateway=gateway, way=way, reference=word.reference[:80], transaction=word.transaction[:80], word=kept,
        effect=effect,
    )  # fmt: skip
    return effect


def _intent_of(word: BankWord) -> Intent | None:
    try:
        key = UUID(word.reference)
    except ValueError:
        return None
    return Intent.objects.filter(pk=key).select_related("chain").first()


def _key(word: BankWord, gateway: str) -> str:
    return f"{gateway}:{word.transaction}"


def _taken(word: BankWord, intent: Intent, gateway: str) -> str:
    """Of an intent of ours; the lock of its request makes the bank's messages wait for each other."""
    case = locked(ServiceRequest, intent.chain.request_id)
    intent = Intent.objects.select_related("chain").get(pk=intent.pk)
    intent.chain.request = case
    was = IntentState(intent.state)
    intent.state = absorb(was, word.verdict)
    intent.cus, intent.bank = word.cus or intent.cus, word.bank or intent.bank
    intent.save(update_fields=["state", "cus", "bank"])
    match word.verdict:
        case Verdict.APPROVED:
            return _approved(case, intent, word, gateway)
        case Verdict.REVERSED:
            return _reversed(case, intent, word, gateway)
    if was in LIVE and intent.state not in LIVE:
        add_step(case, Step.PAYMENT_FAILED, data={"intent": str(intent.pk), "state": intent.state})
        settle(case)
        return f"El intento quedó: {IntentState(intent.state).label.lower()}."
    return "No cambió nada." if was == intent.state else f"El intento quedó: {IntentState(intent.state).label.lower()}."


def _approved(case: ServiceRequest, intent: Intent, word: BankWord, gateway: str) -> str:
    if Payment.objects.filter(transaction=_key(word, gateway)).exists():
        return "Ya se había contado."
    payment = _payment(word, gateway, chain=intent.chain, intent=intent)
    if (word.amount, word.currency) != (intent.amount, intent.currency):
        payment.doubt, payment.is_counted = Payment.Doubt.DIFFERENT, False
    elif balance_of(intent.chain).owed < word.amount:
        payment.doubt = Payment.Doubt.REPEATED
    if not payment.is_counted:
        payment.step = step = add_step(case, Step.PAYMENT_DOUBTED, data={"intent": str(intent.pk)})
        payment.save()
        settle(case)
        tell_treasury(case, step)
        return "Se guardó para revisar: no es lo que se pagaba."
    count(case, payment)
    return "Se contó."


def count(case: ServiceRequest, payment: Payment, *, by: User | None = None, request: Any = None) -> Paso:
    """Count a payment of the locked request and issue its receipt: the end of the transaction."""
    if payment.chain is None:
        raise ValueError(f"{payment} is of no quote")
    balance = balance_of(payment.chain).after(payment.amount)
    letter = receipt_letter(case, payment, payment.chain, balance, owes_besides=owes_besides(payment.chain))
    step = write_letter(case, Step.PAYMENT_RECEIVED, letter, document_kind="Recibo de pago", by=by, text="")
    payment.is_counted = True
    payment.step = payment.step or step
    payment.save()
    move_if_paid(case)
    settle(case)
    tell_treasury(case, step)
    return send_letter(case, step, request=request)


def _reversed(case: ServiceRequest, intent: Intent, word: BankWord, gateway: str) -> str:
    payment = Payment.objects.filter(transaction=_key(word, gateway)).first()
    if payment is None:
        return "Se reversó lo que no se había contado."
    if payment.returns.filter(kind=MoneyBack.Kind.BANK).exists():
        return "Ya se sabía."
    ours = payment.returns.filter(kind=MoneyBack.Kind.REVERSAL, is_dropped=False)
    if ours.filter(step__isnull=False).exists():
        return "Ya se había reversado."
    ours.update(is_dropped=True)  # what was asked is done
    on, kind = timezone.localdate(word.at), MoneyBack.Kind.BANK
    back = MoneyBack(kind=kind, payment=payment, amount=payment.amount, returned_on=on)
    letter = return_letter(case, kind=kind, payment=payment, amount=payment.amount, on=on, reason="")
    back.step = step = write_letter(
        case, Step.PAYMENT_REVERSED, letter, document_kind="Reverso de un pago", by=None, text=""
    )
    back.save()
    settle(case)
    tell_treasury(case, step)
    send_letter(case, step, request=None)
    return "Se reversó."


def _of_nobody(word: BankWord, gateway: str) -> str:
    """Money for nothing that was quoted: kept for the treasury."""
    if word.verdict is not Verdict.APPROVED:
        return "No es de ninguna cotización."
    facts = _payment(word, gateway, chain=None, intent=None)
    facts.doubt, facts.is_counted = Payment.Doubt.UNKNOWN, False
    if Payment.objects.filter(transaction=facts.transaction).exists():
        return "Ya se había guardado para revisar."
    facts.save()
    logger.warning("payment %s is of no quote", facts.transaction)
    return "Se guardó para revisar: no es de ninguna cotización."


def _payment(word: BankWord, gateway: str, **facts: Any) -> Payment:
    return Payment(
        way=Payment.Way.ONLINE,
        transaction=_key(word, gateway),
        amount=word.amount,
        currency=word.currency,
        paid_on=timezone.localdate(word.at),
        bank=word.bank,
        cus=word.cus,
        **facts,
    )


def tell_treasury(case: ServiceRequest, step: Paso) -> None:
    for user in holders_of(CONFIRM_PAYMENT):
        if user.pk != step.by_id:
            owe(TREASURY, recipient=user.email, about=case, occasion=step.pk)
