"""What an unfinished registration keeps: everything typed, files and the password; and for how long."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.models import DraftDocument, Profile, RegistrationDraft, SupportingDocument, User
from accounts.registering.drafts import purge_drafts
from documents.models import Document, private_storage
from documents.receiving import receive
from tests.accounts.registration_answers import ACCOUNT, COMPANY, DONE, PAGE, PASSWORD, begun, legal, natural
from tests.documents.files import pdf, upload

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
SAME = pdf()


@pytest.fixture
def visitor(client, reference_data):
    return begun(client)


def without(answers: dict, *names: str) -> dict:
    return {name: value for name, value in answers.items() if name not in names}


# --- An error loses nothing ------------------------------------------------------------------------------
def test_an_error_anywhere_keeps_everything_typed(visitor):
    answers = legal(account__username="", company__nit="900494393-9")
    page = visitor.post(PAGE, answers)
    assert page.status_code == 422
    typed = {name: text for name, text in answers.items() if isinstance(text, str) and text}
    forms = page.context["forms"]
    shown = {
        field.html_name: str(field.value())
        for form in (
            forms.person,
            forms.email,
            forms.contact,
            forms.traits,
            forms.company,
            forms.representative,
        )
        for field in form
    }
    assert (
        shown.items()
        >= {name: text for name, text in typed.items() if name in shown and text != "on"}.items()
    )
    assert "<title>Error: Registro" in " ".join(page.content.decode().split())


def test_an_error_keeps_files_and_password_so_that_neither_is_sent_again(visitor):
    page = visitor.post(PAGE, legal(contact__address=""))
    text = page.content.decode()
    assert text.count("Ya recibido:") == 5
    assert "Contraseña ya recibida" in text
    assert PASSWORD not in text
    answers = without(legal(), "password-password", "password-password_again")
    answers = {name: value for name, value in answers.items() if not name.startswith("documents-")}
    assert visitor.post(PAGE, answers).url == DONE
    assert User.objects.get().check_password(PASSWORD)
    assert SupportingDocument.objects.count() == 5


@pytest.mark.parametrize(
    "change",
    [
        {"account__username": "otro.nombre"},
        {"person__first_name": "Otra"},
        {"email__email": "otra@prueba.example", "email__email_again": "otra@prueba.example"},
    ],
)
def test_a_password_is_asked_again_of_somebody_who_changed(visitor, change):
    visitor.post(PAGE, natural(contact__address=""))
    answers = without(natural(**change), "password-password", "password-password_again")
    page = visitor.post(PAGE, answers)
    assert "password" in page.context["forms"].password.errors
    assert "escriba de nuevo la contraseña" in page.content.decode()


def test_another_password_may_be_written(visitor):
    visitor.post(PAGE, natural(contact__address=""))
    other = {"password__password": "otra frase distinta", "password__password_again": "otra frase distinta"}
    visitor.post(PAGE, natural(**other))
    assert User.objects.get().check_password("otra frase distinta")


def test_a_bad_new_password_is_not_forgiven_by_the_earlier_good_one(visitor):
    visitor.post(PAGE, natural(contact__address=""))
    page = visitor.post(PAGE, natural(password__password_again="distinta"))
    assert "password_again" in page.context["forms"].password.errors


# --- Files -----------------------------------------------------------------------------------------------
def test_a_refused_file_is_said_beside_its_field_and_the_good_ones_stay(visitor):
    page = visitor.post(PAGE, legal() | {"documents-rut": upload(b"<html>", "rut.pdf")})
    slots = {slot.category: slot for slot in page.context["slots"]}
    assert "«rut.pdf»: " in slots["rut"].problems[0]
    assert [len(slots[kind].received) for kind in ("rut", "representante", "contacto", "otro")] == [
        0,
        1,
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        (legal, {"documents-rut", "documents-representante", "documents-contacto"}),
        (natural, {"documents-contacto"}),
    ],
)
def test_the_documents_that_each_kind_of_person_must_hand_over(visitor, answers, missing):
    answers = {name: value for name, value in answers().items() if not name.startswith("documents-")}
    page = visitor.post(PAGE, answers)
    assert {control.removeprefix("id_") for control, _ in page.context["extra_errors"]} == missing


def test_a_file_is_attached_by_itself_and_its_slot_is_shown_anew(visitor):
    data = {"action": "attach:rut", "documents-rut": upload(pdf(), "rut.pdf")}
    answer = visitor.post(PAGE, data, **HTMX).content.decode()
    assert answer.lstrip().startswith('<div class="upload"')
    assert "rut.pdf" in answer


def test_a_second_file_of_a_kind_replaces_the_first(visitor):
    for pages, name in enumerate(("primero.pdf", "segundo.pdf"), 1):
        file = upload(pdf(pages=pages), name)
        visitor.post(PAGE, {"action": "attach:rut", "documents-rut": file}, **HTMX)
    assert [kept.document.name for kept in DraftDocument.objects.all()] == ["segundo.pdf"]
    assert Document.objects.count() == 1


def test_the_same_file_twice_is_kept_once(visitor):
    """A file on its way when «Finalizar Registro» is pressed arrives with it as well."""
    for _ in range(2):
        visitor.post(PAGE, {"action": "attach:otro", "documents-otro": upload(SAME, "onac.pdf")}, **HTMX)
    assert DraftDocument.objects.count() == Document.objects.count() == 1


def test_other_documents_have_a_limit(visitor, settings):
    settings.REGISTRATION_MAX_DOCUMENTS = 2
    files = [upload(pdf(pages=n), f"{n}.pdf") for n in (1, 2, 3)]
    answer = visitor.post(PAGE, {"action": "attach:otro", "documents-otro": files}, **HTMX)
    assert answer.status_code == 422
    assert "«3.pdf»: Se admiten hasta 2" in answer.content.decode()
    assert DraftDocument.objects.count() == Document.objects.count() == 2


def test_a_file_may_be_taken_back_with_everything_typed_kept(visitor):
    visitor.post(PAGE, {"action": "attach:rut", "documents-rut": upload(pdf(), "rut.pdf")}, **HTMX)
    number = DraftDocument.objects.get().pk
    page = visitor.post(PAGE, legal() | {"action": f"remove:rut:{number}", "documents-rut": ""})
    assert page.status_code == 200
    assert 'value="Laboratorio Ñandú S. A. S."' in page.content.decode()
    assert not DraftDocument.objects.filter(category="rut").exists()


@pytest.mark.parametrize("argument", ["", "x", "rut:²", "rut:" + "9" * 40, "rut:\x00", ":"])
def test_a_file_that_is_not_there_is_not_taken_back(visitor, argument):
    assert visitor.post(PAGE, {"action": f"remove:{argument}"}).status_code == 200


def test_nobody_takes_back_the_file_of_another_browser(visitor):
    visitor.post(PAGE, {"action": "attach:rut", "documents-rut": upload(pdf(), "rut.pdf")}, **HTMX)
    number = DraftDocument.objects.get().pk
    begun(Client()).post(PAGE, {"action": f"remove:rut:{number}"})
    assert DraftDocument.objects.filter(pk=number).exists()


def test_reloading_the_page_shows_the_files_that_arrived(visitor):
    visitor.post(PAGE, {"action": "attach:rut", "documents-rut": upload(pdf(), "rut.pdf")}, **HTMX)
    assert "rut.pdf" in visitor.get(PAGE).content.decode()


def test_municipalities_are_brought_by_a_button_without_judging_anything(visitor):
    page = visitor.post(PAGE, {"action": "places", "contact-department": "91", "person-first_name": "Ana"})
    assert page.status_code == 200
    assert "Leticia" in page.content.decode()
    assert 'value="Ana"' in page.content.decode()


# --- Twice -----------------------------------------------------------------------------------------------
def test_the_same_page_sent_twice_is_one_registration(visitor):
    key = visitor.session["registration_draft"]
    for _ in range(2):
        assert visitor.post(PAGE, natural() | {"draft": key}).url == DONE
    assert Profile.objects.count() == 1


def test_a_file_for_a_registration_that_is_finished_leads_to_the_confirmation(visitor):
    key = visitor.session["registration_draft"]
    visitor.post(PAGE, natural())
    answer = visitor.post(PAGE, {"draft": key, "action": "attach:rut"}, **HTMX)
    assert answer["HX-Redirect"] == DONE


def test_a_draft_that_became_a_profile_leads_to_the_confirmation(visitor):
    key = visitor.session["registration_draft"]
    visitor.post(PAGE, natural())
    session = visitor.session
    session["registration_draft"] = key
    session.save()
    assert visitor.post(PAGE, natural()).url == DONE
    assert Profile.objects.count() == 1


def test_after_finishing_the_page_begins_anew(visitor):
    key = visitor.session["registration_draft"]
    visitor.post(PAGE, natural())
    visitor.get(PAGE)
    assert visitor.session["registration_draft"] != key


# --- How long ----------------------------------------------------------------------------------------------
def age(draft: RegistrationDraft) -> None:
    yesterday = timezone.now() - timedelta(hours=25)
    RegistrationDraft.objects.filter(pk=draft.pk).update(created_at=yesterday)
    Document.objects.update(received_at=yesterday)


def test_what_nobody_finished_in_a_day_is_deleted_with_its_files(visitor, django_capture_on_commit_callbacks):
    visitor.post(PAGE, {"action": "attach:rut", "documents-rut": upload(pdf(), "rut.pdf")}, **HTMX)
    name = Document.objects.get().file.name
    assert purge_drafts() == 0
    age(RegistrationDraft.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_drafts() == 1
    assert not Document.objects.exists()
    assert not private_storage().exists(name)


def test_a_file_that_was_received_for_nobody_is_deleted_in_a_day(visitor):
    receive(upload(pdf(), "suelto.pdf"))
    purge_drafts()
    assert Document.objects.exists()
    Document.objects.update(received_at=timezone.now() - timedelta(hours=25))
    purge_drafts()
    assert not Document.objects.exists()


def test_the_documents_of_a_finished_registration_stay(visitor):
    visitor.post(PAGE, legal())
    age(RegistrationDraft.objects.get())
    purge_drafts()
    assert not RegistrationDraft.objects.exists()
    assert SupportingDocument.objects.count() == Document.objects.count() == 5


# --- Too much, and nonsense --------------------------------------------------------------------------------
def test_too_many_files_from_one_address_are_not_received(visitor, monkeypatch):
    monkeypatch.setattr("accounts.throttling.Throttle.is_exceeded", lambda throttle, key: True)
    answer = visitor.post(PAGE, {"action": "attach:rut", "documents-rut": upload(pdf(), "rut.pdf")}, **HTMX)
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
        visitor.get(PAGE)
    page = visitor.post(PAGE, natural())
    assert "Espere una hora" in page.content.decode()
    assert 'value="Ana Lucía"' in page.content.decode()


def test_a_program_that_fills_every_field_does_not_register(visitor):
    assert visitor.post(PAGE, natural() | {"leave_empty": "https://spam.example"}).status_code == 422
    assert not User.objects.exists()


HOSTILE = ["\x00", "x" * 20_000, "²", "-1", "<script>alert(1)</script>", b"\xff\xfe\xed\xa0\x80"]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_are_refused_in_words(visitor, value):
    answers = legal() | dict.fromkeys([*COMPANY, *ACCOUNT], value) | {"type-person_type": "juridica"}
    answers |= dict.fromkeys(("draft", "invitacion", "person-document_type", "contact-country"), value)
    page = visitor.post(PAGE, answers)
    assert page.status_code == 422
    assert "<script>alert" not in page.content.decode()


def test_an_empty_post_is_a_page_of_errors(visitor):
    assert visitor.post(PAGE, {}).status_code == 422


def test_keys_that_come_twice_break_nothing(visitor):
    answers = natural() | {"person-first_name": ["Ana", "Eva"], "type-person_type": ["natural", "juridica"]}
    assert visitor.post(PAGE, answers).status_code == 422
