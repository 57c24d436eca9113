"""What was typed of a petition waits for whoever has an account, on any device, and for nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ground.documents.models import DraftFile, FileDraft
from ground.documents.tasks import purge_file_drafts
from ground.webforms import opened_pages
from ground.webforms.models import PageDraft
from pqrsd.models import Pqrsd
from tests.factories import ProfileFactory
from tests.ground.documents.files import pdf, upload
from tests.pqrsd.form_answers import PAGE, answers, shown, text_of
from tests.pqrsd.test_desk_new import NEW, TYPED

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ready")]
FOUND = "Siga donde iba"


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch):
    monkeypatch.setattr(opened_pages, "HURRY", timedelta(seconds=-1))


@pytest.fixture
def person(reference_data):
    return ProfileFactory().user


@pytest.fixture
def browser(person):
    return logged_in(person)


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def save(client: Client, changed: str | None = None, **changes):
    """As the page saves by itself: all of it is sent, and one control is said to have changed."""
    headers = {"HX-Request": "true"} | ({"HX-Trigger-Name": changed} if changed else {})
    return client.post(PAGE, answers(**changes) | {"action": "save"}, headers=headers)


def test_each_button_keeps_what_was_typed_and_another_device_finds_it(browser, person):
    browser.post(PAGE, answers(action="places", words__subject="A medio escribir"))
    elsewhere = logged_in(person).get(PAGE)
    assert shown(elsewhere)["words-subject"] == "A medio escribir"
    assert FOUND in text_of(elsewhere)


def test_what_is_wrong_is_kept_too(browser):
    browser.post(PAGE, answers(action="review", contact__email="ana arroba", words__request=""))
    page = browser.get(PAGE)
    assert shown(page)["contact-email"] == "ana arroba"
    assert "field-error" not in text_of(page)


def test_a_save_keeps_the_control_that_changed_and_says_so(browser):
    saved = save(browser, "words-subject", words__subject="Nuevo")
    assert "Borrador guardado" in text_of(saved)
    assert PageDraft.objects.get().typed == {"words-subject": "Nuevo"}
    save(browser, "words-grounds", words__subject="De una página más vieja", words__grounds="Porque sí")
    assert PageDraft.objects.get().typed == {"words-subject": "Nuevo", "words-grounds": "Porque sí"}


def test_its_files_are_found_again_and_outlive_the_day(browser):
    page = browser.get(PAGE)
    token = page.context["page"].opened.token
    browser.post(PAGE, answers(action="attach", draft=token) | {"attachments": upload(pdf(), "prueba.pdf")})
    FileDraft.objects.update(created_at=timezone.now() - timedelta(days=3))
    purge_file_drafts()
    again = browser.get(PAGE)
    assert "prueba.pdf" in text_of(again)
    browser.post(PAGE, answers(draft=again.context["page"].opened.token))
    assert Pqrsd.objects.get().steps.get().anexos.count() == 1


def test_filing_ends_the_draft(browser):
    save(browser)
    browser.post(PAGE, answers(draft=browser.get(PAGE).context["page"].opened.token))
    assert Pqrsd.objects.count() == 1
    assert FOUND not in text_of(browser.get(PAGE))


def test_it_is_thrown_away_with_its_files(browser):
    token = browser.get(PAGE).context["page"].opened.token
    browser.post(PAGE, answers(action="attach", draft=token) | {"attachments": upload(pdf(), "prueba.pdf")})
    assert browser.post(PAGE, {"action": "discard", "draft": token}).url == PAGE
    assert not PageDraft.objects.exists()
    assert not DraftFile.objects.exists()


def test_what_nobody_goes_on_with_is_forgotten(browser):
    save(browser)
    PageDraft.objects.update(saved_at=timezone.now() - timedelta(days=31))
    purge_file_drafts()
    assert not PageDraft.objects.exists()


# --- For nobody else ---------------------------------------------------------------------------------------
def test_nothing_is_kept_of_who_has_no_account(client):
    told = text_of(save(client))
    assert "Su sesión terminó" in told
    client.post(PAGE, answers(action="places"))
    assert not PageDraft.objects.exists()
    assert "sessionid" not in client.cookies


def test_what_is_asked_anonymously_is_kept_for_nobody_and_what_was_kept_goes(browser):
    save(browser)
    assert PageDraft.objects.count() == 1
    told = text_of(save(browser, applicant="anonimo"))
    assert "no se guarda en su cuenta" in told
    assert not PageDraft.objects.exists()


def test_each_finds_their_own(browser):
    save(browser, words__subject="Lo mío")
    assert shown(logged_in(ProfileFactory().user).get(PAGE))["words-subject"] != "Lo mío"


# --- At the desk -------------------------------------------------------------------------------------------
def test_the_officer_finds_what_they_were_writing_down(desk):
    desk.post(NEW, TYPED | {"action": "places", "spot-answer": "Ya se lo dije"})
    page = desk.get(NEW)
    assert FOUND in text_of(page)
    assert page.context["spot"]["answer"].value() == "Ya se lo dije"
    assert page.context["reception"]["channel"].value() == "presencial"
    desk.post(NEW, TYPED | {"draft": page.context["page"].opened.token})
    assert not PageDraft.objects.exists()
