"""New figures out of published ones, as tables."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tariffs.adjustment import Adjustment, DollarRule, Rounding, adjusted
from tariffs.linter import smmlv_of

WAGE, NEXT_WAGE = 877_803, 908_526


def new_rate(printed, by: Adjustment, **figures):
    rate = replace(printed.rates[0], text_price="", raw_figures=("1", "2", "3"), **figures)
    (new,) = adjusted([rate], by)
    return rate, new


@pytest.mark.parametrize(
    ("cop", "percentage", "rounding", "expected"),
    [
        (122_000, "5", Rounding.HUNDRED, 128_100),
        (122_000, "5.1", Rounding.HUNDRED, 128_200),  # 128 222
        (122_000, "5.1", Rounding.TEN, 128_220),
        (122_000, "5.1", Rounding.ONE, 128_222),
        (100_100, "-2.5", Rounding.HUNDRED, 97_600),  # 97 597,5
        (10_000, "0.5", Rounding.HUNDRED, 10_100),  # 10 050, half up
        (1_000, "0.4", Rounding.TEN, 1_000),  # 1 004
        (1_000, "0.5", Rounding.TEN, 1_010),  # 1 005, half up
        (333, "50", Rounding.ONE, 500),  # 499,5
        (30_050, "0", Rounding.HUNDRED, 30_050),  # without a percentage nothing is rounded
        (40, "-10", Rounding.HUNDRED, 100),  # never down to nothing
        (None, "5", Rounding.HUNDRED, None),
    ],
)
def test_pesos_go_up_by_the_percentage_and_are_rounded_half_up(printed, cop, percentage, rounding, expected):
    usd = 50 if cop is None else None
    _, new = new_rate(printed, Adjustment(Decimal(percentage), rounding), cop=cop, smmlv=None, usd=usd)
    assert new.cop == expected


@pytest.mark.parametrize(
    ("percentage", "wage", "old_wage", "published", "expected"),
    [
        ("0", None, WAGE, "0.174605", "0.174605"),  # as published, flaws and all
        ("0", WAGE, WAGE, "0.174605", "0.174605"),
        ("0", NEXT_WAGE, WAGE, "0.172134", smmlv_of(151_100, NEXT_WAGE)),
        ("10", NEXT_WAGE, WAGE, "0.172134", smmlv_of(166_200, NEXT_WAGE)),
        ("10", None, WAGE, "0.172134", smmlv_of(166_200, WAGE)),
        ("10", None, None, "0.172134", "0.172134"),  # no wage is known
    ],
)
def test_minimum_wages_are_computed_anew_only_when_something_changed(
    printed, percentage, wage, old_wage, published, expected
):
    by = Adjustment(Decimal(percentage), smmlv_pesos=wage, old_smmlv_pesos=old_wage)
    _, new = new_rate(printed, by, cop=151_100, smmlv=Decimal(published), usd=None)
    assert new.smmlv == Decimal(expected)


@pytest.mark.parametrize(
    ("rule", "cop", "usd", "expected"),
    [
        (DollarRule.AS_PUBLISHED, 122_000, 46, 46),
        (DollarRule.PERCENTAGE, 122_000, 46, 51),  # 50,6
        (DollarRule.PERCENTAGE, 122_000, 45, 50),  # 49,5, half up
        (DollarRule.EXCHANGE_RATE, 122_000, 46, 39),  # 134 200 / 3 500 = 38,34, always up
        (DollarRule.EXCHANGE_RATE, 350_000, 46, 110),  # exact
        (DollarRule.EXCHANGE_RATE, None, 293, 293),  # there are no pesos to change
        (DollarRule.PERCENTAGE, None, 293, 322),
        (DollarRule.EXCHANGE_RATE, 122_000, None, None),  # a figure that is not there stays away
        (DollarRule.PERCENTAGE, 122_000, None, None),
    ],
)
def test_dollars_follow_the_rule_that_was_chosen(printed, rule, cop, usd, expected):
    by = Adjustment(Decimal(10), dollars=rule, pesos_per_dollar=Decimal(3500))
    _, new = new_rate(printed, by, cop=cop, smmlv=None, usd=usd)
    assert new.usd == expected


def test_what_was_printed_is_forgotten_where_a_figure_changed(printed):
    same, kept = new_rate(printed, Adjustment())
    assert kept == same
    _, changed = new_rate(printed, Adjustment(Decimal(5)))
    assert changed.raw_figures == ()


def test_rows_without_a_price_stay_as_they_are(printed):
    priceless = [rate for rate in printed.rates if rate.text_price]
    assert adjusted(priceless, Adjustment(Decimal(5), dollars=DollarRule.PERCENTAGE)) == tuple(priceless)


def test_new_figures_agree_with_each_other(printed):
    """The linter finds nothing to say of figures computed by its own rules."""
    by = Adjustment(Decimal("5.1"), Rounding.HUNDRED, DollarRule.EXCHANGE_RATE, Decimal("3400"), NEXT_WAGE, WAGE)
    for rate in adjusted(printed.rates, by):
        if rate.cop and rate.smmlv:
            assert rate.smmlv == smmlv_of(rate.cop, NEXT_WAGE)
        if rate.cop and rate.usd:
            assert rate.usd == -(-rate.cop // 3400)
