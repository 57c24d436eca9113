"""What the tests of the price ask for: real rows, and customers that have a right to something."""

from datetime import date
from functools import cache

from tariffs.pricing.pricing import price
from tariffs.pricing.quote import CompanySize, Customer, Quote, RateRow, RequestedLine, RuleStep, Tariff
from tariffs.printed import loads
from tariffs.resolution_lines import is_for_higher_education
from tests.tariff_editions import FIXTURE

TARIFF = Tariff("015-2020", 1, date(2020, 1, 16))
DAY = date(2020, 6, 1)

ANYBODY = Customer()
SMALL_LABORATORY = Customer(size=CompanySize.SMALL, proves_size=True, is_secondary_laboratory=True)
UNIVERSITY = Customer(is_higher_education=True)
FOREIGNER = Customer(is_foreign=True, is_domiciled_abroad=True, pays_from_abroad=True)


@cache
def rows() -> dict[str, RateRow]:
    """The rows of the resolution of 2020 by code."""
    resolution = loads(FIXTURE.read_text(encoding="utf-8"))
    notes = {note.number: note.text for note in resolution.footnotes}
    return {
        rate.code: RateRow(
            code=rate.code,
            name=rate.name,
            kind=rate.kind,
            cop=rate.cop,
            usd=rate.usd,
            text_price=rate.text_price,
            is_on_site=rate.is_on_site,
            minimum_quantity=rate.minimum_quantity,
            maximum_persons=rate.maximum_persons,
            notes=tuple(notes[number] for number in rate.footnotes),
            additional_to=rate.additional_to,
            is_for_higher_education=is_for_higher_education(rate.name),
            is_also_on_site=rate.is_also_on_site,
        )
        for rate in resolution.rates
    }


def line(code: str, quantity: int = 1, **facts) -> RequestedLine:
    return RequestedLine(rows()[code], quantity, **facts)


def quoted(*lines: RequestedLine, customer: Customer = ANYBODY, **options) -> Quote:
    return price(lines, customer=customer, **{"on": DAY, "tariff": TARIFF} | options)


def step(quote: Quote, article: str) -> RuleStep:
    """The only step of an article."""
    (found,) = [step for step in quote.trace if step.article == article]
    return found
