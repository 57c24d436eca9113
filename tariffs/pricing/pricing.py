"""One price: rows times quantities, the one discount, and the account of both."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tariffs.pricing import discounts
from tariffs.pricing.bases import DiscountBase
from tariffs.pricing.customer import Customer
from tariffs.pricing.money import Currency
from tariffs.pricing.payment import currency_for, steps_after_discounts, steps_before_discounts
from tariffs.pricing.quote import PricedLine, Quote
from tariffs.pricing.refusals import insist_it_can_be_priced
from tariffs.pricing.rows import RequestedLine, Tariff


def price(
    lines: Iterable[RequestedLine],
    *,
    customer: Customer,
    on: date,
    tariff: Tariff,
    base: DiscountBase = DiscountBase.ELIGIBLE_LINES,
) -> Quote:
    """The quote, lines in the order asked; RefusedError says all that cannot be priced.

    Amounts are exact: each line's discount is its own, so the lines always add up to the totals.
    """
    requested, currency = tuple(lines), currency_for(customer)
    insist_it_can_be_priced(requested, currency=currency, on=on, tariff=tariff)
    priced = tuple(_priced(line, currency) for line in requested)
    offers = discounts.offers(priced, customer, base)
    chosen = discounts.choose(offers, priced, currency)
    before = steps_before_discounts(priced, customer, currency, tariff, on)
    return Quote(
        tariff=tariff,
        on=on,
        customer=customer,
        currency=currency,
        base=base,
        lines=_discounted(priced, chosen, currency),
        discount_article=chosen.article if chosen else "",
        trace=(*before, *discounts.steps(offers, chosen, priced, currency), *steps_after_discounts(customer)),
    )


def _priced(line: RequestedLine, currency: Currency) -> PricedLine:
    figure = line.row.figure(currency)
    if figure is None:
        raise ValueError(f"{line.row.code} has no figure, and was not refused")
    return PricedLine(line, Decimal(figure))


def _discounted(
    lines: tuple[PricedLine, ...], chosen: discounts.Offer | None, currency: Currency
) -> tuple[PricedLine, ...]:
    if not chosen:
        return lines
    return tuple(replace(line, discount=chosen.discount_of(line, currency)) for line in lines)
