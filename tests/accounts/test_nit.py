"""The NIT of a legal person: nine digits and, apart, a check digit (ET, art. 555-1; Orden Administrativa 4 de 1989)."""

from contextlib import suppress

import pytest
from django.contrib.admin import site
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st

from accounts.admin.companies import CompanyAdminForm
from accounts.models import Company
from accounts.nit import Nit, as_printed, as_stored
from ground.words import normalise
from radicados.models import Radicado
from tests.factories import file_simple, laboratory_user

BASES = st.integers(800_000_000, 999_999_999).map(str)


@pytest.mark.parametrize(
    "whole",
    [
        "900494393-3",  # INM
        "899999068-1",  # a remainder of 1 gives 1, not 10
        "890903938-8",
        "800176089-2",
        "800197268-4",
        "899999090-2",
    ],
)
def test_the_digit_is_that_of_the_dian(whole):
    base, digit = whole.split("-")
    assert Nit.of(base) == Nit.read(whole) == (base, digit)


@given(BASES)
def test_a_nit_is_read_however_it_is_written_and_written_as_it_is_read(base):
    nit = Nit.of(base)
    points = f"{base[:3]}.{base[3:6]}.{base[6:]}"
    assert str(nit) == f"{points}-{nit.digit}"
    for written in (
        str(nit), f"NIT {nit}", f"N.I.T. {base}–{nit.digit}", f"nit: {base} - {nit.digit}", f"{base}{nit.digit}",
        f"{points} DV {nit.digit}", f"{base} D.V.: {nit.digit}", f" {base[:3]} {base[3:6]} {base[6:]} {nit.digit} ",
        f"{base[:3]},{base[3:6]},{base[6:]}-{nit.digit}", f"{base[:3]}-{base[3:6]}-{base[6:]}-{nit.digit}",
    ):  # fmt: skip
        assert Nit.read(written) == nit, written


@given(BASES)
def test_nine_digits_are_never_a_shorter_nit_with_its_digit(base):
    with pytest.raises(ValidationError) as refusal:
        Nit.read(base)
    assert refusal.value.code == "nit_without_digit"
    assert str(Nit.of(base)) in refusal.value.messages[0]


@given(BASES, st.integers(1, 9))
def test_another_digit_is_refused(base, more):
    wrong = (int(Nit.of(base).digit) + more) % 10
    with pytest.raises(ValidationError) as refusal:
        Nit.read(f"{base}-{wrong}")
    assert refusal.value.code == "nit_check_digit"


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_nit_or_is_refused(typed):
    with suppress(ValidationError):
        assert Nit.of(Nit.read(typed).base) == Nit.read(typed)


@pytest.mark.parametrize("typed", ["89.999.909-0", "1.032.456.789-4", "90049439333", "12", "nit", "", "x900494393-3"])
def test_anything_else_is_no_nit_of_a_legal_person(typed):
    with pytest.raises(ValidationError) as refusal:
        Nit.read(typed)
    assert refusal.value.code == "nit_format"


@pytest.mark.parametrize("typed", ["900.494.393-3", "900494393-3", "9004943933", "900.494.393", "900494393"])
def test_companies_are_looked_for_by_their_nit_with_its_digit_or_without(typed):
    assert as_stored(f"Ensayos {typed}") == "Ensayos 900494393"
    assert as_printed(typed) == "900.494.393"


@pytest.mark.parametrize("words", ["Pesas y Medidas", "10-LAC-001", "2026-E-000012", "ana@prueba.example", ""])
def test_other_words_are_looked_for_as_they_are(words):
    assert as_stored(words) == as_printed(words) == words


def test_a_document_is_looked_for_without_its_points():
    assert as_stored("1.020.304.050") == "1020304050"


# --- What is kept --------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("base", ["900494393", "899999068", "890903938", "899999090", "800000000"])
def test_the_database_keeps_the_digit_apart(base):
    company = Company.objects.create(legal_name="Pesas S. A. S.", nit=base)
    assert (company.nit, company.nit_digit) == Nit.of(base)
    assert company.formatted_nit == str(Nit.of(base))


@pytest.mark.django_db
def test_whoever_writes_it_in_the_administration_writes_it_whole():
    def judged(nit: str, company: Company | None = None) -> CompanyAdminForm:
        return modelform_factory(Company, CompanyAdminForm, fields=["legal_name", "nit", "country"])(
            {"nit": nit, "legal_name": "Pesas S. A. S.", "country": "CO"}, instance=company
        )

    assert "899.999.090-2" in judged("899.999.090").errors["nit"][0]
    assert "nit" in judged("899.999.090-3").errors
    company = judged("NIT 899.999.090-2").save()
    assert (company.nit, company.nit_digit) == ("899999090", "2")
    assert judged("8.99999.0902", company).is_valid()
    assert CompanyAdminForm(instance=company)["nit"].value() == "899.999.090-2"
    assert "nit" in judged("8999990902").errors  # the same company again


@pytest.mark.parametrize("typed", ["900.494.393-3", "900494393-3", "9004943933", "900.494.393", "900494393"])
def test_a_case_is_looked_for_by_a_nit_as_it_is_written_anywhere(typed):
    """As the words that a desk compares: by their beginnings."""
    for written in ("NIT 900.494.393-3", "nit 900494393–3", "9004943933"):
        assert any(word.startswith(normalise(typed)) for word in normalise(written).split())


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["900.494.393-3", "900494393-3", "9004943933", "900494393"])
def test_the_administration_finds_what_a_company_filed_by_its_nit(typed):
    radicado = file_simple(laboratory_user(), filer_document="NIT 900.494.393-3")
    file_simple(laboratory_user())
    found, _ = site.get_model_admin(Radicado).get_search_results(None, Radicado.objects.all(), typed)
    assert list(found) == [radicado]
