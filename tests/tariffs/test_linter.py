"""What is odd in published figures is flagged, and stays as published."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from tariffs.linter import Flaw, dollar_range, findings, smmlv_of

WAGE_2020 = 877_803


def flaws(rates, **options):
    options.setdefault("smmlv_pesos", WAGE_2020)
    return [(finding.code, finding.flaw) for finding in findings(rates, **options)]


def changed(printed, position, **values):
    return [replace(rate, **values) if rate.position == position else rate for rate in printed.rates]


def test_only_the_two_pressure_balances_contradict_the_wage_of_2020(printed):
    found = [code for code, flaw in flaws(printed.rates) if flaw is Flaw.SMMLV]
    assert found == ["CAL-105", "CAL-106"]


def test_what_the_resolution_has_of_each_flaw(printed):
    assert Counter(flaw for _, flaw in flaws(printed.rates)) == {
        Flaw.SMMLV: 2,
        Flaw.SEPARATOR: 8,  # four dotted pesos, two commas in wages, two spaces in dollars
        Flaw.MISSING: 12,  # ten travel costs without dollars, two without pesos
    }


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"additional_to": ()}, "es adicional, y no dice a cuál"),
        ({"additional_to": ("CAL-030", "CAL-999")}, "nombra CAL-999, que no está en la tarifa"),
    ],
)
def test_an_additional_row_says_to_which_of_the_tariff_it_is_added(printed, values, said):
    found = findings(changed(printed, 31, **values), smmlv_pesos=WAGE_2020)
    assert [(remark.code, said in remark.sentence) for remark in found if remark.flaw is Flaw.BASE] == [
        ("CAL-031", True)
    ]


def test_a_family_has_more_than_one_row(printed):
    found = findings(changed(printed, 176, family="de una sola"), smmlv_pesos=WAGE_2020)
    assert [remark.code for remark in found if remark.flaw is Flaw.FAMILY] == ["CAL-176", "CAL-178"]


def test_findings_come_in_the_order_of_the_document(printed):
    positions = [finding.position for finding in findings(printed.rates, smmlv_pesos=WAGE_2020)]
    assert positions == sorted(positions)


def test_without_the_wage_of_the_year_nothing_is_said_about_it(printed):
    assert Flaw.SMMLV not in {flaw for _, flaw in flaws(printed.rates, smmlv_pesos=None)}


@pytest.mark.parametrize(("cop", "smmlv"), [(122_000, "0.138983"), (9_046_700, "10.306071"), (0, "0.000000")])
def test_wages_are_rounded_half_up_to_six_decimals(cop, smmlv):
    assert smmlv_of(cop, WAGE_2020) == Decimal(smmlv)


def test_the_rate_of_exchange_behind_the_dollars_is_found(printed):
    low, high = dollar_range(printed.rates)
    assert (f"{float(low):.4f}", f"{float(high):.4f}") == ("2705.3114", "2705.3529")


def test_one_dollar_off_is_seen_among_three_hundred(printed):
    rates = changed(printed, 1, usd=45)
    assert ("CAL-001", Flaw.USD) in flaws(rates)
    assert flaws(rates).count(("CAL-001", Flaw.USD)) == 1
    assert [code for code, flaw in flaws(rates) if flaw is Flaw.USD] == ["CAL-001"]


def test_two_currencies_in_no_row_say_nothing_about_dollars():
    assert dollar_range([]) is None


@pytest.mark.parametrize(
    ("position", "values", "flaw"),
    [
        (2, {"name": "Calibración de termómetro de resistencia en punto de hielo (0 °C)"}, Flaw.DUPLICATE),
        (2, {"usd": None}, Flaw.MISSING),
        (2, {"raw_figures": ("438.300", "0.499315", "163")}, Flaw.SEPARATOR),
        (2, {"smmlv": Decimal("0.499316")}, Flaw.SMMLV),
    ],
)
def test_a_flaw_in_one_row_is_flagged_there(printed, position, values, flaw):
    assert ("CAL-002", flaw) in flaws(changed(printed, position, **values))


def test_a_row_left_out_leaves_a_gap(printed):
    found = findings([rate for rate in printed.rates if rate.position != 40], smmlv_pesos=WAGE_2020)
    assert [finding.sentence for finding in found if finding.flaw is Flaw.ORDER] == [
        "El orden tiene saltos: «Calibración de termómetro de resistencia por comparación en horno de bloque "
        "metálico (300 °C a 419.5 °C) con ajuste, un punto.» ocupa el puesto 41, después del 39."
    ]


def test_rows_of_the_database_are_read_too(edition, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = flaws(edition.rates.all(), smmlv_pesos=edition.smmlv_pesos)
    assert [code for code, flaw in found if flaw is Flaw.SMMLV] == ["CAL-105", "CAL-106"]
