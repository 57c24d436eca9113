"""What an accepted quote costs once something changed since: its price made again from what was kept of it.

Each quote of a request is reckoned by itself, in its own currency.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from expedientes.acts.steps import ActRefusedError
from expedientes.models import Paso
from services.kinds import ItemState, Step
from services.ledger import accepted_of, balance_of, prices_of
from services.models import Item, Prices, Quote, Repricing, ServiceRequest
from services.models.request import customer_of
from services.payment.balance import Balance
from services.price import rates_of
from services.quoting import OfferedLine, kept
from tariffs.models import Edition
from tariffs.pricing.pricing import RefusedError, reprice, with_proof, without_proof
from tariffs.pricing.quote import Currency, DiscountBase, PricedLine, RequestedLine
from tariffs.pricing.quote import Quote as Price

# Lines as a quote keeps them (OfferedLine.values).
Kept = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Reckoning:
    """Another price of a quote: `before` is the one that ruled, `paid` what was paid of it by now, `why` the article in
    a sentence."""

    quote: Quote
    before: Prices
    edition: Edition
    price: Price
    lines: tuple[OfferedLine, ...]
    paid: Decimal
    why: str

    @property
    def balance(self) -> Balance:
        """Once it rules."""
        return Balance(self.price.total, self.paid)


def discounted_by_size(case: ServiceRequest) -> list[Quote]:
    """Its accepted quotes that have the discount of article 4 by now."""
    return [quote for quote in accepted_quotes(case) if prices_of(quote).discount_article == "art. 4"]


def accepted_quotes(case: ServiceRequest) -> Iterator[Quote]:
    for chain in case.chains.all():
        chain.request = case
        if quote := accepted_of(chain):
            quote.chain = chain
            yield quote


def repricings_of(case: ServiceRequest) -> list[Repricing]:
    """Those that rule by now."""
    ruling = (prices_of(quote) for quote in accepted_quotes(case))
    return [prices for prices in ruling if isinstance(prices, Repricing)]


def without_discount(quote: Quote) -> Reckoning:
    """Art. 4 par.: the same lines, day and tariff, of who does not prove its size; arts. 5 or 6 may take over."""
    before = prices_of(quote)
    lost = without_proof(price_of(quote, before))
    return _reckoned(quote, before, lost.current, why=str(lost.step.why))


def with_discount(quote: Quote) -> Reckoning:
    """Art. 4 par.: the same, of who proves it after all."""
    before = prices_of(quote)
    proved = with_proof(price_of(quote, before))
    return _reckoned(quote, before, proved, why="Acreditó su tamaño: conserva el descuento del artículo 4.")


def unrendered(case: ServiceRequest) -> list[Reckoning]:
    """Of each quote that had what is not served: the rest at the prices and with the discount that it had, for it is
    not the customer who asks for less. Travel goes with the last item, unless somebody had begun."""
    found = []
    for quote in accepted_quotes(case):
        before = prices_of(quote)
        left = _rendered(case, before)
        if len(left) < len(before.lines):
            price = price_of(quote, before, left)
            found.append(_reckoned(quote, before, price, lines=left, why="Un ítem no se prestó."))
    return found


def _rendered(case: ServiceRequest, prices: Prices) -> Kept:
    """The lines of what was not excluded."""
    out = set(case.items.filter(state=ItemState.EXCLUDED).values_list("pk", flat=True))
    has_gone = case.items.exclude(pk__in=out).exists() or case.steps.filter(kind=Step.STARTED).exists()
    return [line for line in prices.lines if (line["item_key"] not in out if line["item_key"] else has_gone)]


def in_another_year(case: ServiceRequest, *, on: date) -> list[Reckoning]:
    """Art. 8 par.: what each quote costs by the tariff of that day, always from the quote that was accepted, so that no
    move charges what another did; only those that cost another sum. Raises ActRefusedError."""
    edition = Edition.objects.in_force(on)
    if edition is None:
        raise ActRefusedError(f"No hay tarifa vigente el {on:%d/%m/%Y}.")
    found = []
    for quote in accepted_quotes(case):
        before, lines = prices_of(quote), _rendered(case, quote)
        rows = {code: rate.as_row() for code, rate in rates_of(edition, (line["code"] for line in lines)).items()}
        try:
            moved = reprice(
                price_of(quote, quote, lines), rows=rows, tariff=edition.as_tariff(), on=on, is_customers_doing=True,
                customer=case.priced_customer, paid=balance_of(quote.chain).paid,
            )  # fmt: skip
        except RefusedError as refused:
            raise ActRefusedError(str(refused)) from refused
        price = moved.current
        if not case.priced_customer.proves_size and price.discount_article == "art. 4":  # back in its own year
            price = without_proof(price).current
        if price.total != before.total:
            own = edition if moved.step.is_applied else quote.edition
            found.append(_reckoned(quote, before, price, lines=lines, edition=own, why=str(moved.step.why)))
    return found


def _reckoned(
    quote: Quote, before: Prices, price: Price, *, lines: Kept | None = None, edition: Edition | None = None, why: str
) -> Reckoning:
    """`lines` are those of the price as they were kept, of the ones that ruled unless others are given."""
    kept_lines = before.lines if lines is None else lines
    items = Item.objects.in_bulk([line["item_key"] for line in kept_lines if line["item_key"]])
    offered = (
        OfferedLine(items.get(line["item_key"]), priced) for line, priced in zip(kept_lines, price.lines, strict=True)
    )
    paid = balance_of(quote.chain).paid
    return Reckoning(quote, before, edition or before.edition, price, tuple(offered), paid, why)


def keep(reckoning: Reckoning, why: Repricing.Why, step: Paso, customer: dict[str, object], **move: Any) -> Repricing:
    """From the step on it rules, unless the customer has to agree to it; then `move` says what moves, and when."""
    return Repricing.objects.create(
        quote=reckoning.quote, why=why, step=step, edition=reckoning.edition, customer=customer,
        **kept(reckoning.price, reckoning.lines), **move,
    )  # fmt: skip


def price_of(quote: Quote, prices: Prices, lines: Kept | None = None) -> Price:
    """As pricing knows what was kept of a quote, or some of its lines."""
    kept_lines, edition = prices.lines if lines is None else lines, prices.edition
    rates = rates_of(edition, (line["code"] for line in kept_lines))
    priced = tuple(
        PricedLine(
            RequestedLine(rates[line["code"]].as_row(), line["quantity"], line["is_on_site"], line["persons"]),
            Decimal(line["figure"]),
            Decimal(line["discount"]),
        )
        for line in kept_lines
    )
    article = prices.discount_article if any(line.discount for line in priced) else ""
    currency, customer = Currency(quote.chain.currency), customer_of(prices.customer)
    return Price(
        edition.as_tariff(), prices.priced_on, customer, currency, DiscountBase.ELIGIBLE_LINES, priced, article, ()
    )
