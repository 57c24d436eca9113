"""Telephones: ten digits in Colombia since 2021-09-01 (Resolución CRC 5826 de 2019), `+` elsewhere."""

import pytest
from django.core.exceptions import ValidationError

from accounts.identity import normalise_phone, validate_phone


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("300 123 4567", "3001234567"),
        ("(601) 234-5678", "6012345678"),
        ("+57 300 123 4567", "3001234567"),
        ("57 601 234 5678", "6012345678"),
        ("0057-604-234.5678", "6042345678"),
        ("３００１２３４５６７", "3001234567"),
        ("+1 (202) 555-0123", "+12025550123"),
        ("0034 912 345 678", "+34912345678"),
        ("2345678", "2345678"),
        ("601 234 5678 ext. 9", "6012345678ext9"),
        ("", ""),
    ],
)
def test_phone_is_normalised(typed, stored):
    assert normalise_phone(typed) == stored
    assert normalise_phone(stored) == stored


@pytest.mark.parametrize(
    "number",
    ["3001234567", "3501234567"]
    + [f"60{region}2345678" for region in "1245678"]
    + ["+12025550123", "+34912345678", "+525512345678", "+593991234567"],
)
def test_phone_of_colombia_or_of_another_country_is_accepted(number):
    validate_phone(number)


@pytest.mark.parametrize(
    "number",
    [
        "", "123", "2001234567", "6032345678", "6092345678", "30012345678", "300123456", "٣٠٠١٢٣٤٥٦٧",
        "6012345678ext9", "+573001234", "+999123456789", "+", "++34912345678", "+34", "+1234567890123456",
        "12025550123",
    ],
)  # fmt: skip
def test_anything_else_is_refused(number):
    with pytest.raises(ValidationError):
        validate_phone(number)


def test_landline_of_seven_digits_is_told_its_new_form():
    with pytest.raises(ValidationError) as refusal:
        validate_phone("2345678")
    assert "601 234 5678" in refusal.value.messages[0]
