"""What a price is: lines, sums and the trace that accounts for each."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tariffs.pricing.bases import DiscountBase
from tariffs.pricing.customer import Customer
from tariffs.pricing.money import Currency
from tariffs.pricing.rows import RequestedLine, Tariff


@dataclass(frozen=True)
class RuleStep:
    """One rule that was looked at: whether it applied, why, and what would change it."""

    article: str
    is_applied: bool
    why: str
    what_would_change_it: str = ""
    amount: Decimal = Decimal(0)


@dataclass(frozen=True)
class PricedLine:
    """A line with its figures: `figure` is the published one (art. 1), `discount` what is taken off."""

    requested: RequestedLine
    figure: Decimal
    discount: Decimal = Decimal(0)

    @property
    def amount(self) -> Decimal:
        return self.figure * self.requested.quantity

    @property
    def total(self) -> Decimal:
        return self.amount - self.discount

    @property
    def notes(self) -> tuple[str, ...]:
        return self.requested.row.notes


@dataclass(frozen=True)
class Quote:
    """A price, with all it was made from; `discount_article` is empty without discount."""

    tariff: Tariff
    on: date
    customer: Customer
    currency: Currency
    base: DiscountBase
    lines: tuple[PricedLine, ...]
    discount_article: str
    trace: tuple[RuleStep, ...]

    @property
    def subtotal(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def discount(self) -> Decimal:
        return sum((line.discount for line in self.lines), Decimal(0))

    @property
    def total(self) -> Decimal:
        return self.subtotal - self.discount
