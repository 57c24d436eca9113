"""The address of a quote: everything that is asked for, and nothing else, goes there and back."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.pricing.quote import CompanySize, Customer
from tariffs.quote_address import FACT_KEYS, Asked, AskedLine, number, read


def asked(query: str) -> Asked:
    return read(parse_qsl(query, keep_blank_values=True))


def test_an_address_names_the_edition_the_rows_and_the_customer():
    query = "t=015-2020.1&CAL-001=3&CAP-029=1&CAP-029p=4&CAP-001=2&CAP-001s=1&tamano=pequena&secundario=1"
    assert asked(query) == Asked(
        edition="015-2020.1",
        lines=(
            AskedLine("CAL-001", "3"),
            AskedLine("CAP-029", "1", persons="4"),
            AskedLine("CAP-001", "2", is_on_site=True),
        ),
        customer=Customer(size=CompanySize.SMALL, is_secondary_laboratory=True),
    )
    assert asked(query).query == query


def test_the_names_in_links_that_people_keep_never_change():
    everything = Customer(size=CompanySize.MICRO, **dict.fromkeys(FACT_KEYS, True))
    assert Asked(customer=everything).query == (
        "tamano=micro&acredita=1&secundario=1&superior=1&contratacion=1&extranjero=1&domicilio=1&pago=1"
    )


def test_what_says_nothing_is_not_in_the_address():
    assert asked("t=015-2020.1&q=&CAL-001=1&CAL-001p=&tamano=&utm_source=x").query == "t=015-2020.1&CAL-001=1"


@pytest.mark.parametrize(
    ("query", "quantity"),
    [
        ("CAL-001=2&CAL-001=3", "5"),
        ("CAL-001=1.000&CAL-001=1", "1001"),
        ("CAL-001=2&CAL-001=", "2"),
        ("CAL-001=dos&CAL-001=3", "dos 3"),
        ("CAL-001=-1&CAL-001=3", "-1 3"),
        ("CAL-001=", ""),
        ("CAL-001p=3", ""),
        ("CAL-001=+2+", "2"),
        ("CAL-001=2%00", "2\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_a_row_that_comes_twice_is_added_up_and_nothing_typed_is_lost(query, quantity):
    (line,) = asked(query).lines
    assert line.quantity == quantity


def test_a_row_is_taken_out():
    assert [line.code for line in asked("CAL-001=1&CAL-002=2&CAL-001p=1&quitar=CAL-001").lines] == ["CAL-002"]


@pytest.mark.parametrize("key", ["cal-001", "CAL-1", "CALX-001", "CAL-001x", "CAL-001ps", "CAL-123456789", ""])
def test_what_is_no_code_is_no_line(key):
    assert read([(key, "1")]).lines == ()


@pytest.mark.parametrize("query", ["tamano=enorme", "tamano=MICRO", "secundario=no", "secundario=0", "pago=%00"])
def test_what_is_no_answer_is_not_taken_for_one(query):
    assert asked(query).customer == Customer()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3", 3),
        ("007", 7),
        ("10.000", 10_000),
        ("1 000", 1000),
        ("0", 0),
        ("-1", None),
        ("1,5", None),
        ("1.5", None),
        ("10.00", None),
        ("1e3", None),
        ("²", None),
        ("٣", None),
        ("9" * 5000, None),
        ("", None),
    ],
)
def test_what_is_no_whole_number_is_none(text, found):
    assert number(text) == found


CODES = st.from_regex(r"(CAL|AT|MRC)-[0-9]{3}[ps]?", fullmatch=True)
KEYS = CODES | st.sampled_from(["t", "q", "quitar", "tamano", *FACT_KEYS.values()]) | st.text(max_size=8)
VALUES = st.sampled_from(["1", "3", "micro", "015-2020.1", "CAL-001", ""]) | st.text(max_size=8)


@given(st.lists(st.tuples(KEYS, VALUES), max_size=12))
def test_whatever_is_asked_has_one_address_which_asks_for_the_same(pairs):
    once = read(pairs)
    assert read(once.pairs) == once
    assert read(parse_qsl(once.query, keep_blank_values=True)) == once
