"""Money that goes back: a payment that was counted and is not there, which two of the treasury say; and what is left
over, which an administrative act gives back."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, add_step, locked_for
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.languages import Words
from radicados.letters import Letter
from services.facts import settle
from services.kinds import Step
from services.ledger import counted_payments, to_give_back
from services.letters.payment import return_letter
from services.models import MoneyBack, Payment, ServiceRequest
from services.models.payments import written
from services.payment.hearing import tell_treasury

REVERSAL = MoneyBack.Kind.REVERSAL


# --- 21: a payment that is not there, said by two ----------------------------------------------------------
def asked_reversal(case: ServiceRequest) -> MoneyBack | None:
    """That which waits for somebody else of the treasury."""
    asked = MoneyBack.objects.filter(kind=REVERSAL, step=None, is_dropped=False, payment__chain__request=case)
    return asked.select_related("payment", "asked_by").first()


def asking_reversal_refusal(case: ServiceRequest, today: date) -> Words:
    if not counted_payments(case):
        return "No se ha contado ningún pago."
    return "Ya se pidió reversar un pago: falta que otra persona lo confirme." if asked_reversal(case) else ""


@transaction.atomic(durable=True)
def ask_reversal(*, pk: int, version: int, payment: Payment, text: str, by: User, request=None) -> Paso:
    """The first of two. Raises ActRefusedError and StaleError."""
    case = locked_for(asking_reversal_refusal, ServiceRequest, pk, version=version)
    if payment not in counted_payments(case):
        raise ActRefusedError("Ese pago no cuenta en esta solicitud.")
    if payment.returns.filter(kind=MoneyBack.Kind.REFUND).exists():
        raise ActRefusedError("De ese pago ya se devolvió dinero.")
    step = add_step(case, Step.REVERSAL_ASKED, by=by, text=text)
    MoneyBack.objects.create(
        kind=REVERSAL,
        payment=payment,
        amount=payment.amount,
        returned_on=timezone.localdate(),
        reason=text,
        asked_by=by,
    )
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    tell_treasury(case, step)
    return step


def reversal_refusal(case: ServiceRequest, today: date) -> Words:
    return "" if asked_reversal(case) else "Nadie pidió reversar un pago."


@transaction.atomic(durable=True)
def confirm_reversal(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """The second of two. Raises ActRefusedError, StaleError and NoSignatoryError."""
    case = locked_for(reversal_refusal, ServiceRequest, pk, version=version)
    back = _asked(case)
    if back.asked_by_id == by.pk:
        raise ActRefusedError("Debe reversarlo otra persona.")
    letter = letter_of_reversal(case, text=text)
    step = write_letter(case, Step.PAYMENT_REVERSED, letter, document_kind="Reverso de un pago", by=by, text=text)
    MoneyBack.objects.filter(pk=back.pk).update(step=step)
    settle(case)
    return send_letter(case, step, request=request)


def letter_of_reversal(case: ServiceRequest, *, text: str) -> Letter:
    back = _asked(case)
    return return_letter(
        case, kind=REVERSAL, payment=back.payment, amount=back.amount, on=back.returned_on, reason=text
    )


@transaction.atomic(durable=True)
def drop_reversal(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """It stays counted. Raises ActRefusedError and StaleError."""
    case = locked_for(reversal_refusal, ServiceRequest, pk, version=version)
    step = add_step(case, Step.REVERSAL_DROPPED, by=by, text=text)
    MoneyBack.objects.filter(pk=_asked(case).pk).update(is_dropped=True)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    return step


def _asked(case: ServiceRequest) -> MoneyBack:
    if back := asked_reversal(case):
        return back
    raise ActRefusedError("Nadie pidió reversar un pago.")


# --- 22: what is left over ---------------------------------------------------------------------------------
def refund_refusal(case: ServiceRequest, today: date) -> Words:
    if asked_reversal(case):
        return "Hay un reverso por confirmar: resuélvalo primero."
    return "" if to_give_back(case) else "No hay saldo a favor del cliente."


@transaction.atomic(durable=True)
def refund(
    *,
    pk: int,
    version: int,
    amount: Decimal,
    account: str,
    administrative_act: str,
    on: date,
    text: str,
    by: User,
    request=None,
) -> Paso:
    """What exceeds it stays; a repeated payment is resolved by it. Raises ActRefusedError, StaleError and
    NoSignatoryError."""
    case = locked_for(refund_refusal, ServiceRequest, pk, version=version)
    payment = _refunded(case, amount)
    letter = letter_of_refund(
        case, amount=amount, account=account, administrative_act=administrative_act, on=on, text=text
    )
    step = write_letter(case, Step.REFUNDED, letter, document_kind="Devolución de dinero", by=by, text=text)
    MoneyBack.objects.create(
        kind=MoneyBack.Kind.REFUND, payment=payment, amount=amount, returned_on=on, account=account,
        administrative_act=administrative_act, reason=text, asked_by=by, step=step,
    )  # fmt: skip
    if not to_give_back(case):
        said = f"Devuelto: {administrative_act}."
        doubtful = Payment.objects.doubtful().filter(chain__request=case, is_counted=True)
        doubtful.update(resolved_at=timezone.now(), resolved_by=by, resolution=said)
    settle(case)
    return send_letter(case, step, request=request)


def letter_of_refund(
    case: ServiceRequest, *, amount: Decimal, account: str, administrative_act: str, on: date, text: str
) -> Letter:
    return return_letter(
        case, kind=MoneyBack.Kind.REFUND, payment=_refunded(case, amount), amount=amount, on=on, reason=text,
        account=account, administrative_act=administrative_act,
    )  # fmt: skip


def _refunded(case: ServiceRequest, amount: Decimal) -> Payment:
    """The last payment of the quote with something left over."""
    found = to_give_back(case)
    if found is None:
        raise ActRefusedError("No hay saldo a favor del cliente.")
    chain, balance = found
    if amount > balance.credit:
        raise ActRefusedError(f"El saldo a favor es {written(balance.credit, chain.currency)}.")
    return Payment.objects.counted().filter(chain=chain).latest("pk")
