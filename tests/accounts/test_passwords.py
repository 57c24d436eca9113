"""What a password must not be, and that it is one password however its letters are composed (NIST SP 800-63B)."""

import unicodedata
from base64 import b64encode
from hashlib import pbkdf2_hmac

import pytest
from django.contrib.auth.hashers import get_hashers_by_algorithm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.forms.registration.contact import PasswordForm
from accounts.models import Company, Profile, User
from accounts.passwords import NormalisedPBKDF2
from tests.accounts.registration_answers import PAGE, begun, legal, natural
from tests.factories import PASSWORD, ProfileFactory

SOMEBODY = User(username="ana.nanez", email="analu@prueba.example", first_name="Ana Lucía", last_name="Ñáñez Güiza Paz")
SOMEBODY.profile = Profile(document_number="1020304050", company=Company(nit="900494393"))

OF_ONES_OWN = {
    "the document": "1020304050",
    "the document with points": "1.020.304.050",
    "the document in a phrase": "caballo 1020304050 batería",
    "the document twice": "10203040501020304050",
    "the company's NIT": "nit 900.494.393-3 laboratorio",
    "the company's NIT without its digit": "900494393 laboratorio",
    "the names": "Ana Lucía Ñáñez Güiza",
    "the names joined and without accents": "analucianaNezguiza",
    "a surname in a phrase": "caballo ñáñez batería",
    "a surname composed otherwise": unicodedata.normalize("NFD", "caballo Ñáñez batería"),
    "a short name as a word": "Ana2024casaVerde",
    "a short name over and over": "anaanaanaana",
    "short names and a year": "analucia2024",
    "two short names": "pazanapaz-1990",
    "the user name": "ana.nanez2024",
    "the user name twice": "ana.nanezana.nanez",
    "the user name in capitals": "¡ANA.NANEZ ana.nanez!",
    "the user name without its point": "mi clave ananaNez",
    "the e-mail": "analu@prueba.example",
    "the e-mail's name": "analu-2024-verde",
}
GOOD = [
    "cuatro palabras al azar", "manzana verde de la plaza", "capaz de todo, siempre", "¡ñandú, café y sol!", PASSWORD,
    "Cañaveral-2031", "20304050 pesos de más",
]  # fmt: skip


@pytest.mark.parametrize("password", OF_ONES_OWN.values(), ids=OF_ONES_OWN)
def test_nothing_of_ones_own_is_a_password(password):
    with pytest.raises(ValidationError):
        validate_password(password, SOMEBODY)


@pytest.mark.parametrize("password", GOOD)
def test_a_phrase_is_a_password_even_where_a_short_name_is_in_its_words(password):
    validate_password(password, SOMEBODY)


def test_whoever_has_told_nothing_yet_may_have_any_good_one():
    validate_password("1020304050 caballo", User())


@pytest.mark.parametrize(
    ("answers", "password"),
    [
        (natural, "mi cédula es 1020304050"),
        (natural, "1.020.304.050 batería"),
        (natural, "ana.nanezana.nanez"),
        (natural, "Lucía y los demás"),
        (legal, "laboratorio 900494393-3"),
    ],
)
def test_the_registration_compares_it_with_what_is_typed_beside_it(client, reference_data, answers, password):
    page = begun(client).post(PAGE, answers(password__password=password, password__password_again=password))
    assert page.status_code == 422
    assert "no puede llevar su documento" in page.text


def test_whoever_changes_it_may_not_have_their_document_either(client, db):
    user = ProfileFactory(document_number="1020304050").user
    client.force_login(user)
    new = {"new_password": "caballo 1020304050", "repeated_password": "caballo 1020304050"}
    assert "no puede llevar su documento" in client.post("/cuenta/clave/", new | {"current_password": PASSWORD}).text


# --- One password, however it is composed ---------------------------------------------------------------
WORDS = "cañón de ﬁesta №5"
FORMS = [unicodedata.normalize(form, WORDS) for form in ("NFC", "NFD", "NFKC", "NFKD")]


@pytest.mark.parametrize("hasher", [NormalisedPBKDF2(), *get_hashers_by_algorithm().values()])
@pytest.mark.parametrize("asked", FORMS)
def test_a_password_is_the_same_however_its_letters_are_composed(hasher, asked):
    for kept in FORMS:
        assert hasher.verify(asked, hasher.encode(kept, "sal"))


def test_what_was_kept_before_is_still_good():
    kept = b64encode(pbkdf2_hmac("sha256", "cañón".encode(), b"sal", 1000)).decode()
    assert NormalisedPBKDF2().verify("cañón", f"pbkdf2_sha256$1000$sal${kept}")


@pytest.mark.parametrize("typed", FORMS)
def test_each_door_takes_it_in_any_form(client, reference_data, typed):
    """Registered, confirmed, logged in with, asked for again and changed."""
    begun(client).post(PAGE, natural(password__password=FORMS[0], password__password_again=FORMS[1]))
    user = User.objects.get()
    User.objects.update(email_verified_at=user.date_joined)
    assert user.check_password(typed)
    client = Client()
    assert client.post("/ingreso/", {"username": user.email, "password": typed}).status_code == 302
    new = {"current_password": typed, "new_password": f"{FORMS[1]} y más", "repeated_password": f"{FORMS[2]} y más"}
    assert client.post("/cuenta/clave/", new).status_code == 302


def test_a_password_has_as_many_characters_as_one_sees():
    """Six, not six letters and their six accents."""
    six = unicodedata.normalize("NFD", "ñáéíóú")
    assert len(six) == 12
    assert not PasswordForm({"password-password": six, "password-password_again": six}, owner=User()).typed
