"""The short session of one case: what opens it, what it opens, how it ends, and what it says of nobody."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Session
from expedientes.following import begin_session
from expedientes.models import CaseSession, Paso
from expedientes.tasks import purge_case_sessions
from expedientes.views.follower import COOKIE
from pqrsd.acts.classification import reclassify
from pqrsd.kinds import Kind, Step
from tests.factories import laboratory_user, person_user
from tests.pqrsd.desk import QUEUE, REASON
from tests.pqrsd.following import (
    LOOKUP,
    WORDS,
    add_file,
    end_sessions,
    enter,
    is_open,
    keys,
    page_fields,
    path_of,
    steps,
    text_of,
)
from tests.pqrsd.form_answers import PAGE, answers
from tests.pqrsd.petitions import petition
from tests.requests_oec.posting import filed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]

ASKED = "Escriba el número y el código"


# --- What opens it -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("is_secure", [False, True])
def test_number_and_code_give_a_cookie_of_that_case_alone(client, anonymous, settings, is_secure):
    settings.SESSION_COOKIE_SECURE = is_secure
    cookie = client.post(LOOKUP, keys(anonymous)).cookies[COOKIE]
    assert cookie["path"] == path_of(anonymous)
    assert (cookie["httponly"], cookie["samesite"], bool(cookie["secure"])) == (True, "Lax", is_secure)
    assert settings.CASE_ACCESS_MINUTES * 60 - 5 <= cookie["max-age"] <= settings.CASE_ACCESS_MINUTES * 60
    assert cookie.value not in str(CaseSession.objects.values().get())


def test_no_address_says_more_than_the_number(client, anonymous):
    response = client.post(LOOKUP, keys(anonymous))
    assert response.url == f"{LOOKUP}{anonymous.radicado.number}/"
    filed = Client().post(PAGE, answers("anonimo"))
    assert re.fullmatch(f"{LOOKUP}[0-9]{{4}}-E-[0-9]{{6}}/", filed.url)


def test_session_is_never_taken_from_the_visitor(client, anonymous):
    client.cookies[COOKIE] = "elegida-por-otro"
    assert client.post(LOOKUP, keys(anonymous)).cookies[COOKIE].value != "elegida-por-otro"
    tokens = {client.post(LOOKUP, keys(anonymous)).cookies[COOKIE].value for _ in range(3)}
    assert len(tokens) == 3
    assert all(len(token) >= 43 for token in tokens)


def test_own_case_by_log_in_leaves_nothing_to_the_browser(client):
    user = person_user()
    case = petition(user=user)
    client.force_login(user)
    assert is_open(client, case)
    assert COOKIE not in client.post(LOOKUP, keys(case)).cookies
    assert not CaseSession.objects.exists()
    client.post("/salir/")
    assert [client.get(path_of(case, act)).status_code for act in ("", "escribir/", "desistir/")] == [404] * 3
    assert client.post(path_of(case, "desistir/"), page_fields()).status_code == 404
    assert case.steps.count() == 1


def test_log_in_is_judged_at_each_request(client):
    user = person_user()
    case = petition(user=user)
    client.force_login(user)
    assert is_open(client, case)
    Session.objects.all().delete()  # ended from another device
    assert not is_open(client, case)


# --- What it opens -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("token", ["x", "a" * 5_000, "\x00", "ñ", "%00", '"', "{}", "\xff", "../", "=;="])
def test_forged_token_opens_nothing(client, anonymous, token):
    client.defaults["HTTP_COOKIE"] = f"{COOKIE}={token}"  # as no library of cookies would write it
    assert not is_open(client, anonymous)


def test_token_opens_whole_and_to_the_letter(client, anonymous):
    _, token = begin_session(anonymous)
    for wrong in (token[:-1], token + "=", token.swapcase(), f" {token[1:]}"):
        client.cookies[COOKIE] = wrong
        assert not is_open(client, anonymous)
    stored = CaseSession.objects.get().token_sha256  # whoever reads the table opens nothing
    client.cookies[COOKIE] = stored
    assert not is_open(client, anonymous)
    client.cookies[COOKIE] = token
    assert is_open(client, anonymous)


def test_token_of_a_case_opens_no_other(client, anonymous):
    other = petition(petitioner=None)
    file = add_file(other)
    enter(client, anonymous)
    for act in ("", "escribir/", "desistir/", f"anexos/{file.pk}/", f"cartas/{other.radicado.number}.pdf"):
        assert client.get(path_of(other, act)).status_code == 404
    assert client.post(path_of(other, "desistir/"), page_fields()).status_code == 404
    assert client.post(path_of(other, "salir/")).status_code == 404
    assert CaseSession.objects.count() == other.steps.filter(kind=Paso.Kind.FILED).count() == 1


def test_session_is_worth_nothing_to_the_rest_of_the_portal(client, anonymous):
    enter(client, anonymous)
    assert client.get("/radicados/").status_code == 302
    assert client.get(f"{QUEUE}{anonymous.radicado.number}/").status_code == 302


# --- How it ends -------------------------------------------------------------------------------------------
def test_session_ends_when_it_was_said_and_no_visit_renews_it(client, anonymous, settings):
    path = enter(client, anonymous)
    ends_at = CaseSession.objects.get().ends_at
    assert ends_at - timezone.now() <= timedelta(minutes=settings.CASE_ACCESS_MINUTES)
    for _ in range(3):
        assert COOKIE not in client.get(path).cookies
    client.post(f"{path}escribir/", page_fields() | {"text": WORDS})
    assert CaseSession.objects.get().ends_at == ends_at
    end_sessions()
    page = client.get(path)
    assert page.status_code == 404
    assert ASKED in text_of(page)


def test_poll_of_a_page_whose_session_is_over_leads_to_the_question(client, anonymous):
    path = path_of(anonymous)
    assert client.get(path, headers={"HX-Request": "true"})["HX-Redirect"] == path


def test_leaving_ends_the_session_and_says_so(client, anonymous):
    page = text_of(client.get(enter(client, anonymous)))
    assert f'action="{path_of(anonymous, "salir/")}"' in page
    assert "Salir de este caso" in text_of(client.get(path_of(anonymous, "escribir/")))
    token = client.cookies[COOKIE].value
    response = client.post(path_of(anonymous, "salir/"))
    assert response.url == LOOKUP
    cookie = response.cookies[COOKIE]
    assert (cookie.value, cookie["path"], cookie["max-age"]) == ("", path_of(anonymous), 0)
    assert "Salió del caso" in text_of(client.get(LOOKUP))
    assert not CaseSession.objects.exists()
    client.cookies[COOKIE] = token  # a copy that somebody made
    assert not is_open(client, anonymous)
    again = client.post(path_of(anonymous, "salir/"))
    assert again.status_code == 404


def test_leaving_one_window_closes_no_other_browser(client, anonymous):
    other = Client()
    enter(other, anonymous)
    client.post(enter(client, anonymous, "salir/"))
    assert is_open(other, anonymous)


def test_leaving_asks_for_a_page_of_ours(anonymous):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post(enter(browser, anonymous, "salir/"))
    assert response.status_code == 403
    page = text_of(response)
    assert "Pulse otra vez «Salir de este caso»" in page
    assert is_open(browser, anonymous)
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert browser.post(path_of(anonymous, "salir/"), {"csrfmiddlewaretoken": token}).status_code == 302


def test_whoever_is_logged_in_to_their_own_leaves_by_logging_out(client):
    user = person_user()
    case = petition(user=user)
    client.force_login(user)
    assert "Salir de este caso" not in text_of(client.get(path_of(case)))
    assert client.post(path_of(case, "salir/")).status_code == 302
    assert is_open(client, case)


def test_deleted_and_ended_rows_open_nothing_and_are_purged(client, anonymous):
    path = enter(client, anonymous)
    live, _ = begin_session(anonymous)
    CaseSession.objects.exclude(pk=live.pk).update(ends_at=timezone.now())
    for _ in range(2):
        purge_case_sessions()
    assert CaseSession.objects.get() == live
    assert client.get(path).status_code == 404


def test_case_that_turns_out_a_denuncia_is_still_its_petitioners(client, anonymous, control, ana):
    path = enter(client, anonymous)
    reclassify(pk=anonymous.pk, version=anonymous.version, kind=Kind.REPORT, reason=REASON, by=ana)
    assert client.get(path).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_leaving_while_something_is_sent_ends_well_either_way(anonymous):
    browsers = [Client(), Client()]
    _, token = begin_session(anonymous)
    for browser in browsers:
        browser.cookies[COOKIE] = token
    start = Barrier(2)

    def press(browser: Client, act: str) -> int:
        try:
            start.wait()
            return browser.post(path_of(anonymous, act), page_fields() | {"text": WORDS}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as windows:
        sent, left = windows.map(press, browsers, ("escribir/", "salir/"))
    assert left == 302
    assert sent in {302, 404}
    assert steps(anonymous, Step.REPLIED) == (sent == 302)
    assert not CaseSession.objects.exists()


def test_session_of_a_case_that_is_no_petition_opens_no_petition(client):
    case = filed(laboratory_user())
    _, client.cookies[COOKIE] = begin_session(case)
    assert client.get(f"/pqrsd/consulta/{case.radicado.number}/").status_code == 404
