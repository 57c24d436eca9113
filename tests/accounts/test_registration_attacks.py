"""Registration under too much, and under nonsense: refused in words, nothing lost and nothing broken."""

import re

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import RegistrationDraft, User
from ground.documents.models import Document
from ground.webforms.pages import TRAPPED
from tests.accounts.registration_answers import ACCOUNT, COMPANY, PAGE, PERSON, begun, legal, natural
from tests.ground.documents.files import pdf, upload

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "documents-rut"}


@pytest.fixture
def visitor(client, reference_data):
    return begun(client)


def test_too_many_files_from_one_address_are_not_received(visitor, monkeypatch):
    monkeypatch.setattr("ground.doors.throttling.Throttle.is_exceeded", lambda throttle, key: True)
    answer = visitor.post(PAGE, {"action": "attach", "documents-rut": upload(pdf(), "rut.pdf")}, **HTMX)
    assert "Espere una hora" in answer.content.decode()
    assert not Document.objects.exists()


def test_registrations_of_one_address_are_slowed_down_and_nothing_is_lost(visitor):
    for n in range(settings.REGISTRATIONS_PER_HOUR):
        registered = natural(
            account__username=f"u{n}",
            email__email=f"u{n}@prueba.example",
            email__email_again=f"u{n}@prueba.example",
            person__document_number=str(10_000 + n),
        )
        assert visitor.post(PAGE, registered).status_code == 302
        begun(visitor)
    page = visitor.post(PAGE, natural())
    assert "Espere una hora" in page.content.decode()
    assert 'value="Ana Lucía"' in page.content.decode()


def test_a_program_that_fills_every_field_does_not_register(visitor):
    page = visitor.post(PAGE, natural() | {"leave_empty": "https://spam.example"})
    assert page.status_code == 422
    # Nobody is asked to empty what nobody sees: the page did, and the button is to be pressed again.
    assert page.context["extra_errors"] == [("finish", str(TRAPPED))]
    assert 'id="finish"' in page.text
    assert "spam.example" not in page.text
    assert not User.objects.exists()


def test_a_page_that_lost_its_cookie_is_shown_again_with_all_that_was_typed(reference_data):
    browser = Client(enforce_csrf_checks=True)
    posted = natural() | {"csrfmiddlewaretoken": "x" * 64}
    page = browser.post(PAGE, posted)
    assert page.status_code == 403
    assert "Lo que escribió sigue aquí" in page.text
    for name, value in {**PERSON, "contact-address": ACCOUNT["contact-address"]}.items():
        if name != "person-document_type":
            assert f'value="{value}"' in page.text
    assert not RegistrationDraft.objects.exists()
    assert browser.post(PAGE, {"action": "attach"}, **HTMX).status_code == 403
    fresh = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
    assert browser.post(PAGE, natural() | {"csrfmiddlewaretoken": fresh}).status_code == 302


HOSTILE = ["\x00", "x" * 20_000, "²", "-1", "<script>alert(1)</script>", b"\xff\xfe\xed\xa0\x80"]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_are_refused_in_words(visitor, value):
    answers = legal() | dict.fromkeys([*COMPANY, *ACCOUNT], value) | {"type-person_type": "juridica"}
    answers |= dict.fromkeys(("draft", "invitacion", "person-document_type", "contact-country"), value)
    page = visitor.post(PAGE, answers)
    assert page.status_code == 422
    assert "<script>alert" not in page.content.decode()


CURIOUS = {
    "200 letters": ("person-first_name", "Ñ" * 200, "person-first_name"),
    "another department's municipality": ("contact-municipality", "91001", "contact-municipality"),
    "a forged country": ("contact-country", "XX", "contact-country"),
    "a forged document": ("person-document_type", "NIT", "person-document_type"),
    "a forged activity": ("traits-ciiu_division", "00", "traits-ciiu_division"),
    "a year without UVT": ("traits-income_year", "1900", "traits-income_year"),
    "a loss": ("traits-income", "-1", "traits-income"),
    "points and comma": ("traits-income", "1,200.000", "traits-income"),
    "a forged answer": ("characterisation-sex", "otro", "characterisation-sex"),
    "a forged condition": ("characterisation-conditions", ["victima", "rico"], "characterisation-conditions"),
}


@pytest.mark.parametrize(("name", "value", "wrong"), CURIOUS.values(), ids=CURIOUS)
def test_answers_that_the_page_does_not_offer_are_refused_beside_their_field(visitor, name, value, wrong):
    page = visitor.post(PAGE, legal() | {name: value})
    assert page.status_code == 422
    said = {form.add_prefix(field) for form in page.context["forms"] for field in form.errors}
    assert wrong in said


def test_names_with_emoji_or_direction_marks_are_kept_without_the_marks(visitor):
    visitor.post(PAGE, natural(person__first_name="Ana \u202eLucía\u200f 🦙"))
    assert User.objects.get().first_name == "Ana Lucía 🦙"


def test_without_its_token_nothing_is_received(reference_data):
    visitor = begun(Client(enforce_csrf_checks=True))
    assert visitor.post(PAGE, natural()).status_code == 403
    assert not Document.objects.exists()


def test_the_page_asks_the_database_little(visitor, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        visitor.get(PAGE)
    visitor.post(PAGE, legal(contact__address=""))
    answers = {name: value for name, value in legal(contact__address="").items() if "documents-" not in name}
    with django_assert_max_num_queries(40):
        visitor.post(PAGE, answers)


def test_an_empty_post_is_a_page_of_errors(visitor):
    assert visitor.post(PAGE, {}).status_code == 422


def test_keys_that_come_twice_break_nothing(visitor):
    answers = natural() | {"person-first_name": ["Ana", "Eva"], "type-person_type": ["natural", "juridica"]}
    assert visitor.post(PAGE, answers).status_code == 422
