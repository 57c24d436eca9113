"""9 and 11 to 13, of a complementary quote: what is added to a request that was quoted, in a chain of its own; the
state of the request stays (Resolución 015 de 2020, art. 1)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from expedientes.acts.assignment import staff_of
from expedientes.acts.letters import done_already, send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, add_step, closed_refusal, locked, locked_for
from expedientes.models import Paso
from ground.languages import Words
from ground.mails.queue import owe
from legal_calendar.legal_time import long_date
from radicados.letters import Letter
from services.acts.answers import facts_of_acceptance, judge_acceptance
from services.acts.quoting import keep_version
from services.acts.refusals import only_in
from services.acts.writings import acknowledge
from services.complement import Added, offer_of, replaceable
from services.facts import settle
from services.filing import laboratory_of
from services.kinds import State, Step
from services.ledger import complement_waiting
from services.letters.quote import compose_quote
from services.models import Item, Line, Quote, ServiceRequest
from services.notices.mail_events import QUOTE_EXPIRED
from services.price import AskedLine, rates_of

COMPLEMENTED = frozenset(
    {
        State.ACCEPTED, State.OWED, State.PAID, State.SCHEDULED, State.RECEIVED, State.IN_SERVICE, State.DONE,
    }
)  # fmt: skip
complement_refusal = only_in(COMPLEMENTED)


# --- 9: more -----------------------------------------------------------------------------------------------
@transaction.atomic(durable=True)
def quote_more(
    *, pk: int, version: int, item: Item | None, rates: Sequence[AskedLine], travel: dict[str, int],
    replaces: Quote | None, text: str, by: User, request=None,
) -> Paso:  # fmt: skip
    """Raises ActRefusedError, StaleError and NoSignatoryError."""
    case = locked_for(complement_refusal, ServiceRequest, pk, version=version)
    if replaces and replaces not in replaceable(case):
        raise ActRefusedError("Esa cotización complementaria ya no se puede reemplazar.")
    offer = offer_of(case, Added(item, tuple(rates), travel, replaces), on=timezone.localdate())
    letter = compose_quote(case, offer, remarks=text, lead_days=None)
    chain = replaces.chain.number if replaces else _next_number(case)
    step = write_letter(
        case, Step.MORE_QUOTED, letter, document_kind="Cotización complementaria", by=by, text=text,
        data={"version": offer.version, "chain": chain},
    )  # fmt: skip
    keep_version(case, offer, step, number=chain, is_awaited=case.state == State.ACCEPTED)
    if replaces:
        case.lines.live().filter(chain=replaces.chain).update(dropped_by=step)
    settle(case)
    return send_letter(case, step, request=request)


def _next_number(case: ServiceRequest) -> int:
    return int(case.chains.aggregate(last=Max("number"))["last"]) + 1


def complement_letter(
    case: ServiceRequest, *, item: Item | None, rates: Sequence[AskedLine], travel: dict[str, int],
    replaces: Quote | None, text: str,
) -> Letter:  # fmt: skip
    """As it would be issued now; raises ActRefusedError and NoSignatoryError."""
    offer = offer_of(case, Added(item, tuple(rates), travel, replaces), on=timezone.localdate())
    return compose_quote(case, offer, remarks=text, lead_days=None)


# --- 11 to 13: yes, no, or nothing -------------------------------------------------------------------------
def answer_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := closed_refusal(case, today):
        return refused
    quote = complement_waiting(case)
    if quote is None:
        return _("No hay una cotización complementaria por responder.")
    if today > quote.valid_until:
        return format_lazy(_("La cotización venció el {day}."), day=long_date(quote.valid_until))
    return complement_refusal(case, today)


def _waiting(case: ServiceRequest) -> Quote:
    """That of a request that was not refused."""
    quote = complement_waiting(case)
    if quote is None:
        raise ValueError(f"{case} waits for no answer")
    return quote


@transaction.atomic(durable=True)
def accept_more(*, pk: int, submission: UUID, read: str, request) -> Paso:
    """What was added is from now on asked of the laboratory. Raises ActRefusedError and NoSignatoryError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(answer_refusal, ServiceRequest, pk)
    quote = _waiting(case)
    judge_acceptance(case, quote, read, request.user)
    step = acknowledge(
        case,
        Step.MORE_ACCEPTED,
        submission=submission,
        request=request,
        document_kind="Aceptación de una cotización complementaria",
        effect="Con esto acepta la cotización complementaria, sus condiciones y su valor, que se paga aparte.",
        text="",
        facts=facts_of_acceptance(quote, request.user),
    )
    quote.accepted_by = step
    quote.save(update_fields=["accepted_by"])
    _ask_of_laboratory(case, quote)
    settle(case)
    return step


def _ask_of_laboratory(case: ServiceRequest, quote: Quote) -> None:
    """The seats of a course are lines already, as they were taken."""
    rates, items = rates_of(quote.edition, (line["code"] for line in quote.lines)), case.items.in_bulk()
    last = case.lines.aggregate(last=Max("position"))["last"] or 0
    for place, line in enumerate(quote.lines, last + 1):
        item = items.get(line["item_key"])
        if item and item.seats.exists():
            continue
        Line.objects.create(
            request=case, item=item, position=place, code=line["code"], quantity=line["quantity"],
            persons=line["persons"], is_on_site=line["is_on_site"], chain=quote.chain,
            laboratory=laboratory_of(rates[line["code"]]) if item else None,
        )  # fmt: skip


@transaction.atomic(durable=True)
def decline_more(*, pk: int, submission: UUID, text: str, request) -> Paso:
    """Raises ActRefusedError and NoSignatoryError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(answer_refusal, ServiceRequest, pk)
    step = acknowledge(
        case,
        Step.MORE_DECLINED,
        submission=submission,
        request=request,
        document_kind="No aceptación de una cotización complementaria",
        effect="No la aceptó: lo que ya se había cotizado sigue igual.",
        text=text,
    )
    return _ended(case, _waiting(case), step)


@transaction.atomic
def expire_more(*, pk: int) -> Paso | None:
    """End a complementary quote whose last day is over; None when somebody answered it meanwhile."""
    quote = Quote.objects.select_related("chain").get(pk=pk)
    case = locked(ServiceRequest, quote.chain.request_id)
    waiting = Quote.objects.waiting().filter(pk=pk).first()
    if not case.is_open or waiting is None or timezone.localdate() <= waiting.valid_until:
        return None
    step = add_step(case, Step.MORE_EXPIRED)
    for address in (case.mail_address, *(user.email for user in staff_of(case))):
        owe(QUOTE_EXPIRED, recipient=address, about=case, occasion=quote.pk)
    return _ended(case, waiting, step)


def _ended(case: ServiceRequest, quote: Quote, step: Paso) -> Paso:
    quote.ended_by = step
    quote.save(update_fields=["ended_by"])
    settle(case)
    return step
