"""What an unfinished registration keeps: everything typed, files and the password; and for how long."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Profile, RegistrationDraft, Session, SupportingDocument, User
from accounts.registering import drafts
from accounts.tasks import forget_what_is_over
from ground.documents import slots
from ground.documents.models import Document, DraftFile, FileDraft, private_storage
from ground.documents.receiving import receive
from ground.documents.tasks import purge_file_drafts, tidy_documents
from tests.accounts.registration_answers import DONE, PAGE, PASSWORD, begun, legal, natural
from tests.ground.documents.files import pdf, upload
from tests.triggers import without_triggers

pytestmark = pytest.mark.django_db
SAME = pdf()


@pytest.fixture
def visitor(client, reference_data):
    return begun(client)


def htmx(kind: str) -> dict:
    """The headers of a page that asks only for the place of one kind of documents."""
    return {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": f"documents-{kind}"}


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
    assert shown.items() >= {name: text for name, text in typed.items() if name in shown and text != "on"}.items()
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


@pytest.mark.parametrize("typed", ["900494393", "900.494.393-1"])
def test_a_password_is_not_asked_again_of_whoever_adds_or_mends_the_check_digit(visitor, typed):
    told = visitor.post(PAGE, legal(company__nit=typed)).text
    assert "Contraseña ya recibida" in told
    answers = without(legal(), "password-password", "password-password_again")
    answers = {name: value for name, value in answers.items() if not name.startswith("documents-")}
    assert visitor.post(PAGE, answers).url == DONE


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
    data = {"action": "attach", "documents-rut": upload(pdf(), "rut.pdf")}
    answer = visitor.post(PAGE, data, **htmx("rut")).content.decode()
    assert answer.lstrip().startswith('<div class="upload"')
    assert "rut.pdf" in answer


def test_a_second_file_of_a_kind_replaces_the_first(visitor):
    for pages, name in enumerate(("primero.pdf", "segundo.pdf"), 1):
        file = upload(pdf(pages=pages), name)
        visitor.post(PAGE, {"action": "attach", "documents-rut": file}, **htmx("rut"))
    assert [kept.document.name for kept in DraftFile.objects.all()] == ["segundo.pdf"]
    assert Document.objects.count() == 1


def test_the_same_file_twice_is_kept_once(visitor):
    """A file on its way when «Finalizar Registro» is pressed arrives with it as well."""
    for _ in range(2):
        visitor.post(PAGE, {"action": "attach", "documents-otro": upload(SAME, "onac.pdf")}, **htmx("otro"))
    assert DraftFile.objects.count() == Document.objects.count() == 1


def test_other_documents_have_a_limit(visitor, settings):
    settings.REGISTRATION_MAX_DOCUMENTS = 2
    files = [upload(pdf(pages=n), f"{n}.pdf") for n in (1, 2, 3)]
    answer = visitor.post(PAGE, {"action": "attach", "documents-otro": files}, **htmx("otro"))
    assert answer.status_code == 422
    assert "«3.pdf»: Se admiten hasta 2" in answer.content.decode()
    assert DraftFile.objects.count() == Document.objects.count() == 2


@pytest.mark.parametrize(("kind", "kept"), [("otro", 2), ("rut", 1)])
def test_more_files_than_may_be_kept_are_not_even_looked_at(visitor, settings, monkeypatch, kind, kept):
    settings.REGISTRATION_MAX_DOCUMENTS = 2
    looked_at = []
    monkeypatch.setattr(slots, "receive", lambda file, **rules: looked_at.append(file.name) or receive(file))
    files = [upload(pdf(pages=1 + n % 3), f"{n}.pdf") for n in range(30)]
    answer = visitor.post(PAGE, {"action": "attach", f"documents-{kind}": files}, **htmx(kind))
    assert "«29.pdf»: Se admite" in answer.content.decode()
    assert len(looked_at) == DraftFile.objects.count() == kept


def test_a_file_too_large_is_refused_in_words(visitor):
    file = upload(b"%PDF-1.7" + bytes(25 * 1024 * 1024), "grande.pdf")
    answer = visitor.post(PAGE, {"action": "attach", "documents-rut": file}, **htmx("rut"))
    assert "el máximo es 10,0" in " ".join(answer.content.decode().split())
    assert not Document.objects.exists()


def test_no_transaction_is_open_while_a_file_is_looked_at(transactional_db, monkeypatch):
    """It may take seconds: nobody else may have to wait for it."""
    call_command("load_reference_data", verbosity=0)
    is_open = []
    monkeypatch.setattr(
        slots, "receive", lambda file, **rules: is_open.append(connection.in_atomic_block) or receive(file)
    )
    begun(Client()).post(PAGE, legal())
    assert is_open == [False] * 5


def test_a_file_may_be_taken_back_with_everything_typed_kept(visitor):
    visitor.post(PAGE, {"action": "attach", "documents-rut": upload(pdf(), "rut.pdf")}, **htmx("rut"))
    number = DraftFile.objects.get().pk
    page = visitor.post(PAGE, legal() | {"action": f"remove:{number}", "documents-rut": ""})
    assert page.status_code == 200
    assert 'value="Laboratorio Ñandú S. A. S."' in page.content.decode()
    assert "Se quitó «rut.pdf»." in page.content.decode()
    assert DraftFile.objects.get(slot="documents-rut").removed_at
    visitor.post(PAGE, legal() | {"action": f"restore:{number}", "documents-rut": ""})
    assert DraftFile.objects.get(slot="documents-rut").removed_at is None


@pytest.mark.parametrize("argument", ["", "x", "²", "9" * 40, "\x00", ":", "rut:1"])
def test_a_file_that_is_not_there_is_not_taken_back(visitor, argument):
    assert visitor.post(PAGE, {"action": f"remove:{argument}"}).status_code == 200


def test_nobody_takes_back_the_file_of_another_browser(visitor):
    visitor.post(PAGE, {"action": "attach", "documents-rut": upload(pdf(), "rut.pdf")}, **htmx("rut"))
    number = DraftFile.objects.get().pk
    begun(Client()).post(PAGE, {"action": f"remove:{number}"})
    assert DraftFile.objects.filter(pk=number).exists()


def test_reloading_the_page_shows_the_files_that_arrived(visitor):
    visitor.post(PAGE, {"action": "attach", "documents-rut": upload(pdf(), "rut.pdf")}, **htmx("rut"))
    assert "rut.pdf" in visitor.get(PAGE).content.decode()


def test_municipalities_are_brought_by_a_button_without_judging_anything(visitor):
    page = visitor.post(PAGE, {"action": "places", "contact-department": "91", "person-first_name": "Ana"})
    assert page.status_code == 200
    assert "Leticia" in page.content.decode()
    assert 'value="Ana"' in page.content.decode()


# --- A session that ended ----------------------------------------------------------------------------------
def test_whoever_comes_back_in_another_session_is_told_what_is_gone_and_keeps_what_was_typed(visitor):
    key = visitor.session["registration_draft"]
    visitor.post(PAGE, {"action": "attach", "documents-rut": upload(pdf(), "rut.pdf")}, **htmx("rut"))
    text = begun(Client()).post(PAGE, natural(contact__address="") | {"draft": key}).content.decode()
    assert "Los archivos y la contraseña que había enviado antes ya no están" in text
    assert 'value="Ana Lucía"' in text
    assert "cedula.pdf" in text
    assert "rut.pdf" not in text


@pytest.mark.parametrize("key", ["mine", ""])
def test_nothing_is_said_of_sessions_to_whoever_is_in_the_same(visitor, key):
    key = key and visitor.session["registration_draft"]
    text = visitor.post(PAGE, natural(contact__address="") | {"draft": key}).content.decode()
    assert "Su sesión terminó" not in text


def test_two_windows_of_one_browser_share_files_and_finish_once(visitor):
    key = visitor.session["registration_draft"]
    visitor.get(PAGE)
    visitor.post(PAGE, {"action": "attach", "documents-contacto": upload(pdf(), "cedula.pdf")}, **htmx("contacto"))
    assert visitor.post(PAGE, without(natural(), "documents-contacto") | {"draft": key}).url == DONE
    assert visitor.post(PAGE, natural(account__username="otra") | {"draft": key}).url == DONE
    assert Profile.objects.count() == 1


def test_a_draft_that_was_purged_meanwhile_begins_anew(visitor):
    visitor.post(PAGE, natural(contact__address=""))
    key = RegistrationDraft.objects.get().pk
    FileDraft.objects.all().delete()
    RegistrationDraft.objects.all().delete()
    assert drafts.locked_draft(key).pk == key
    assert visitor.post(PAGE, natural()).url == DONE


# --- Twice -----------------------------------------------------------------------------------------------
def test_the_same_page_sent_twice_is_one_registration(visitor):
    key = visitor.session["registration_draft"]
    for _ in range(2):
        assert visitor.post(PAGE, natural() | {"draft": key}).url == DONE
    assert Profile.objects.count() == 1


def test_a_file_for_a_registration_that_is_finished_leads_to_the_confirmation(visitor):
    key = visitor.session["registration_draft"]
    visitor.post(PAGE, natural())
    answer = visitor.post(PAGE, {"draft": key, "action": "attach"}, **htmx("rut"))
    assert answer["HX-Redirect"] == DONE


def test_a_file_that_arrives_while_another_window_finishes_leads_to_the_confirmation(visitor, monkeypatch):
    other = Client()
    other.cookies = visitor.cookies

    def finishing(file, **rules):
        monkeypatch.undo()
        assert other.post(PAGE, natural()).url == DONE
        return receive(file, **rules)

    monkeypatch.setattr(slots, "receive", finishing)
    late = {"action": "attach", "documents-otro": upload(pdf(pages=3), "tarde.pdf")}
    assert visitor.post(PAGE, late, **htmx("otro"))["HX-Redirect"] == DONE
    assert [kept.document.name for kept in SupportingDocument.objects.all()] == ["cedula.pdf"]


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
    assert key not in visitor.get(PAGE).text


# --- Before there is a session -----------------------------------------------------------------------------
def key_on(page) -> str:
    return re.search(r'name="draft" value="([^"]+)"', page.text)[1]


def test_looking_at_the_page_leaves_nothing_behind(client, reference_data):
    page = client.get(PAGE)
    assert set(client.cookies) == {"csrftoken"}
    assert not Session.objects.exists()
    assert not RegistrationDraft.objects.exists()
    assert key_on(client.get(PAGE)) != key_on(page)


def test_two_files_that_are_sent_before_there_is_a_session_are_of_one_registration(client, reference_data):
    key = key_on(client.get(PAGE))
    twin = Client()
    twin.cookies["csrftoken"] = client.cookies["csrftoken"].value
    for browser, kind in ((client, "rut"), (twin, "contacto")):
        data = {"draft": key, "action": "attach", f"documents-{kind}": upload(pdf(), f"{kind}.pdf")}
        assert browser.post(PAGE, data, **htmx(kind)).status_code == 200
    assert FileDraft.objects.count() == 1
    assert "rut.pdf" in twin.get(PAGE).text


def test_the_key_of_a_page_is_of_no_use_in_another_browser(client, reference_data):
    key = key_on(client.get(PAGE))
    client.post(PAGE, {"draft": key, "action": "attach", "documents-rut": upload(pdf(), "rut.pdf")}, **htmx("rut"))
    stranger = Client()
    stranger.get(PAGE)
    page = stranger.post(PAGE, {"draft": key, "action": "show"})
    assert "rut.pdf" not in page.text
    assert "Su sesión terminó" in page.text


# --- How long ----------------------------------------------------------------------------------------------
def forget_what_is_old() -> None:
    """A day later."""
    yesterday = timezone.now() - timedelta(hours=25)
    for model in (RegistrationDraft, FileDraft):
        model.objects.update(created_at=yesterday)
    with without_triggers():
        Document.objects.update(received_at=yesterday)
    for task in (forget_what_is_over, purge_file_drafts, tidy_documents):
        task()


def test_what_nobody_finished_in_a_day_is_deleted_with_its_files(visitor, django_capture_on_commit_callbacks):
    visitor.post(PAGE, {"action": "attach", "documents-rut": upload(pdf(), "rut.pdf")}, **htmx("rut"))
    name = Document.objects.get().file.name
    for task in (forget_what_is_over, purge_file_drafts):
        task()
    assert RegistrationDraft.objects.exists()
    assert FileDraft.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        forget_what_is_old()
    assert not RegistrationDraft.objects.exists()
    assert not FileDraft.objects.exists()
    assert not Document.objects.exists()
    assert not private_storage().exists(name)


def test_the_documents_of_a_finished_registration_stay(visitor):
    visitor.post(PAGE, legal())
    forget_what_is_old()
    assert not RegistrationDraft.objects.exists()
    assert SupportingDocument.objects.count() == Document.objects.count() == 5
