"""The rules of the registration's answers, as tables."""

import pytest

from accounts.forms.registration.characterisation import CompanyTraitsForm, IncomeField
from accounts.forms.registration.company import CompanyForm
from accounts.forms.registration.contact import EmailForm, PasswordForm, PersonForm, UsernameForm
from accounts.forms.registration.residence import PhoneField
from accounts.models import User
from tests.accounts.registration_answers import COMPANY, FOREIGN_COMPANY, GUARDIAN, PERSON

OWNER = User(username="ana.nanez", email="ana.nanez@prueba.example", first_name="Ana Lucía", last_name="Ñáñez Güiza")
MAIL = "ana@prueba.example"


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("corta", "por lo menos 10"),
        ("contraseña", ""),
        ("1234567890", "común"),
        ("qwertyuiop", "común"),
        ("ana.nanez99", "parecida"),
        ("ana.nanez@prueba", "parecida"),
    ],
)
def test_a_password_is_long_uncommon_and_unlike_its_owner(password, reason):
    form = PasswordForm({"password-password": password, "password-password_again": password}, owner=OWNER)
    said = " ".join(form.errors.get("password", []))
    assert reason in said
    assert bool(said) == bool(reason)


@pytest.mark.parametrize(
    "password", ["solo minusculas", "áéíóú ñÑ 漢字 🔑🔑", " espacios al borde ", "x" * 12 + "y" * 900]
)
def test_a_password_has_no_composition_rules(password):
    data = {"password-password": password, "password-password_again": password}
    assert PasswordForm(data, owner=OWNER).typed == password


@pytest.mark.parametrize(
    ("first", "again", "wrong"),
    [
        (MAIL, MAIL, set()),
        (MAIL, "ANA@Prueba.example", set()),
        (MAIL, "ana@prueba.exampl", {"email_again"}),
        (MAIL, "", {"email_again"}),
        ("ana", "ana", {"email", "email_again"}),
        ("ana+inm@prueba.example", "ANA+INM@prueba.example", set()),
        ("ana@ñandú.example", "ana@ñandú.example", set()),
        ("ana@prueba\u202e\u200b.example", MAIL, set()),
        ("anı@prueba.example", MAIL, {"email"}),
        ("añá@prueba.example", MAIL, {"email"}),
        ("a@" + ".".join(["b" * 60] * 5), MAIL, {"email"}),
    ],
)
def test_the_mail_is_written_twice(first, again, wrong):
    assert EmailForm({"email-email": first, "email-email_again": again}).errors.keys() == wrong


@pytest.mark.parametrize(
    ("username", "is_good"),
    [
        ("ana", True),
        ("ana.ñáñez@inm_1+2-3", True),
        ("ana nanez", False),
        ("аna.nanez", False),  # a Cyrillic «а»
        ("ana\u202enanez", False),
        ("ana😀", False),
        ("ＡＮＡ", True),  # full width, as NFKC reads it
        ("ana/nanez", False),
        ("a" * 150, True),
        ("a" * 151, False),
        ("ana\x00", False),
        ("Suprimido-12", False),
        ("", False),
    ],
)
def test_user_names(username, is_good):
    assert UsernameForm({"account-username": username}).is_valid() == is_good


@pytest.mark.parametrize(
    ("kind", "number", "stored"),
    [
        ("CC", "1.020.304.050", "1020304050"),
        ("CC", "0123", None),
        ("CE", "12345", "12345"),
        ("PA", "ab-123 456", "AB123456"),
        ("PEP", "1" * 15, None),
        ("RC", "1020304050", "1020304050"),
        ("CD", "d-1234", "D1234"),
        ("PPT", "1234567", "1234567"),
        ("DE", "x-998", "X-998"),
        ("NIT", "9004943933", None),
        ("XX", "1", None),
    ],
)
def test_each_document_has_its_own_pattern(kind, number, stored):
    form = PersonForm(PERSON | GUARDIAN | {"person-document_type": kind, "person-document_number": number})
    assert form.is_valid() == (stored is not None)
    assert form.cleaned_data.get("document_number") == stored or stored is None


@pytest.mark.parametrize(
    ("text", "pesos"),
    [
        ("1.200.000.000", 1_200_000_000),
        ("$ 1'200.000.000", 1_200_000_000),
        ("COP 1200000,50", 1_200_000),
        ("1,200,000", 1_200_000),
        ("0", 0),
        ("", None),
    ],
)
def test_income_is_read_as_people_write_it(text, pesos):
    assert IncomeField(required=False).clean(text) == pesos


@pytest.mark.parametrize("text", ["mil", "-5", "1,200", "1.20", "1e9", "²", "9" * 19, "1.000\x00"])
def test_income_that_is_no_amount_is_refused(text):
    with pytest.raises(Exception, match=r"pesos|grande|nulos") as refusal:
        IncomeField(required=False).clean(text)
    assert type(refusal.value).__name__ == "ValidationError"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, set()),
        ({"traits-income": ""}, {"income"}),
        ({"traits-income_year": ""}, {"income_year"}),
        ({"traits-size_sector": ""}, {"size_sector"}),
        ({"traits-income": "", "traits-income_year": "", "traits-size_sector": ""}, set()),
        ({"traits-income_year": "1990"}, {"income_year"}),
        ({"traits-entity_kind": "", "traits-ciiu_division": ""}, {"entity_kind", "ciiu_division"}),
    ],
)
def test_what_tells_a_companys_size_goes_together(reference_data, changes, wrong):
    """Decreto 957 de 2019: sector, income and the UVT of its year."""
    assert CompanyTraitsForm(COMPANY | changes).errors.keys() == wrong


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, set()),
        (FOREIGN_COMPANY, set()),
        (FOREIGN_COMPANY | {"company-foreign_tax_id": ""}, {"foreign_tax_id"}),
        (FOREIGN_COMPANY | {"company-nit": "1"}, set()),
        (FOREIGN_COMPANY | {"company-foreign_tax_id": "ß" * 40}, {"foreign_tax_id"}),
        ({"company-nit": "900.494.393-9"}, {"nit"}),
        ({"company-nit": ""}, {"nit"}),
        ({"company-municipality": "05001"}, {"municipality"}),
        ({"company-country": "XX"}, {"country", "foreign_city", "foreign_tax_id"}),
        ({"company-phone": "1234567"}, {"phone"}),
    ],
)
def test_a_company_has_the_number_and_place_of_its_country(reference_data, changes, wrong):
    assert CompanyForm(COMPANY | changes).errors.keys() == wrong


@pytest.mark.parametrize(
    ("text", "stored"), [("300 123 4567", "3001234567"), ("+57 601 2345678", "6012345678"), ("", "")]
)
def test_telephones_are_kept_normalised(text, stored):
    assert PhoneField(label="Teléfono").clean(text) == stored
