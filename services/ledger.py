"""What each quote of a request owes and got, as its rows tell it, and until when the first is to be paid."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Q, Sum
from django.utils import timezone

from services.kinds import Outcome
from services.models import MoneyBack, Payment, Prices, Quote, QuoteChain, ServiceRequest, TransferProof
from services.models.payments import Intent
from services.payment.balance import ZERO, Balance
from services.payment.intents import LIVE

# What ended without being rendered owes nothing: whatever was paid goes back.
UNRENDERED = frozenset({Outcome.WITHDRAWN, Outcome.REJECTED, Outcome.EXPIRED, Outcome.DECLINED, Outcome.ANNULLED})


def accepted_of(chain: QuoteChain) -> Quote | None:
    """The version in force that the customer accepted."""
    return Quote.objects.in_force().filter(chain=chain, accepted_by__isnull=False, ended_by=None).first()


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
        quote = accepted_of(chain)
        if quote and balance.paid < min(quote.total, balance.due):
            return False
    return True


def to_pay(request: ServiceRequest) -> tuple[QuoteChain, Balance] | None:
    """The first chain that owes something."""
    return next(((chain, balance) for chain, balance in balances(request) if balance.owed), None)


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
