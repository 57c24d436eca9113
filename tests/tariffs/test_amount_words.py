"""Amounts in words: cases by name, and a reader of the words that gives the number back."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.amount_words import amount_in_words, in_words
from tariffs.pricing.quote import Currency

DOLLARS = "de los Estados Unidos de América"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "cero pesos"),
        ("1", "un peso"),
        ("16", "dieciséis pesos"),
        ("21", "veintiún pesos"),
        ("22", "veintidós pesos"),
        ("23", "veintitrés pesos"),
        ("26", "veintiséis pesos"),
        ("31", "treinta y un pesos"),
        ("100", "cien pesos"),
        ("101", "ciento un pesos"),
        ("500", "quinientos pesos"),
        ("777", "setecientos setenta y siete pesos"),
        ("999", "novecientos noventa y nueve pesos"),
        ("1000", "mil pesos"),
        ("1001", "mil un pesos"),
        ("21000", "veintiún mil pesos"),
        ("31000", "treinta y un mil pesos"),
        ("100000", "cien mil pesos"),
        ("101000", "ciento un mil pesos"),
        ("1000000", "un millón de pesos"),
        ("1100000", "un millón cien mil pesos"),
        ("2000000", "dos millones de pesos"),
        ("21000000", "veintiún millones de pesos"),
        ("31000001", "treinta y un millones un pesos"),
        ("1000000000", "mil millones de pesos"),
        ("1000000000000", "un billón de pesos"),
        ("2000001000000", "dos billones un millón de pesos"),
    ],
)
def test_pesos(amount, words):
    assert amount_in_words(Decimal(amount), Currency.COP) == f"{words} colombiano{'' if amount == '1' else 's'}"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1", f"un dólar {DOLLARS}"),
        ("1.01", f"un dólar {DOLLARS} con un centavo"),
        ("2.30", f"dos dólares {DOLLARS} con treinta centavos"),
        ("0.21", f"cero dólares {DOLLARS} con veintiún centavos"),
        ("1000000", f"un millón de dólares {DOLLARS}"),
    ],
)
def test_dollars(amount, words):
    assert amount_in_words(Decimal(amount), Currency.USD) == words


@pytest.mark.parametrize("amount", ["-1", "0.001", "1000000000000000000"])
def test_what_is_no_amount_is_refused(amount):
    with pytest.raises(ValueError, match="is no amount"):
        amount_in_words(Decimal(amount), Currency.USD)


# --- Read back ---------------------------------------------------------------------------------------------
SMALL = {in_words(number): number for number in (*range(30), *range(30, 100, 10))}
SMALL |= {in_words(number): number for number in range(200, 1000, 100)}
SMALL |= {"cien": 100, "ciento": 100, "un": 1, "veintiún": 21}


def read(words: str) -> int:
    """What the words say, reckoned by another way than they were made."""
    total = millions = group = 0
    for word in words.split():
        if word == "y":
            continue
        if word == "mil":
            group = max(group % 1000, 1) * 1000
        elif word in {"millón", "millones"}:
            millions, group = group, 0
        elif word in {"billón", "billones"}:
            total, group = total + group * 10**12, 0
        else:
            group += SMALL[word]
    return total + millions * 10**6 + group


def test_every_number_under_a_thousand_has_words_of_its_own():
    """Of larger ones, the words are those of their thousands and of what is left: the next test puts them together."""
    assert [read(in_words(number)) for number in range(1000)] == list(range(1000))
    assert len({in_words(number) for number in range(1000)}) == 1000


def test_every_number_under_a_million():
    assert all(read(in_words(number)) == number for number in range(1000, 10**6))


@given(st.integers(0, 10**13) | st.integers(0, 10**7).map(lambda n: n * 10**6))
def test_the_words_give_the_number_back(number):
    words = in_words(number)
    assert read(words) == number
    assert not re.search(r"(^|mill(ón|ones) |bill(ón|ones) )un mil\b", words)
