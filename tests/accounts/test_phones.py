"""Telephones: ten digits in Colombia since 2021-09-01 (Resolución CRC 5826 de 2019), `+` elsewhere."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.identity import PHONE_LENGTH, normalise_phone, validate_phone


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
        ("601 234 5678 ext. 9", "6012345678 ext. 9"),
        ("(601) 234 5678, Extensión 1234", "6012345678 ext. 1234"),
        ("601 2345678 x12", "6012345678 ext. 12"),
        ("6012345678ext12", "6012345678 ext. 12"),
        ("601 234 5678 (ext 12)", "6012345678 ext. 12"),
        ("+1 202 555 0123 EXT: 45", "+12025550123 ext. 45"),
        ("6012345678 # 8", "6012345678 ext. 8"),
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
    + ["6012345678 ext. 123456", "+12025550123 ext. 9"]
    + ["+12025550123", "+34912345678", "+525512345678", "+593991234567"],
)
def test_phone_of_colombia_or_of_another_country_is_accepted(number):
    validate_phone(number)


@pytest.mark.parametrize(
    "number",
    [
        "", "123", "2001234567", "6032345678", "6092345678", "30012345678", "300123456", "٣٠٠١٢٣٤٥٦٧",
        "6012345678ext9", "+573001234", "+999123456789", "+", "++34912345678", "+34", "+1234567890123456",
        "12025550123", "6012345678 ext. ", "2345678 ext. 5", "600 ext. 5",
    ],
)  # fmt: skip
def test_anything_else_is_refused(number):
    with pytest.raises(ValidationError):
        validate_phone(number)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("234 5678", "601 234 5678 en Bogotá"),
        ("(1) 234 5678", "601 234 5678."),
        ("(4) 234-5678", "604 234 5678."),
        ("+57 1 234 5678", "601 234 5678."),
        ("57 (8) 2345678", "608 234 5678."),
        ("03 1 2345678", "601 234 5678."),
        ("(091) 234 5678", "601 234 5678."),
        ("(1) 234 5678 ext. 45", "601 234 5678 ext. 45."),
    ],
)
def test_a_landline_of_before_is_told_its_new_form(typed, told):
    """Resolución CRC 5826 de 2019: 60 and the region's digit before the seven of always."""
    with pytest.raises(ValidationError) as refusal:
        validate_phone(normalise_phone(typed))
    assert told in refusal.value.messages[0]


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_telephone_or_is_refused_and_a_telephone_stays_itself(typed):
    stored = normalise_phone(typed)
    try:
        validate_phone(stored)
    except ValidationError:
        return
    assert normalise_phone(stored) == stored
    assert len(stored) <= PHONE_LENGTH
