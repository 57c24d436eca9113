"""Logging in and recovering a password in English: each answer is English, and mails stay Spanish."""

import re
from itertools import count

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.factories import PASSWORD, UserFactory
from tests.outbox import deliver
from tests.test_english_states import told

pytestmark = pytest.mark.django_db

LOGIN, RECOVER = "/en/login/", "/en/recover/"


@pytest.fixture
def user():
    return UserFactory(username="laboratorio", email="correo@prueba.example")


def assert_english(page, *said: str) -> None:
    """All of it, and these words in it."""
    text = told(page, page.status_code)
    assert [words for words in said if words not in text] == []


# --- Log-in --------------------------------------------------------------------------------------------
def test_a_log_in_that_is_refused_is_told_so_in_english(client, user):
    page = client.post(LOGIN, {"username": "laboratorio", "password": "x"})
    assert_english(page, "Wrong username or password.")
    assert_english(client.get(LOGIN, {"next": "/cuenta/"}), "Log in with your username or your email")


def test_who_fails_too_often_is_stopped_in_english(client, user):
    for name in ["laboratorio"] * settings.AXES_FAILURE_LIMIT:
        page = client.post(LOGIN, {"username": name, "password": "x"})
    assert page.status_code == 429
    assert_english(page, "There were too many log-in attempts in a row with these details.", f'href="{RECOVER}"')


def test_a_network_that_fails_too_often_is_stopped_in_english(client, db):
    names = count()
    page = client.get(LOGIN)
    while page.status_code != 429:
        page = client.post(LOGIN, {"username": f"nadie-{next(names)}", "password": "x"})
    assert_english(page, "There were too many log-in attempts in a row from your network.")


def test_who_sends_the_form_from_an_unknown_page_is_asked_again_in_english(user):
    page = Client(enforce_csrf_checks=True).post(LOGIN, {"username": "laboratorio", "password": PASSWORD})
    assert page.status_code == 403
    assert_english(page, "enter your password again", 'value="laboratorio"')


def test_what_was_sent_without_a_session_is_shown_in_english(client, user):
    client.post(LOGIN, {"username": "laboratorio", "password": PASSWORD})
    session = client.session
    path = "/cuenta/datos/"
    session["kept_post"] = {"user_id": str(user.pk), "path": path, "fields": [["a", "1"]], "had_files": True}
    session.save()
    page = client.get("/en/login/resume/")
    assert_english(page, "We kept what you entered", "Files and passwords are not kept", "Discard it")


def test_who_logs_out_in_english_stays_in_english(client, user):
    client.force_login(user)
    assert client.post("/en/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


# --- A forgotten password ------------------------------------------------------------------------------
def link_of(client, user) -> tuple[str, str]:
    """The address that is mailed to who asks in English, and what the mail says."""
    response = client.post(RECOVER, {"identifier": user.username})
    assert_english(client.get(response.url), "you will get an email, in Spanish")
    mail.outbox.clear()
    (sent,) = deliver()
    return re.search(r"http://localhost:8000(\S+)", sent.body)[1], sent.body


def test_a_password_is_recovered_in_english_from_the_asking_to_the_log_in(client, user):
    page = client.post(RECOVER, {"identifier": ""})
    assert_english(page, "Enter your username or your email.")
    link, body = link_of(client, user)
    assert link.startswith(RECOVER)
    assert "Pidieron recuperar la contraseña" in body
    assert "localhost:8000/recuperar/\n" in body
    page = client.get(link, follow=True)
    assert_english(page, "the sessions that you have open will be closed", 'action="/en/recover/password/"')
    page = client.post("/en/recover/password/", {"new_password": "corta", "repeated_password": ""})
    assert_english(page, "too short", "Repeat the new password.")
    new = {"new_password": "una clave nueva y larga", "repeated_password": "una clave nueva y larga"}
    page = client.post("/en/recover/password/", new, follow=True)
    assert page.request["PATH_INFO"] == LOGIN
    assert_english(page, "Your password was changed. Log in with the new one.")
    assert client.post(LOGIN, {"username": "laboratorio", "password": new["new_password"]}).status_code == 302


def test_a_link_that_was_used_says_so_in_english(client, user):
    link, _ = link_of(client, user)
    User.objects.update(password="!")
    page = client.get(link)
    assert page.status_code == 404
    assert_english(page, "This link no longer works", "Ask for a new link")
