"""Paying: later, online or by transfer; what the treasury makes of a transfer, and the invoice (Resolución 015 de 2020,
art. 2)."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from expedientes.acts.letters import done_already, record_citizen, send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, add_step, closed_refusal, locked, locked_for
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.documents.drafts import handed_over
from ground.languages import Words
from ground.mails.queue import owe
from ground.permanence import broken_constraint
from legal_calendar.spoken import lazy_hour
from radicados.letters import Letter
from services.acts.refusals import only_in
from services.facts import settle
from services.kinds import State, Step
from services.ledger import balance_of, live_intent, to_pay, waiting_proofs
from services.letters.payment import deferral_letter
from services.models import Intent, Invoice, Payment, QuoteChain, ServiceRequest, TransferProof
from services.models.payments import transfer_key, written
from services.notices.mail_events import MESSAGE
from services.payment.gateway import gateway
from services.payment.hearing import count, tell_treasury
from services.payment.intents import next_question
from tariffs.pricing.quote import Currency

# Where something may be owed: from the acceptance on, whatever is rendered meanwhile; and where it may be invoiced.
PAYABLE = frozenset(
    {
        State.ACCEPTED, State.OWED, State.PAID, State.SCHEDULED, State.RECEIVED, State.IN_SERVICE, State.DONE,
        State.DELIVERED,
    }
)  # fmt: skip
INVOICEABLE = PAYABLE - {State.ACCEPTED}
NOTHING_OWED = _("No hay saldo por pagar.")
ONLY_PUBLIC = "Solo para entidades de la contratación pública (artículo 2)."


def owing(case: ServiceRequest, currency: str = "") -> tuple[QuoteChain, Decimal]:
    """What is to be paid next of a request that owes something, in a currency if one is said."""
    if found := to_pay(case, currency):
        return found[0], found[1].owed
    raise ActRefusedError(NOTHING_OWED)


# --- 16: later, by contract --------------------------------------------------------------------------------
def deferral_refusal(case: ServiceRequest, today: date) -> Words:
    if case.is_open and case.state == State.ACCEPTED and not case.priced_customer.is_under_public_contracting:
        return ONLY_PUBLIC
    return only_in({State.ACCEPTED})(case, today)


@transaction.atomic(durable=True)
def defer(
    *,
    pk: int,
    version: int,
    number: str,
    signed_on: date,
    supervisor: str,
    due_on: date | None,
    text: str,
    by: User,
    request=None,
) -> Paso:
    """Raises ActRefusedError, StaleError and NoSignatoryError."""
    case = locked_for(deferral_refusal, ServiceRequest, pk, version=version)
    letter = letter_of_deferral(
        case, number=number, signed_on=signed_on, supervisor=supervisor, due_on=due_on, text=text
    )
    case.contract = _contract(number, signed_on, supervisor, due_on)
    step = write_letter(case, Step.PAYMENT_DEFERRED, letter, document_kind="Pago aplazado", by=by, text=text)
    settle(case)
    return send_letter(case, step, request=request)


def letter_of_deferral(
    case: ServiceRequest, *, number: str, signed_on: date, supervisor: str, due_on: date | None, text: str
) -> Letter:
    contract = _contract(number, signed_on, supervisor, due_on)
    return deferral_letter(case, contract=contract, due_on=due_on, text=text)


def _contract(number: str, signed_on: date, supervisor: str, due_on: date | None) -> dict[str, str]:
    facts = {"number": number, "signed_on": signed_on.isoformat(), "supervisor": supervisor}
    return facts | ({"due_on": due_on.isoformat()} if due_on else {})


# --- 17: online --------------------------------------------------------------------------------------------
def online_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := proof_refusal(case, today):
        return refused
    if gateway() is None:
        return _("En este portal no se paga en línea: pague por transferencia.")
    in_pesos = to_pay(case, Currency.COP.value)
    if in_pesos is None:
        return _("En dólares se paga por transferencia.")
    chain = in_pesos[0]
    if intent := live_intent(chain):
        known = f" (CUS {intent.cus})" if intent.cus else ""
        under_way = _("Hay un pago en curso desde las {hour}{known}; espere su resultado.")
        return format_lazy(under_way, hour=lazy_hour(intent.opened_at), known=known)
    return ""


@transaction.atomic(durable=True)
def start_online(*, pk: int, submission: UUID, request) -> Paso:
    """Begin an attempt to pay all that is owed of a quote in pesos; `open_at_bank` opens it there. Raises
    ActRefusedError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(online_refusal, ServiceRequest, pk)
    chain, owed = owing(case, Currency.COP.value)
    way, now = gateway(), timezone.now()
    intent = Intent.objects.create(
        chain=chain,
        gateway=way.name if way else "",
        amount=owed,
        currency=chain.currency,
        user=request.user if case.is_own(request.user) else None,
        opened_at=now,
        ask_at=next_question(now, asked=0),
    )
    data = {"submission": str(submission), "intent": str(intent.pk)}
    step = add_step(case, Step.PAYMENT_STARTED, data=data)
    record_citizen(case, request, what=Step.PAYMENT_STARTED)
    settle(case)
    return step


# --- 19: a transfer, as the customer says ------------------------------------------------------------------
def proof_refusal(case: ServiceRequest, today: date) -> Words:
    return only_in(PAYABLE)(case, today) or ("" if to_pay(case) else NOTHING_OWED)


@transaction.atomic(durable=True)
def send_proof(
    *,
    pk: int,
    submission: UUID,
    amount: Decimal,
    paid_on: date,
    bank: str,
    reference: str,
    text: str,
    draft_id: UUID | None,
    request,
    currency: str = "",
) -> Paso:
    """Raises ActRefusedError, also of a proof that was used."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(proof_refusal, ServiceRequest, pk)
    chain = owing(case, currency)[0]
    key = transfer_key(bank, reference)
    used = TransferProof.objects.filter(key=key, paid_on=paid_on, amount=amount, is_refused=False)
    if other := used.select_related("chain__request__radicado").first():
        used_in = _("Ese comprobante ya se usó en {request}.")
        raise ActRefusedError(format_lazy(used_in, request=_named(other, case)))
    documents = handed_over(draft_id)[ATTACHMENTS]
    data = {"submission": str(submission)}
    step = add_step(case, Step.PROOF_SENT, text=text, data=data, documents=documents)
    proof = TransferProof(chain=chain, step=step, amount=amount, paid_on=paid_on, bank=bank, reference=reference)
    try:
        with transaction.atomic():
            proof.save()
    except IntegrityError as error:  # of two at once, in two cases
        if broken_constraint(error) == "uq_transfer_proof":
            raise ActRefusedError(_("Ese comprobante ya se usó.")) from error
        raise
    record_citizen(case, request, what=Step.PROOF_SENT)
    settle(case)
    tell_treasury(case, step)
    return step


def _named(proof: TransferProof, case: ServiceRequest) -> Words:
    """Of another customer's request, nothing is told."""
    other = proof.chain.request
    return other.radicado.number if other.user_id == case.user_id else _("otra solicitud")


# --- 20: the statement of the account says so, or not ------------------------------------------------------
def confirmation_refusal(case: ServiceRequest, today: date) -> Words:
    return "" if waiting_proofs(case) else "No hay comprobantes por confirmar."


@transaction.atomic(durable=True)
def confirm(
    *,
    pk: int,
    version: int,
    proof: TransferProof,
    amount: Decimal,
    paid_on: date,
    account: str,
    is_difference_seen: bool,
    by: User,
    request=None,
) -> Paso:
    """What the statement says counts, not what the customer said. Raises ActRefusedError, StaleError and
    NoSignatoryError."""
    case = locked_for(confirmation_refusal, ServiceRequest, pk, version=version)
    proof = _waiting(case, proof)
    balance = balance_of(proof.chain)
    if amount != balance.owed and not is_difference_seen:
        raise ActRefusedError(difference(proof.chain, amount))
    transfer = f"transferencia:{proof.key}:{paid_on.isoformat()}:{amount}"
    if Payment.objects.filter(transaction=transfer).exists():
        raise ActRefusedError("Esa transferencia ya se contó.")
    payment = Payment(
        way=Payment.Way.TRANSFER,
        transaction=transfer,
        chain=proof.chain,
        proof=proof,
        amount=amount,
        currency=proof.chain.currency,
        paid_on=paid_on,
        bank=account,
        cus=proof.reference,
        doubt=Payment.Doubt.REPEATED if not balance.owed else "",
    )
    step = count(case, payment, by=by, request=request)
    TransferProof.objects.filter(pk=proof.pk).update(answered_by=step)
    return step


def difference(chain: QuoteChain, amount: Decimal) -> str:
    """What confirming another amount than what is owed leaves."""
    balance = balance_of(chain)
    left = balance.after(amount)
    told = f"El valor confirmado ({written(amount, chain.currency)}) no es lo que se debe "
    told += f"({written(balance.owed, chain.currency)}); quedará un saldo "
    if left.owed:
        return f"{told}por pagar de {written(left.owed, chain.currency)}. Si es así, márquelo abajo."
    return f"{told}a favor del cliente de {written(left.credit, chain.currency)}. Si es así, márquelo abajo."


@transaction.atomic(durable=True)
def refuse_proof(*, pk: int, version: int, proof: TransferProof, text: str, by: User, request=None) -> Paso:
    """The customer is told why, and may send another one. Raises ActRefusedError and StaleError."""
    case = locked_for(confirmation_refusal, ServiceRequest, pk, version=version)
    proof = _waiting(case, proof)
    step = add_step(case, Step.PROOF_REFUSED, by=by, text=text)
    TransferProof.objects.filter(pk=proof.pk).update(answered_by=step, is_refused=True)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step


def _waiting(case: ServiceRequest, proof: TransferProof) -> TransferProof:
    for each in waiting_proofs(case):
        if each.pk == proof.pk:
            each.chain.request = case
            return each
    raise ActRefusedError("Ese comprobante ya se respondió.")


# --- 23: its invoice, which is made elsewhere --------------------------------------------------------------
def invoice_refusal(case: ServiceRequest, today: date) -> Words:
    return closed_refusal(case, today) or only_in(INVOICEABLE)(case, today)


@transaction.atomic(durable=True)
def register_invoice(
    *, pk: int, version: int, number: str, cufe: str, issued_on: date, by: User, request: Any = None
) -> Paso:
    """Raises ActRefusedError and StaleError."""
    case = locked_for(invoice_refusal, ServiceRequest, pk, version=version)
    if known := Invoice.objects.filter(number=number).select_related("chain__request__radicado").first():
        raise ActRefusedError(f"Esa factura está en {known.chain.request.radicado.number}.")
    chain = case.chains.filter(invoices=None, versions__accepted_by__isnull=False).first() or case.chains.latest(
        "number"
    )
    step = add_step(case, Step.INVOICED, by=by, text=f"Factura electrónica {number}.")
    Invoice.objects.create(chain=chain, number=number, cufe=cufe, issued_on=issued_on, step=step)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step
