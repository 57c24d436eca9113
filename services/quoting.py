"""What a quote offers: the lines of a request at the prices of a day, travel included, and until when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from expedientes.acts.steps import ActRefusedError
from services.facts import quote_in_force
from services.lines import travel_problems
from services.models import Item, Quote, ServiceRequest
from services.price import AskedLine, priced, rates_of
from tariffs.models import Edition
from tariffs.pricing.quote import PricedLine
from tariffs.pricing.quote import Quote as Price


@dataclass(frozen=True)
class OfferedLine:
    """A line at its price; `item` is None for travel, which is of the whole."""

    item: Item | None
    priced: PricedLine

    @property
    def about(self) -> str:
        return str(self.item) if self.item else "Desplazamiento"

    @property
    def values(self) -> dict[str, Any]:
        """As it is kept."""
        requested = self.priced.requested
        return {
            "item": self.about,
            "item_key": self.item.pk if self.item else None,
            "code": requested.row.code,
            "name": requested.row.name,
            "quantity": requested.quantity,
            "persons": requested.persons,
            "is_on_site": requested.is_on_site,
            "figure": str(self.priced.figure),
            "amount": str(self.priced.amount),
            "discount": str(self.priced.discount),
            "total": str(self.priced.total),
        }


def kept(price: Price, lines: Iterable[OfferedLine]) -> dict[str, Any]:
    """The columns of what keeps a price (services.models.Prices), besides its tariff and the facts of the customer."""
    return {
        "priced_on": price.on,
        "lines": [line.values for line in lines],
        "discount_article": price.discount_article,
        "subtotal": price.subtotal,
        "discount": price.discount,
        "total": price.total,
    }


@dataclass(frozen=True)
class Offer:
    """A version of a quote before it is issued; `replaces` is the one in force, and `complements` the first quote of
    the request, when this one adds to it."""

    edition: Edition
    price: Price
    lines: tuple[OfferedLine, ...]
    valid_until: date
    replaces: Quote | None
    complements: Quote | None = None

    @property
    def version(self) -> int:
        return self.replaces.version + 1 if self.replaces else 1


def offer_of(request: ServiceRequest, *, travel: Mapping[str, int], on: date) -> Offer:
    """What would be quoted on a day; `travel` has how many of each of its rates. Raises ActRefusedError."""
    own = list(
        request.lines.first_quoted().filter(item__isnull=False).select_related("item").order_by("item", "position")
    )
    going = [AskedLine(code, quantity) for code, quantity in sorted(travel.items()) if quantity]
    found = priced([*map(AskedLine.of, own), *going], customer=request.priced_customer, on=on)
    wrong = [str(each.alone) for each in found.reasons]
    if found.edition and (countries := {line.item.country for line in own if line.is_on_site and line.item}):
        rates = rates_of(found.edition, (line.code for line in going))
        wrong += travel_problems(rates, rates, countries)
    if found.quote is None or found.edition is None or wrong:
        raise ActRefusedError(" ".join(wrong))
    items = [*(line.item for line in own), *(None for _ in going)]
    lines = tuple(OfferedLine(item, line) for item, line in zip(items, found.quote.lines, strict=True))
    until = valid_until(on, tariff_ends=found.edition.valid_to)
    return Offer(found.edition, found.quote, lines, until, quote_in_force(request))


def valid_until(on: date, *, tariff_ends: date | None) -> date:
    """Its last day: so many calendar days, and never in another year, whose rates are others (Resolución 015 de 2020,
    art. 8), nor after the tariff. Pure."""
    days = (on + timedelta(days=settings.SERVICES_QUOTE_DAYS), date(on.year, 12, 31))
    return min(*days, tariff_ends or date.max)


def travel_of(request: ServiceRequest) -> dict[str, int]:
    """The travel that was quoted last."""
    lines = request.lines.first_quoted().filter(item__isnull=True)
    return dict(lines.values_list("code", "quantity"))
