"""9: quoting a request, and quoting it again while nobody has paid (Resolución 015 de 2020, arts. 1 to 9)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, locked_for
from expedientes.models import Paso
from ground.languages import Words
from radicados.letters import Letter, fingerprint
from services.acts.refusals import only_in
from services.facts import settle
from services.kinds import State, Step
from services.ledger import first_is_paid, live_intent
from services.letters.quote import compose_quote
from services.models import Line, Quote, QuoteChain, ServiceRequest
from services.opinions import lead_days
from services.quoting import Offer, kept, offer_of, travel_of

QUOTABLE = frozenset({State.CHECKED, State.QUOTED, State.ACCEPTED})
PAID = frozenset({State.PAID, State.SCHEDULED, State.RECEIVED, State.IN_SERVICE, State.DONE})


def quote_refusal(case: ServiceRequest, today: date) -> Words:
    """What was paid is never replaced."""
    if case.is_open and (State(case.state) in PAID or (case.state == State.ACCEPTED and first_is_paid(case))):
        version = case.chains.get(number=1).versions.in_force().get().version
        return f"La versión {version} ya se pagó: haga una cotización complementaria."
    if any(live_intent(chain) for chain in case.chains.all()):
        return "Hay un pago en curso; espere su resultado."
    return only_in(QUOTABLE)(case, today)


@transaction.atomic(durable=True)
def quote(*, pk: int, version: int, travel: Mapping[str, int], text: str, by: User, request=None) -> Paso:
    """Issue the next version; the one in force names it as its successor, and whoever had accepted that is asked again.

    Raises ActRefusedError, StaleError and NoSignatoryError.
    """
    case = locked_for(quote_refusal, ServiceRequest, pk, version=version)
    offer = offer_of(case, travel=travel, on=timezone.localdate())
    step = write_letter(
        case,
        Step.QUOTED,
        _composed(case, offer, text),
        document_kind="Cotización",
        by=by,
        text=text,
        data={"version": offer.version},
    )
    _keep_travel(case, offer, travel, step)
    keep_version(case, offer, step)
    settle(case)
    return send_letter(case, step, request=request)


def quote_letter(case: ServiceRequest, *, travel: Mapping[str, int], text: str) -> Letter:
    """As it would be issued now; raises ActRefusedError and NoSignatoryError."""
    return _composed(case, offer_of(case, travel=travel, on=timezone.localdate()), text)


def _composed(case: ServiceRequest, offer: Offer, text: str) -> Letter:
    return compose_quote(case, offer, remarks=text, lead_days=lead_days(case))


def keep_version(case: ServiceRequest, offer: Offer, step: Paso, *, number: int = 1, **facts: bool) -> None:
    """The version that the step issued, of the chain with that number; `facts` are of a chain that is new."""
    currency = offer.price.currency.value
    chain, _ = QuoteChain.objects.get_or_create(request=case, number=number, defaults={"currency": currency} | facts)
    if chain.currency != offer.price.currency.value:
        raise ActRefusedError("La solicitud ya se cotizó en otra moneda: pida al cliente que radique una nueva.")
    if older := offer.replaces:
        older.replaced_by = step
        older.save(update_fields=["replaced_by"])
    Quote.objects.create(
        chain=chain,
        version=offer.version,
        step=step,
        edition=offer.edition,
        valid_until=offer.valid_until,
        customer=case.customer,
        content_sha256=fingerprint(step.letter.snapshot),
        **kept(offer.price, offer.lines),
    )


def _keep_travel(case: ServiceRequest, offer: Offer, travel: Mapping[str, int], step: Paso) -> None:
    """Travel is the officer's: its lines are those that the version in force has."""
    asked = {code: quantity for code, quantity in travel.items() if quantity}
    if asked == travel_of(case):
        return
    case.lines.first_quoted().filter(item__isnull=True).update(dropped_by=step)
    for place, (code, quantity) in enumerate(sorted(asked.items()), 1):
        Line.objects.create(request=case, position=place, code=code, quantity=quantity)
