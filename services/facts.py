"""The facts of a request as its rows tell them, and its state set to what they say."""

from dataclasses import replace
from datetime import date

from services import rounds, seats, stock
from services.bookings import begins_on
from services.kinds import ItemState, Outcome, State, Step
from services.ledger import complement_waiting, first_is_paid, is_settled, term_of
from services.models import Quote, ServiceRequest
from services.models.request import CHANGED_BY_ACTS
from services.states import Facts, QuoteStanding, state_of

# What ended a quote that waits for nobody; any other end leads back to before it was issued.
_ENDED: dict[str, QuoteStanding] = {
    Step.DECLINED: QuoteStanding.DECLINED,
    Step.EXPIRED: QuoteStanding.EXPIRED,
    Step.UNPAID: QuoteStanding.EXPIRED,
}


def facts_of(request: ServiceRequest) -> Facts:
    """What decides the state; of what nobody accepted yet, nothing is owed, booked or begun, and nobody looks."""
    before = Facts(
        outcome=Outcome(request.outcome) if request.outcome else None,
        is_asked=request.asked_until is not None,
        is_checked=request.checked_at is not None,
        quote=standing_of(quote_in_force(request)),
    )
    if before.quote is not QuoteStanding.ACCEPTED:
        return before
    return replace(
        before,
        is_settled=is_settled(request),
        is_owed=bool(request.contract),
        is_booked=_first_day(request) is not None or stock.is_reserved(request),
        items=tuple(ItemState(state) for state in request.items.values_list("state", flat=True)),
    )


def quote_in_force(request: ServiceRequest) -> Quote | None:
    """The version of the request's first chain that nobody replaced."""
    versions = Quote.objects.in_force().filter(chain__request=request, chain__number=1)
    return versions.select_related("chain", "ended_by", "accepted_by").first()


def standing_of(quote: Quote | None) -> QuoteStanding | None:
    if quote is None:
        return None
    if quote.ended_by:
        return _ENDED.get(quote.ended_by.kind)
    return QuoteStanding.ACCEPTED if quote.accepted_by else QuoteStanding.ISSUED


def settle(request: ServiceRequest) -> None:
    """Set the state to what the facts say and save what acts change: the end of every act, once its step is written.

    The caller's transaction holds the request's lock.
    """
    request.state = state_of(facts_of(request))
    if request.is_open:
        request.next_on = _next_on(request)
    request.save(update_fields=CHANGED_BY_ACTS)
    seats.follow(request)
    rounds.follow(request)
    stock.follow(request)


def _next_on(request: ServiceRequest) -> date | None:
    """The day on which something runs out as it stands."""
    match State(request.state):
        case State.INCOMPLETE:
            return request.asked_until
        case State.QUOTED:
            quote = quote_in_force(request)
            return quote.valid_until if quote else None
        case State.ACCEPTED:
            quote = quote_in_force(request)
            if first_is_paid(request):  # it waits for a complementary one
                waiting = complement_waiting(request)
                return waiting.valid_until if waiting else None
            return term_of(quote) if quote else None
        case State.OWED:
            due_on = request.contract.get("due_on")
            return date.fromisoformat(due_on) if due_on else None
        case State.SCHEDULED:
            return _first_day(request)
        case State.DELIVERED:
            going = stock.on_their_way(request).select_related("step").first()
            return stock.presumed_on(going) if going else None
    return None


def _first_day(request: ServiceRequest) -> date | None:
    """Of a course or a round, its own; of the rest, that of the appointments."""
    return seats.first_day(request) or rounds.first_day(request) or begins_on(request)
