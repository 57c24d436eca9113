"""One price: rows times quantities, the one discount, and the account of both."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tariffs.pricing import discounts
from tariffs.pricing.payment import currency_for, steps_after_discounts, steps_before_discounts
from tariffs.pricing.quote import Customer, DiscountBase, PricedLine, Quote, RequestedLine, Tariff
from tariffs.pricing.refusals import insist_it_can_be_priced


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
    undiscounted = []
    for line in requested:
        if (figure := line.row.figure(currency)) is None:
            raise ValueError(f"{line.row.code} has no figure, and was not refused")
        undiscounted.append(PricedLine(line, Decimal(figure)))
    priced = tuple(undiscounted)
    offers = discounts.offers(priced, customer, base)
    chosen = discounts.choose(offers, priced, currency)
    before = steps_before_discounts(priced, customer, currency, tariff, on)
    trace = (*before, *discounts.steps(offers, chosen, priced, currency), *steps_after_discounts(customer))
    if chosen:
        priced = tuple(replace(line, discount=chosen.discount_of(line, currency)) for line in priced)
    article = chosen.article if chosen else ""
    return Quote(tariff, on, customer, currency, base, priced, article, trace)
