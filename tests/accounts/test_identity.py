"""Document patterns, the NIT's check digit (DIAN, modulo 11) and masking."""

import pytest
from django.core.exceptions import ValidationError

from accounts.identity import (
    DocumentType,
    format_nit,
    mask_document_number,
    normalise_document_number,
    validate_document_number,
    validate_nit,
)


@pytest.mark.parametrize(
    "nit",
    [
        "9004943933",  # INM
        "8999990681",  # remainder 1 gives 1, not 10
        "8909039388",
        "8001760892",
        "8001972684",
    ],
)
def test_nit_with_its_check_digit_is_accepted(nit):
    validate_nit(nit)


@pytest.mark.parametrize("nit", ["9004943934", "8999990680", "900494393", "90049439330", "nit", ""])
def test_nit_with_another_digit_or_length_is_refused(nit):
    with pytest.raises(ValidationError):
        validate_nit(nit)


def test_nit_is_written_as_people_read_it():
    assert format_nit("9004943933") == "900.494.393-3"


@pytest.mark.parametrize(
    ("document_type", "typed", "stored"),
    [
        ("CC", "1.032.456.789", "1032456789"),
        ("CC", " 80 123 456 ", "80123456"),
        ("CC", "１０３２４５６７８９", "1032456789"),
        ("PA", "ab-123456", "AB123456"),
        ("DE", "x-12 34", "X-1234"),
        ("NIT", "900.494.393–3", "9004943933"),
    ],
)
def test_document_number_is_normalised(document_type, typed, stored):
    assert normalise_document_number(document_type, typed) == stored


@pytest.mark.parametrize(
    ("document_type", "number"),
    [
        ("CC", "123"), ("CC", "1234567890"), ("CE", "123456"), ("TI", "10234567890"), ("PA", "AB123456"),
        ("PEP", "123456789012345"), ("PPT", "1234567"), ("NIT", "9004943933"), ("DE", "X-1234"),
    ],
)  # fmt: skip
def test_well_formed_numbers_are_accepted(document_type, number):
    validate_document_number(document_type, number)


@pytest.mark.parametrize(
    ("document_type", "number"),
    [
        ("CC", "0123456"), ("CC", "12"), ("CC", "12345678901"), ("CC", "12A45"), ("CC", ""), ("CC", "١٢٣٤٥"),
        ("CE", "12345678"), ("TI", "123456789"), ("PA", "AB"), ("PEP", "123"), ("PPT", "123456789"),
        ("DE", "-"),
    ],
)  # fmt: skip
def test_malformed_numbers_are_refused_naming_the_type(document_type, number):
    with pytest.raises(ValidationError) as refusal:
        validate_document_number(document_type, number)
    assert str(DocumentType(document_type).label) in refusal.value.messages[0]


@pytest.mark.parametrize(("number", "shown"), [("1032456789", "••••••6789"), ("12345", "•••45"), ("123", "•23")])
def test_masked_numbers_show_only_their_end(number, shown):
    assert mask_document_number(number) == shown
