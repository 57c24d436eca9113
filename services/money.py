"""The money of a request as its pages show it."""

from dataclasses import dataclass

from django.conf import settings

from services.ledger import balances, live_intent, waiting_proofs
from services.models import Intent, Invoice, Payment, ServiceRequest, TransferProof
from services.models.payments import written
from tariffs.figures import Figure
from tariffs.pricing.quote import Currency


@dataclass(frozen=True)
class Money:
    """What is owed and is to be given back, by currency and in words; what came; what waits for an answer.

    `accounts` are those to which a transfer is made. Of a request that nobody accepted, nothing.
    """

    owed: tuple[Figure, ...]
    credit: tuple[Figure, ...]
    payments: tuple[Payment, ...]
    intents: tuple[Intent, ...]
    proofs: tuple[TransferProof, ...]
    invoices: tuple[Invoice, ...]
    accounts: tuple[str, ...]

    @classmethod
    def of(cls, request: ServiceRequest) -> "Money":
        found = list(balances(request))
        owed = [(chain, balance) for chain, balance in found if balance.owed]
        payments = Payment.objects.filter(chain__request=request).select_related("step__radicado")
        live = (live_intent(chain) for chain, _ in found)
        return cls(
            owed=tuple(written(balance.owed, chain.currency) for chain, balance in owed),
            credit=tuple(written(balance.credit, chain.currency) for chain, balance in found if balance.credit),
            payments=tuple(payments.prefetch_related("returns")),
            intents=tuple(filter(None, live)),
            proofs=tuple(waiting_proofs(request)),
            invoices=tuple(Invoice.objects.filter(chain__request=request)),
            accounts=tuple(filter(None, {_account(chain.currency): None for chain, _ in owed})),
        )

    @property
    def is_any(self) -> bool:
        return any((self.owed, self.credit, self.payments, self.intents, self.proofs, self.invoices))


def _account(currency: str) -> str:
    return settings.PAYMENT_ACCOUNT if currency == Currency.COP.value else settings.PAYMENT_ACCOUNT_ABROAD
