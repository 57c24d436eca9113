"""Identity documents: their patterns, how they are written and called, and who has which."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.coming_of_age import disagree, is_minor
from accounts.identity import (
    ADULT_DOCUMENT_TYPES,
    OFFERED_DOCUMENT_TYPES,
    PERSON_DOCUMENT_TYPES,
    DocumentType,
    checked_document_number,
    document_type_called,
    mask_document_number,
    normalise_document_number,
    validate_document_number,
)


@pytest.mark.parametrize(
    ("document_type", "typed", "stored"),
    [
        ("CC", "1.032.456.789", "1032456789"),
        ("CC", " 80 123 456 ", "80123456"),
        ("CC", "１０３２４５６７８９", "1032456789"),
        ("CC", "C.C. 52.100.200", "52100200"),
        ("CC", "cédula de ciudadanía N.º 52100200", "52100200"),
        ("CC", "CC No. 52100200", "52100200"),
        ("CC", "Nro: 52100200", "52100200"),
        ("CC", "#52100200", "52100200"),
        ("CE", "C.E. 123456", "123456"),
        ("TI", "T.I. 1020304050", "1020304050"),
        ("RC", "NUIP 1020304050", "NUIP1020304050"),  # which of two documents it is, is not said
        ("PA", "ab-123456", "AB123456"),
        ("PA", "Pasaporte AB 123456", "AB123456"),
        ("PA", "PA123456", "PA123456"),
        ("CD", "Carné D-1234", "D1234"),
        ("DE", "x-12 34", "X-1234"),
        ("CC", "TI 1020304050", "TI1020304050"),  # of another type: to be refused
    ],
)
def test_document_number_is_normalised(document_type, typed, stored):
    assert normalise_document_number(document_type, typed) == stored
    assert normalise_document_number(document_type, stored) == stored


@given(st.sampled_from([code for code, _ in PERSON_DOCUMENT_TYPES]), st.text(max_size=40))
def test_whatever_is_typed_is_a_number_or_is_refused_and_a_number_stays_itself(document_type, typed):
    try:
        stored = checked_document_number(document_type, typed)
    except ValidationError:
        return
    assert checked_document_number(document_type, stored) == stored
    assert len(stored) <= 30


@pytest.mark.parametrize(
    ("document_type", "number"),
    [
        ("CC", "123"), ("CC", "1234567890"), ("CE", "123456"), ("TI", "10234567890"), ("PA", "AB123456"),
        ("PEP", "123456789012345"), ("PPT", "1234567"), ("DE", "X-1234"), ("RC", "1020304050"),
        ("RC", "12345678"), ("CD", "1234"), ("SC", "SC20261234"), ("PET", "123456"),
    ],
)  # fmt: skip
def test_well_formed_numbers_are_accepted(document_type, number):
    validate_document_number(document_type, number)


@pytest.mark.parametrize(
    ("document_type", "number"),
    [
        ("CC", "0123456"), ("CC", "12"), ("CC", "12345678901"), ("CC", "12A45"), ("CC", ""), ("CC", "١٢٣٤٥"),
        ("CE", "12345678"), ("TI", "123456789"), ("PA", "AB"), ("PEP", "123"), ("PPT", "123456789"),
        ("DE", "-"), ("RC", "123456789"), ("RC", "1"), ("CD", "12"), ("SC", "1-2"),
    ],
)  # fmt: skip
def test_malformed_numbers_are_refused_naming_the_type(document_type, number):
    with pytest.raises(ValidationError) as refusal:
        validate_document_number(document_type, number)
    assert str(DocumentType(document_type).label) in refusal.value.messages[0]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("c.c.", "CC"), ("CEDULA DE CIUDADANIA", "CC"), ("Cédula", "CC"), ("cédula ciudadanía", "CC"), ("13", "CC"),
        ("Cédula Extranjería", "CE"), ("extranjeria", "CE"), ("Tarjeta", "TI"), ("T.I.", "TI"),
        ("Registro Civil", "RC"), ("Pasaporte", "PA"), ("passport", "PA"), ("ppt", "PPT"),
        ("permiso de protección temporal", "PPT"), ("Carnet diplomático", "CD"), ("SC-1", "SC"),
        ("PEP-Tutor", "PET"), ("PEP", "PEP"), ("DNI", "DE"), ("RUT", "RUT"), ("", ""),
    ],
)  # fmt: skip
def test_a_type_is_known_by_its_code_its_name_and_what_people_call_it(name, code):
    assert document_type_called(name) == code


# --- Who has which -------------------------------------------------------------------------------------
def test_the_pep_is_of_rows_of_before_alone():
    """Its validity ended on 2023-02-28; the PPT replaced it (Decreto 216 de 2021)."""
    kept, offered = dict(PERSON_DOCUMENT_TYPES), dict(OFFERED_DOCUMENT_TYPES)
    assert kept.keys() - offered.keys() == {"PEP"}
    assert {"RC", "CD", "SC", "PPT"} <= offered.keys()


def test_whoever_represents_by_law_is_of_age():
    """Código Civil, art. 1504: no registro civil and no tarjeta de identidad."""
    assert dict(OFFERED_DOCUMENT_TYPES).keys() - dict(ADULT_DOCUMENT_TYPES).keys() == {"RC", "TI"}


@pytest.mark.parametrize(
    ("document_type", "age_range", "minor", "asked"),
    [
        ("CC", "", False, False),
        ("CC", "29-59", False, False),
        ("CC", "6-11", True, True),  # the age that was told decides
        ("PA", "6-11", True, False),  # a passport says nothing of age
        ("CD", "12-17", True, False),
        ("PA", "", False, False),
        ("TI", "", True, False),
        ("TI", "6-11", True, False),
        ("TI", "12-17", True, False),
        ("TI", "0-5", True, True),
        ("TI", "18-28", False, True),  # the cédula is being made
        ("RC", "", True, False),
        ("RC", "0-5", True, False),
        ("RC", "12-17", True, True),
        ("", "", False, False),
    ],
)
def test_who_is_a_minor_and_when_document_and_age_disagree(document_type, age_range, minor, asked):
    """Ley 27 de 1977, art. 1; Código Civil, arts. 288 and 306."""
    assert (is_minor(document_type, age_range), disagree(document_type, age_range)) == (minor, asked)


@pytest.mark.parametrize(("number", "shown"), [("1032456789", "••••••6789"), ("12345", "•••45"), ("123", "•23")])
def test_masked_numbers_show_only_their_end(number, shown):
    assert mask_document_number(number) == shown
