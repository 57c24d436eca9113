"""Amounts of money as people write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from ground.languages import ENGLISH
from ground.webforms.fields import MoneyField, PortalForm
from ground.webforms.review import as_read


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("7.217.700", "7217700"),
        ("$ 7.217.700", "7217700"),
        ("7217700 pesos", "7217700"),
        ("1'009,50", "1009.50"),
        ("USD 1.009,5", "1009.5"),
        ("7 217 700", "7217700"),
        ("$7.217.700,00 COP", "7217700"),
        ("1,234,567.89", "1234567.89"),
        ("1,234.50", "1234.50"),
        ("7,217,700", "7217700"),
        ("0", "0"),
    ],
)
def test_amount_is_read_with_its_cents(typed, amount):
    assert MoneyField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "mil", "-5", "7,217", "7,217.700", "7.217,700", "1.20", "1e9", "²", "9" * 15])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(ValidationError):
        MoneyField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("7,217,700", "7217700"), ("COP 7,217,700.5", "7217700.5"), ("1.20", "1.20"), ("7.217.700,50", "7217700.50")],
)
def test_amount_of_an_english_page_is_read_as_english_writes_it_too(typed, amount):
    with override(ENGLISH):
        assert MoneyField().clean(typed) == Decimal(amount)


class AmountForm(PortalForm):
    amount = MoneyField()


@pytest.mark.parametrize("written", ["0", "999", "1.000", "7.217.700", "1.009,50", "99.999.999.999.999,99"])
def test_what_is_kept_is_shown_as_it_would_be_typed(written):
    kept = MoneyField().clean(written)
    assert AmountForm(initial={"amount": kept})["amount"].value() == written
    answered = AmountForm({"amount": written.replace(".", "")})
    assert answered.is_valid()
    assert as_read(answered["amount"]) == written
