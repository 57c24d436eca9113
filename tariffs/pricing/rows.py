"""What is priced: rows of a tariff, and how much of each."""

from dataclasses import dataclass
from datetime import date

from tariffs.kinds import SectionKind
from tariffs.pricing.money import Currency

GREATEST_QUANTITY = 10_000
# What the INM also does at the customer's without the row saying so.
GIVEN_ANYWHERE = {SectionKind.TRAINING, SectionKind.OTHER_TRAINING, SectionKind.ASSISTANCE}


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

    def __str__(self) -> str:
        return f"Resolución {self.resolution}"


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

    def figure(self, currency: Currency) -> int | None:
        return self.cop if currency is Currency.COP else self.usd

    @property
    def is_travel(self) -> bool:
        return self.kind is SectionKind.TRAVEL

    @property
    def is_given_anywhere(self) -> bool:
        """Whether the customer says where, because the row does not."""
        return self.kind in GIVEN_ANYWHERE and not self.is_on_site


@dataclass(frozen=True)
class RequestedLine:
    """So many units of a row; `persons` attend each, `is_on_site` says that it is done at the customer's.

    A row that says «Servicio en sitio» is on site whatever the line says, and what is only done at the INM,
    or is a product, never is.
    """

    row: RateRow
    quantity: int = 1
    is_on_site: bool = False
    persons: int | None = None

    @property
    def takes_staff_away(self) -> bool:
        if self.row.is_given_anywhere:
            return self.is_on_site
        return self.row.is_on_site and not self.row.is_travel
