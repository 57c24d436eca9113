"""What each quote of a request owes and got, as its rows tell it, and until when the first is to be paid."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Q, Sum
from django.utils import timezone

from services.kinds import Outcome
from services.models import MoneyBack, Payment, Prices, Quote, QuoteChain, Repricing, ServiceRequest, TransferProof
from services.models.payments import Intent
from services.payment.balance import ZERO, Balance
from services.payment.intents import LIVE

# What ended without being rendered owes nothing: whatever was paid goes back.
UNRENDERED = frozenset({Outcome.WITHDRAWN, Outcome.REJECTED, Outcome.EXPIRED, Outcome.DECLINED, Outcome.ANNULLED})


def accepted_of(chain: QuoteChain) -> Quote | None:
    """The version in force that the customer accepted."""
    return Quote.objects.standing().filter(chain=chain, accepted_by__isnull=False).first()


def prices_of(quote: Quote) -> Prices:
    """What an accepted quote costs by now: as it was accepted, unless something changed since."""
    return quote.repricings.in_effect().last() or quote


def balance_of(chain: QuoteChain) -> Balance:
    """Of what was accepted; money belongs to the chain, whichever of its versions was paid."""
    quote = accepted_of(chain) if chain.request.outcome not in UNRENDERED else None
    return Balance(prices_of(quote).total if quote else ZERO, _paid(chain))


def _paid(chain: QuoteChain) -> Decimal:
    counted = Payment.objects.counted().filter(chain=chain)
    returned = MoneyBack.objects.filter(payment__in=counted, step__isnull=False)
    return _sum(counted) - _sum(returned)


def _sum(rows) -> Decimal:
    return rows.aggregate(sum=Sum("amount"))["sum"] or ZERO


def balances(request: ServiceRequest) -> Iterator[tuple[QuoteChain, Balance]]:
    """Of each chain, in their order."""
    for chain in request.chains.all():
        chain.request = request
        yield chain, balance_of(chain)


def is_settled(request: ServiceRequest) -> bool:
    """Whether what is paid before the service is (Resolución 015 de 2020, art. 2): what became owed since, by another
    price, is to be paid before the delivery and moves no state."""
    for chain, balance in balances(request):
        if chain.is_complementary and not chain.is_awaited:
            continue
        quote = Quote.objects.standing().filter(chain=chain).first()
        if quote is None:
            continue
        if chain.is_complementary and quote.accepted_by_id is None:
            return False
        if balance.paid < min(quote.total, balance.due):
            return False
    return True


def to_pay(request: ServiceRequest, currency: str = "") -> tuple[QuoteChain, Balance] | None:
    """The first chain that owes something, of a currency if one is said."""
    owed = ((chain, balance) for chain, balance in balances(request) if balance.owed)
    return next(((chain, balance) for chain, balance in owed if currency in ("", chain.currency)), None)


def owes_besides(chain: QuoteChain) -> bool:
    """Whether something of another quote of its request is still to be paid, or answered."""
    others = (balance.owed for other, balance in balances(chain.request) if other.pk != chain.pk)
    return any(others) or complement_waiting(chain.request) is not None


def first_is_paid(request: ServiceRequest) -> bool:
    """Whether the first quote is accepted, and paid whole: nothing replaces it by then."""
    quote = Quote.objects.standing().filter(chain__request=request, chain__number=1).select_related("chain").first()
    return quote is not None and quote.accepted_by_id is not None and balance_of(quote.chain).is_settled


def proposals(request: ServiceRequest) -> list[Repricing]:
    """The other prices of another year that the customer has to answer: all of one letter."""
    waiting = Repricing.objects.filter(why=Repricing.Why.YEAR, accepted_by=None, ended_by=None)
    return list(waiting.filter(quote__chain__request=request).select_related("step__radicado", "quote__chain"))


def complement_waiting(request: ServiceRequest) -> Quote | None:
    """The complementary quote that the customer has to answer first."""
    waiting = Quote.objects.waiting().filter(chain__request=request, chain__number__gt=1)
    return waiting.select_related("chain", "step__radicado").order_by("chain__number").first()


def to_give_back(request: ServiceRequest) -> tuple[QuoteChain, Balance] | None:
    """The first chain of which something is to be given back."""
    return next(((chain, balance) for chain, balance in balances(request) if balance.credit), None)


def live_intent(chain: QuoteChain) -> Intent | None:
    return chain.intents.filter(state__in=LIVE).first()


def waiting_proofs(request: ServiceRequest) -> list[TransferProof]:
    """Those that nobody of the treasury answered, the oldest first."""
    waiting = TransferProof.objects.filter(chain__request=request, answered_by=None)
    return list(waiting.select_related("chain", "step"))


def pay_until(accepted_on: date) -> date:
    """The last day on which an accepted quote may be paid: never in another year, whose rates are others (Resolución
    015 de 2020, art. 8). Pure."""
    return min(accepted_on + timedelta(days=settings.SERVICES_PAYMENT_DAYS), date(accepted_on.year, 12, 31))


def term_of(quote: Quote) -> date | None:
    """That of a version, None when nobody accepted it."""
    return pay_until(timezone.localdate(quote.accepted_by.at)) if quote.accepted_by else None


def counted_payments(request: ServiceRequest) -> list[Payment]:
    """Those that count and were not reversed, the oldest first."""
    counted = Payment.objects.counted().filter(chain__request=request)
    gone = ~Q(kind=MoneyBack.Kind.REFUND) & Q(step__isnull=False)
    return list(counted.exclude(returns__in=MoneyBack.objects.filter(gone)).order_by("pk"))
