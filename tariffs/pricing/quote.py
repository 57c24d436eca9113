"""What a price is made of, and what it is: money, who asks, the rows, the lines and their sums, the trace."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from tariffs.figures import SWAPPED, Figure
from tariffs.kinds import SectionKind, Worded
from tariffs.spanish import Printed, Spanish

TEN_PER_CENT = Decimal("0.1")
GREATEST_QUANTITY = 10_000
# What the INM also does at the customer's without the row saying so.
GIVEN_ANYWHERE = {SectionKind.TRAINING, SectionKind.OTHER_TRAINING, SectionKind.ASSISTANCE}


class Currency(Worded):
    """Pesos without cents and dollars with them."""

    COP = "COP", Spanish("pesos colombianos")
    USD = "USD", Spanish("dólares de los Estados Unidos")

    @property
    def quantum(self) -> Decimal:
        """The least amount that is charged."""
        return Decimal(1) if self is Currency.COP else Decimal("0.01")

    def tenth(self, amount: Decimal) -> Decimal:
        """Ten per cent; of a published figure in pesos, a multiple of 100, it is exact."""
        return (amount * TEN_PER_CENT).quantize(self.quantum, ROUND_HALF_UP)

    def written(self, amount: Decimal) -> Figure:
        """As it is written in Colombia: `$ 1.234.500` or `USD 1.234,50`."""
        symbol = "$" if self is Currency.COP else "USD"
        figures = f"{amount.quantize(self.quantum, ROUND_HALF_UP):,}"
        return Figure(f"{symbol} {figures.translate(SWAPPED)}")


class CompanySize(Worded):
    """Decreto 957 de 2019, by the income of the year."""

    MICRO = "micro", Spanish("microempresa")
    SMALL = "pequena", Spanish("pequeña empresa")
    MEDIUM = "mediana", Spanish("mediana empresa")
    LARGE = "grande", Spanish("gran empresa")


@dataclass(frozen=True)
class Customer:
    """Facts about the customer; what is not said is taken as no.

    `proves_size`: the size is certified when asking, and will be when the service is rendered (art. 4 par.).
    """

    is_foreign: bool = False
    is_domiciled_abroad: bool = False
    pays_from_abroad: bool = False
    size: CompanySize | None = None
    proves_size: bool = False
    is_secondary_laboratory: bool = False
    is_higher_education: bool = False
    is_under_public_contracting: bool = False

    @property
    def is_micro_or_small(self) -> bool:
        return self.size in {CompanySize.MICRO, CompanySize.SMALL}

    @property
    def earns_article_4(self) -> bool:
        return self.is_micro_or_small and self.is_secondary_laboratory and self.proves_size


@dataclass(frozen=True)
class Tariff:
    """The edition that the rows belong to, and the days on which it rules, both included."""

    resolution: str
    version: int
    valid_from: date | None
    valid_to: date | None = None

    def rules_on(self, day: date) -> bool:
        has_begun = self.valid_from is not None and self.valid_from <= day
        return has_begun and (self.valid_to is None or day <= self.valid_to)

    @property
    def name(self) -> Spanish:
        return Spanish("Resolución {number}", number=self.resolution)


@dataclass(frozen=True)
class RateRow:
    """A row as published: whole pesos and dollars, or a sentence in the place of both."""

    code: str
    name: str
    kind: SectionKind
    cop: int | None = None
    usd: int | None = None
    text_price: str = ""
    is_on_site: bool = False
    minimum_quantity: int | None = None
    maximum_persons: int | None = None
    notes: tuple[str, ...] = ()
    additional_to: tuple[str, ...] = ()  # codes: it is only charged together with one of these rows
    is_for_higher_education: bool = False
    is_also_on_site: bool = False  # the Institute decides whether it goes there

    def figure(self, currency: Currency) -> int | None:
        return self.cop if currency is Currency.COP else self.usd

    @property
    def is_travel(self) -> bool:
        return self.kind is SectionKind.TRAVEL

    @property
    def is_given_anywhere(self) -> bool:
        """Whether the line says where, because the row does not."""
        return (self.kind in GIVEN_ANYWHERE or self.is_also_on_site) and not self.is_on_site


@dataclass(frozen=True)
class RequestedLine:
    """So many units of a row; `persons` attend each, `is_on_site` says that it is done at the customer's.

    A row that says «Servicio en sitio» is on site whatever the line says, and what is only done at the INM,
    or is a product, never is. `gathered` are the participations that others have confirmed in the same round: a
    minimum of participants is of the round, not of one customer.
    """

    row: RateRow
    quantity: int = 1
    is_on_site: bool = False
    persons: int | None = None
    gathered: int = 0

    @property
    def takes_staff_away(self) -> bool:
        if self.row.is_given_anywhere:
            return self.is_on_site
        return self.row.is_on_site and not self.row.is_travel


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


class DiscountBase(Worded):
    """What articles 5 and 6 discount, when a quote mixes services: the place where the resolution can be read in two
    ways.

    Both articles discount «las tasas correspondientes a» one kind of product or service, and then say that
    the discount applies «sobre el valor total de la cotización». ELIGIBLE_LINES, the default, takes that
    total to be of the quote for those products: the first sentence says which rates are discounted, and a
    bottle more or less must not make a calibration cheaper. WHOLE_QUOTE takes it to be of everything
    quoted. In neither are travel costs discounted: table 6 has «costos», and the articles discount the
    «tasa vigente». A quote for which it matters tells both.
    """

    ELIGIBLE_LINES = "lineas_del_articulo", Spanish("solo de los servicios o productos del artículo")
    WHOLE_QUOTE = "toda_la_cotizacion", Spanish("de todo lo cotizado, salvo los costos de desplazamiento")


@dataclass(frozen=True)
class ArticleReading:
    """One of two ways to read an article: the words of the resolution that it stands on and the total it gives."""

    base: DiscountBase
    words: Printed
    total: Decimal
    is_taken: bool


@dataclass(frozen=True)
class RuleStep:
    """One rule that was looked at: whether it applied, why, and what would change it; its readings, when the total
    depends on which is taken."""

    article: str
    is_applied: bool
    why: Spanish
    what_would_change_it: Spanish | Literal[""] = ""
    amount: Decimal = Decimal(0)
    readings: tuple[ArticleReading, ...] = ()


@dataclass(frozen=True)
class Quote:
    """A price, with all it was made from; `discount_article` is empty without discount, and `saved_apart` is what
    quotes for each kind of product or service would save."""

    tariff: Tariff
    on: date
    customer: Customer
    currency: Currency
    base: DiscountBase
    lines: tuple[PricedLine, ...]
    discount_article: str
    trace: tuple[RuleStep, ...]
    saved_apart: Decimal = Decimal(0)

    @property
    def lacks_travel(self) -> bool:
        """Whether something is done on site, and the costs of going there are still to be added."""
        rows = [line.requested for line in self.lines]
        return any(line.takes_staff_away for line in rows) and not any(line.row.is_travel for line in rows)

    @property
    def other_reading(self) -> "tuple[RuleStep, ArticleReading] | None":
        """The article that can be read otherwise, and that reading; None when the total is the same."""
        for step in self.trace:
            for reading in step.readings:
                if not reading.is_taken:
                    return step, reading
        return None

    @property
    def subtotal(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def discount(self) -> Decimal:
        return sum((line.discount for line in self.lines), Decimal(0))

    @property
    def total(self) -> Decimal:
        return self.subtotal - self.discount
