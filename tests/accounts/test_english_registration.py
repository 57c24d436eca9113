"""Registering in English: each answer is English, and what is kept is what the Spanish page keeps."""

import re
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.consents import wordings_in_force
from accounts.models import (
    Characterisation,
    Company,
    Consent,
    ConsentText,
    LegalRepresentative,
    Profile,
    SupportingDocument,
    User,
)
from ground.audit.models import Entry
from ground.mails.models import Mail
from tests.accounts.account_people import invitation_of, path_of
from tests.accounts.registration_answers import (
    FOREIGN_COMPANY,
    FOREIGN_PLACE,
    PAGE,
    accepted,
    begun,
    legal,
    minor,
    natural,
)
from tests.accounts.test_english_access import assert_english
from tests.factories import CompanyFactory, UserFactory
from tests.ground.documents.files import upload
from tests.outbox import deliver
from tests.test_english import spanish

pytestmark = pytest.mark.django_db

REGISTER, DONE = "/en/register/", "/en/register/confirmation/"
SENSITIVE = {"characterisation__sex": "mujer", "characterisation__conditions": ["victima"]}


@pytest.fixture
def visitor(client, reference_data):
    return begun(client)


# --- Registration that is refused ----------------------------------------------------------------------
natural_with, legal_with = partial(partial, natural), partial(partial, legal)
REFUSED = {
    "nothing": (dict, ["Choose whether the registration is for a natural person", "Attach the contact person’s"]),
    "a company of nothing": (
        lambda: {"type-person_type": "juridica"},
        ["Enter the company’s registered name.", "Enter the company’s NIT.", "Enter the legal representative’s email."],
    ),
    "a foreign company of nothing": (
        lambda: {"type-person_type": "juridica", "company-country": "CL"},
        ["Enter the company’s tax identification.", "Enter the company’s city.", "Enter the company’s address."],
    ),
    "a minor whom nobody represents": (
        natural_with(person__document_type="TI", person__document_number="1"),
        ["Enter the name of whoever represents", "“Minor’s identity card (TI)” must have 10 or 11", "To register you"],
    ),
    "telephones of before": (natural_with(contact__phone="234 5678"), ["for example 601 234 5678 in Bogotá"]),
    "no telephone": (natural_with(contact__mobile="x"), ["Enter 10 digits"]),
    "mails that differ": (natural_with(email__email_again="otra@prueba.example"), ["The two emails do not match."]),
    "passwords that differ": (natural_with(password__password_again="x"), ["The two passwords do not match."]),
    "a short password": (natural_with(password__password="ana", password__password_again="ana"), ["too short"]),
    "a user name with spaces": (natural_with(account__username="a b"), ["Use only letters, numbers and the signs"]),
    "a user name of the portal's": (
        natural_with(account__username="suprimido-1"),
        ["That username is not"],
    ),
    "sensitive answers": (
        natural_with(**SENSITIVE),
        ["tick the authorisation", "Delete my sensitive"],
    ),
    "a text that changed": (
        natural_with(consents__terms="0" * 64),
        ["truthfulness of the information” changed"],
    ),
    "a file that is none": (
        natural_with(documents__contacto=upload(b"x", "x.pdf")),
        ["“x.pdf”: The file is not"],
    ),
    "an empty file": (natural_with(documents__contacto=upload(b"", "x.pdf")), ["The file is empty."]),
    "a program that fills everything": (natural_with(leave_empty="x"), ["A program in your browser"]),
    "a wrong NIT and a size that is not whole": (
        legal_with(company__nit="900.494.393-4", traits__income="some 1,200", traits__income_year=""),
        ["The check digit does not match", "with points between thousands", "the income and its year are needed"],
    ),
    "what is in no list": (
        legal_with(contact__country="XX", traits__income_year="1", company__municipality="05001"),
        ["Choose a country from the list.", "Choose a year from the list.", "Choose a municipality of that department"],
    ),
    "a tax number of signs": (
        legal_with(**FOREIGN_COMPANY, company__foreign_tax_id="¿?"),
        ["hyphens or slashes."],
    ),
}


@pytest.mark.parametrize(("answers", "said"), REFUSED.values(), ids=REFUSED)
def test_a_registration_that_is_refused_is_told_why_in_english(visitor, answers, said):
    page = visitor.post(REGISTER, answers())
    assert page.status_code == 422
    assert_english(page, *said, "There is a problem")


def test_the_owner_of_a_mail_is_told_in_spanish(visitor):
    UserFactory(username="laboratorio", email="ana.nanez@prueba.example")
    visitor.post(REGISTER, natural(account__username="LABORATORIO"))
    (told,) = deliver()
    assert "/ingreso/" in told.body
    assert "/en/" not in told.body


def test_too_many_registrations_from_a_network_are_told_in_english(visitor, settings):
    page = visitor.post(REGISTER, natural(account__username="a b"))
    assert_english(page)
    UserFactory(username="ana.nanez")
    for _ in range(settings.REGISTRATIONS_PER_HOUR):
        page = visitor.post(REGISTER, natural())
    page = visitor.post(REGISTER, natural())
    assert_english(page, "There were many registrations in a row from your network.")


def test_a_session_that_ended_and_an_invitation_that_is_over_are_told_in_english(visitor):
    page = visitor.get(REGISTER, {"invitacion": "1-x"})
    assert_english(page, "The invitation is no longer valid.")
    page = visitor.post(REGISTER, {"draft": "of-another-session", "action": "attach"})
    assert_english(page, "Your session ended.")


def test_files_and_password_that_were_received_are_told_in_english(visitor):
    answers = natural()
    page = visitor.post(REGISTER, answers | {"action": "attach"})
    assert_english(page, "Already received:", "Password already received.", "cedula.pdf")
    page = visitor.post(
        REGISTER, {"action": "attach"}, headers={"hx-request": "true", "hx-target": "documents-contacto"}
    )
    assert "To change it, choose another file." in page.text
    assert spanish(page.text) == []
    del answers["password-password"], answers["documents-contacto"]
    page = visitor.post(REGISTER, answers | {"person-first_name": "Otra", "action": "show"})
    assert_english(page, "enter the password again: we must check")


def test_the_municipalities_of_a_department_are_asked_for_in_english(visitor):
    field = visitor.get("/en/register/municipalities/", {"prefix": "company", "company-department": "05"})
    assert "Municipality" in field.text
    assert "Medellín" in field.text
    assert spanish(field.text) == []
    assert 'hx-get="/en/register/municipalities/"' in visitor.get(REGISTER).text


# --- Registration that is finished ---------------------------------------------------------------------
KEPT = [User, Profile, Company, LegalRepresentative, Characterisation, Consent, SupportingDocument, Mail, Entry]
NEW_EACH_TIME = re.compile(r"id|at|.*_at|date_joined|password|(?:user|profile|company|document|subject|actor)_id")


def kept() -> dict:
    """What is in the database of a registration, but for keys, instants and the language of the link's page."""
    rows = {
        model: [
            {name: value for name, value in row.items() if not NEW_EACH_TIME.fullmatch(name)}
            for row in model.objects.order_by("pk").values()
        ]
        for model in KEPT
    }
    for row in rows[Mail]:
        row["details"].pop("language", None)
    return rows


def kept_by(address: str, answers: dict) -> dict:
    """The same, of one that leaves nothing behind."""
    before = transaction.savepoint()  # a block around it is no place to receive files in
    page = begun(Client()).post(address, answers)
    assert page.status_code == 302, page.text
    rows = kept()
    transaction.savepoint_rollback(before)
    return rows


WHOLE = {
    "natural": lambda: (
        natural(**SENSITIVE, characterisation__schooling="maestria") | accepted("sensitive_data", "news")
    ),
    "minor": minor,
    "company": lambda: legal() | accepted("electronic_notice"),
    "abroad": lambda: legal(**FOREIGN_COMPANY) | FOREIGN_PLACE,
}


@pytest.mark.parametrize("answers", WHOLE.values(), ids=WHOLE)
def test_a_registration_in_english_keeps_what_one_in_spanish_keeps(reference_data, answers):
    in_spanish, in_english = kept_by(PAGE, answers()), kept_by(REGISTER, answers())
    assert in_english == in_spanish
    assert in_english[Consent]
    texts = {wording.text for wording in wordings_in_force().values()}
    assert {row["wording"] for row in in_english[Consent]} <= texts


def test_who_registers_goes_on_from_the_mailbox_in_english(visitor):
    assert visitor.post(REGISTER, natural()).url == DONE
    assert_english(visitor.get(DONE), "Check your email", "ana.nanez@prueba.example", "register again")
    (sent,) = deliver()
    page = visitor.get(re.search(r"http://localhost:8000(/en/\S+)", sent.body)[1], follow=True)
    assert_english(page, "Confirm only if this account is yours.", "Confirm and log in")


def test_who_is_invited_registers_in_english(visitor):
    code = "-".join(path_of(invitation_of(CompanyFactory())).strip("/").split("/")[-2:])
    assert_english(visitor.get(REGISTER, {"invitacion": code}), "invited you to use the portal on its behalf")


# --- The texts that are accepted -----------------------------------------------------------------------
def test_a_text_that_is_accepted_stands_in_spanish_beside_its_english(visitor):
    page, in_spanish = visitor.get(REGISTER).text, visitor.get(PAGE).text
    for wording in wordings_in_force().values():
        assert wording.english_label in page
        assert wording.english_text.split("\n")[0].split("{")[0][:60] in page
        first = wording.text.split("\n")[0]
        assert f'<div class="prose" lang="es">\n<p>{wording.label}</p>\n<p>{first}' in page
        assert wording.english_text[:40] not in in_spanish
        assert f'value="{wording.sha256}"' in page
        assert f'value="{wording.sha256}"' in in_spanish


def test_a_text_without_english_is_shown_in_spanish_and_says_so(visitor):
    ConsentText.objects.filter(kind="news").update(english_label="", english_text="")
    page = visitor.get(REGISTER)
    assert_english(page, "This text is in Spanish only")
    assert f'<span lang="es">{wordings_in_force()["news"].label}</span>' in page.text


@pytest.mark.parametrize("half", [{"english_label": ""}, {"english_text": ""}])
def test_a_text_is_not_half_in_english(reference_data, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentText.objects.filter(kind="news").update(**half)
