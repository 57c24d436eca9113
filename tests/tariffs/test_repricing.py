"""Article 8: a service that passes into another year by the customer's doing is quoted again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tariffs.pricing.pricing import RefusedError, reprice
from tariffs.pricing.quote import Customer, Tariff
from tests.tariffs.cases import FOREIGNER, SMALL_LABORATORY, TARIFF, line, quoted, rows

TARIFF_2021 = Tariff("016-2021", 1, date(2021, 1, 20))
DAY_2021 = date(2021, 3, 1)


def raised(per_cent: int) -> dict:
    return {code: replace(row, cop=row.cop and row.cop + row.cop // 100 * per_cent) for code, row in rows().items()}


def moved(quote, **options):
    given = {"rows": raised(4), "tariff": TARIFF_2021, "on": DAY_2021, "is_customers_doing": True}
    return reprice(quote, **given | options)


@pytest.mark.parametrize(
    ("new_rows", "difference", "outcome"),
    [
        (raised(4), 4_880, "usted asume la diferencia, $ 4.880."),
        (raised(-5), -6_100, "el nuevo precio es $ 6.100 menor."),
        (raised(0), 0, "el precio es el mismo."),
    ],
)
def test_another_year_is_priced_again_and_the_difference_shown(new_rows, difference, outcome):
    repricing = moved(quoted(line("CAL-001")), rows=new_rows)
    assert (repricing.difference, repricing.step.amount) == (difference, difference)
    assert repricing.step.is_applied
    assert repricing.step.why == (f"El servicio pasó de 2020 a 2021, y se cotizó con la Resolución 016-2021: {outcome}")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"on": date(2020, 12, 31), "tariff": TARIFF}, "El servicio se presta en la misma vigencia"),
        ({"is_customers_doing": False}, "La reprogramación no se debe a usted"),
    ],
)
def test_within_the_year_or_by_no_doing_of_the_customer_the_price_stays(options, why):
    quote = quoted(line("CAL-001"))
    repricing = moved(quote, **options)
    assert (repricing.current, repricing.difference) == (quote, 0)
    assert not repricing.step.is_applied
    assert repricing.step.why.startswith(why)


def test_the_quantities_and_the_reading_stay():
    repricing = moved(quoted(line("MRC-001", 12), line("CAL-001", 2)))
    assert [priced.requested.quantity for priced in repricing.current.lines] == [12, 2]
    assert repricing.current.discount_article == "art. 5"


def test_a_size_no_longer_proven_at_delivery_loses_its_discount():
    """Art. 4 par.: «y al momento de su prestación»."""
    quote = quoted(line("CAL-001"), customer=SMALL_LABORATORY)
    repricing = moved(quote, rows=rows(), customer=replace(SMALL_LABORATORY, proves_size=False))
    assert (quote.total, repricing.current.total) == (109_800, 122_000)
    assert repricing.difference == 12_200


def test_dollars_are_compared_with_dollars_only():
    quote = quoted(line("CAL-001"), customer=FOREIGNER)
    assert moved(quote).difference == Decimal(0)
    with pytest.raises(RefusedError, match="otra moneda"):
        moved(quote, customer=Customer())


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"on": date(2020, 1, 20)}, "no puede ser anterior"),
        ({"rows": {}}, "en punto de hielo (0°C).» ya no está en la Resolución 016-2021."),
        ({"on": date(2021, 1, 19)}, "La Resolución 016-2021 no rige el 19/01/2021."),
    ],
)
def test_what_cannot_be_priced_again_says_why(options, sentence):
    with pytest.raises(RefusedError) as refused:
        moved(quoted(line("CAL-001")), **options)
    assert sentence in str(refused.value)
