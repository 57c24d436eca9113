"""What the treasury makes of money that came and pays nothing that is known, and of a bank that never answered."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from expedientes.acts.steps import ActRefusedError, add_step, locked
from ground.audit.models import Action, record
from services.facts import settle
from services.kinds import Step
from services.models import Intent, Payment, QuoteChain, ServiceRequest
from services.payment.hearing import count
from services.payment.intents import LIVE, IntentState


@transaction.atomic(durable=True)
def apply_payment(*, pk: int, number: str, text: str, by: User, request=None) -> None:
    """Count it for the request of that number, and issue its receipt. Raises ActRefusedError and NoSignatoryError."""
    chain = _chain_of(number)
    case = locked(ServiceRequest, chain.request_id)
    payment = _doubtful(pk)
    if payment.currency != chain.currency:
        raise ActRefusedError("Esa solicitud se paga en otra moneda.")
    payment.chain, payment.resolution = chain, text
    payment.resolved_at, payment.resolved_by = timezone.now(), by
    record(Action.CHANGED, request=request, actor=by, subject=case, what="services_payment_applied")
    count(case, payment, by=by, request=request)


def _chain_of(number: str) -> QuoteChain:
    chains = QuoteChain.objects.filter(request__radicado__number=number, versions__accepted_by__isnull=False)
    if found := chains.order_by("number").first():
        return found
    raise ActRefusedError("Ninguna solicitud con ese número tiene una cotización aceptada.")


@transaction.atomic(durable=True)
def give_back_doubtful(
    *, pk: int, account: str, administrative_act: str, on: date, text: str, by: User, request=None
) -> None:
    """Say how money that counts for nothing went back. Raises ActRefusedError."""
    payment = _doubtful(pk)
    if payment.is_counted:
        raise ActRefusedError("Ese pago cuenta en una solicitud: devuélvalo desde su caso.")
    payment.resolution = f"Devuelto el {on.isoformat()} a {account}, por {administrative_act}. {text}".strip()
    payment.resolved_at, payment.resolved_by = timezone.now(), by
    payment.save()
    record(Action.CHANGED, request=request, actor=by, subject=payment, what="services_payment_given_back")


def _doubtful(pk: int) -> Payment:
    if found := Payment.objects.doubtful().select_for_update().filter(pk=pk).first():
        return found
    raise ActRefusedError("Alguien ya lo resolvió.")


@transaction.atomic(durable=True)
def give_up(*, key: str, text: str, by: User, request=None) -> None:
    """An attempt of which the bank never said anything: the customer may try again. Should the bank approve it later,
    it counts all the same. Raises ActRefusedError."""
    request_id = Intent.objects.values_list("chain__request", flat=True).get(pk=key)
    case = locked(ServiceRequest, request_id)
    intent = Intent.objects.get(pk=key)
    if intent.state not in LIVE or intent.ask_at is not None:
        raise ActRefusedError("El banco ya respondió, o todavía se le pregunta.")
    intent.state = IntentState.EXPIRED
    intent.save(update_fields=["state"])
    add_step(case, Step.PAYMENT_FAILED, by=by, data={"intent": key, "state": intent.state, "why": text})
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what="services_intent_given_up")
