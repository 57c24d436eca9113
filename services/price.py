"""What a request costs: its lines as the tariff prices them, or all that stands in the way."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from services.kinds import Service
from services.models import Line
from services.rounds import in_gathered_round
from tariffs.english import Names
from tariffs.models import Edition, Rate
from tariffs.pricing.pricing import Reason, RefusedError, price
from tariffs.pricing.quote import Customer, Quote, RequestedLine
from tariffs.spanish import Spanish


@dataclass(frozen=True)
class AskedLine:
    """So many units of the rate of that code; `in_round`, of a round that gathers those whom the rate asks for."""

    code: str
    quantity: int
    persons: int | None = None
    is_on_site: bool = False
    in_round: bool = False

    def __str__(self) -> str:
        return f"{self.quantity} × {self.code}"

    @classmethod
    def of(cls, line: Line) -> "AskedLine":
        in_round = line.request.kind == Service.PROFICIENCY_TEST and in_gathered_round(line.item)
        return cls(line.code, line.quantity, line.persons, line.is_on_site, in_round)

    @property
    def facts(self) -> dict[str, Any]:
        """As the fields of a Line."""
        told = asdict(self)
        del told["in_round"]
        return told


@dataclass(frozen=True)
class Priced:
    """Either a quote, its lines in the order asked, or reasons, by the place of the line; `edition` is None on a day
    without tariff."""

    edition: Edition | None
    quote: Quote | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def shown(self) -> str:
        """The total as it is written; "" when there is none."""
        return str(self.quote.currency.written(self.quote.total)) if self.quote else ""


def priced(
    lines: Iterable[AskedLine],
    *,
    customer: Customer,
    on: date,
    names: Names | None = None,
    beside: Iterable[AskedLine] | None = None,
) -> Priced:
    """The price of the lines on a day, by the edition that rules then (Resolución 015 de 2020, art. 9); its rows have
    their printed names, or the `names` of a page; `beside` are those of the other quotes of the same request, when
    these are added to them."""
    asked, edition = tuple(lines), Edition.objects.in_force(on)
    if edition is None:
        return Priced(None, reasons=(Reason(Spanish("No hay tarifa vigente el {day}.", day=on), "art. 9"),))
    rates = rates_of(edition, (line.code for line in asked))
    requested: list[RequestedLine] = []
    places: list[int] = []
    reasons: list[Reason] = []
    for place, line in enumerate(asked):
        if rate := rates.get(line.code):
            places.append(place)
            row = replace(rate.as_row(), minimum_quantity=None) if line.in_round else rate.as_row()
            row = replace(row, name=names.of(row.name)) if names else row
            requested.append(RequestedLine(row, line.quantity, line.is_on_site, line.persons))
        else:
            sentence = Spanish("El código {code} no está en la tarifa vigente.", code=line.code)
            reasons.append(Reason(sentence, "art. 1", place))
    quote, others = None, tuple(beside or ())
    codes, is_on_site = frozenset(line.code for line in others), any(line.is_on_site for line in others)
    try:
        quote = price(
            requested,
            customer=customer,
            on=on,
            tariff=edition.as_tariff(),
            is_on_site_elsewhere=is_on_site,
            elsewhere=codes,
        )
    except RefusedError as refused:
        # Their places are among the known rows.
        reasons += (each if each.line is None else replace(each, line=places[each.line]) for each in refused.reasons)
    return Priced(edition, None if reasons else quote, tuple(reasons))


def all_rates(edition: Edition) -> dict[str, Rate]:
    """Every rate of an edition by code, each with its heading."""
    return {rate.code: rate for rate in edition.rates.select_related("heading")}


def rates_of(edition: Edition, codes: Iterable[str]) -> dict[str, Rate]:
    """The rates of an edition by code, each with its headings."""
    found = edition.rates.filter(code__in=set(codes)).prefetch_related("footnotes")
    return {rate.code: rate for rate in found.select_related("heading__parent__parent")}
