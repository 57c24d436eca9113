"""Article 8: a service that passes into another year by the customer's doing is quoted again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tariffs.pricing.pricing import RefusedError, reprice, without_proof
from tariffs.pricing.quote import Customer, Tariff
from tests.tariffs.cases import ANYBODY, FOREIGNER, SMALL_LABORATORY, TARIFF, line, quoted, rows

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
        ({"rows": {}}, "en punto de hielo (0°C)» ya no está en la Resolución 016-2021."),
        ({"on": date(2021, 1, 19)}, "La Resolución 016-2021 no rige el 19/01/2021."),
    ],
)
def test_what_cannot_be_priced_again_says_why(options, sentence):
    with pytest.raises(RefusedError) as refused:
        moved(quoted(line("CAL-001")), **options)
    assert sentence in str(refused.value)


def test_a_second_move_is_reckoned_from_what_was_paid_and_charges_nothing_twice():
    """Art. 8 par.: «las tasas aplicables al momento de la prestación», whatever the way to that moment."""
    first = quoted(line("CAL-001"))
    one = moved(first)
    tariff_2022 = replace(TARIFF_2021, resolution="017-2022", valid_from=date(2022, 1, 20))
    two = {"rows": raised(9), "tariff": tariff_2022, "on": date(2022, 3, 1)}
    assert (one.difference, moved(first, **two).difference) == (4_880, 10_980)
    assert moved(first, **two, paid=one.current.total).difference == 10_980 - 4_880
    back = moved(first, rows=raised(-5), paid=one.current.total)
    assert back.difference == back.current.total - one.current.total < 0


def test_travel_alone_is_moved_too():
    """Art. 1 par. 3, in a chain of its own."""
    quote = quoted(line("DES-001", 2), is_on_site_elsewhere=True)
    assert moved(quote).current.total == 2 * raised(4)["DES-001"].cop


@pytest.mark.parametrize(
    ("lines", "facts", "article", "difference"),
    [
        ([line("CAL-001")], {}, "", 12_200),  # art. 4 par.: all that it took off
        ([line("MRC-001", 10)], {}, "art. 5", 0),  # art. 7: another article takes its place
        ([line("MRC-001", 10), line("CAL-001")], {}, "art. 5", 12_200),
        ([line("CAP-031", 1)], {"is_higher_education": True}, "art. 6", 0),
        ([line("CAL-215"), line("DES-001")], {}, "", 113_160),  # travel never had a discount
    ],
)
def test_whoever_does_not_prove_its_size_again_is_priced_without_article_4(lines, facts, article, difference):
    quote = quoted(*lines, customer=replace(SMALL_LABORATORY, **facts))
    lost = without_proof(quote)
    assert (lost.current.discount_article, lost.difference) == (article, difference)
    assert lost.current.on == quote.on
    assert lost.step.is_applied == (quote.discount_article == "art. 4")
    assert without_proof(quote, paid=lost.current.total).difference == 0


def test_who_had_no_discount_of_article_4_loses_none():
    lost = without_proof(quoted(line("CAL-001"), customer=ANYBODY))
    assert (lost.difference, lost.step.is_applied) == (0, False)
