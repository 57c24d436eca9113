"""The code of a petition is shown right after filing, to whoever filed it; no address brings it back."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Session
from expedientes import following
from expedientes.following import CODE_LIFE
from expedientes.models import CaseSession
from expedientes.views.follower import COOKIE
from ground.audit.models import Entry
from pqrsd.models import Pqrsd
from tests.factories import person_user
from tests.pqrsd.desk import at_desk
from tests.pqrsd.following import (
    LOOKUP,
    answer,
    code_of,
    end_sessions,
    is_open,
    keys,
    page_fields,
    path_of,
    text_of,
)
from tests.pqrsd.form_answers import PAGE, answers
from tests.pqrsd.test_desk_new import NEW, TYPED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


def filed(client: Client, applicant: str = "anonimo", **facts) -> Pqrsd:
    """By the public form."""
    client.post(PAGE, answers(applicant, **facts))
    return Pqrsd.objects.with_number().latest("pk")


@pytest.fixture
def later(monkeypatch):
    """`later()` is when what was filed before is no longer new."""
    return lambda: monkeypatch.setattr(following, "CODE_LIFE", timedelta(0))


@pytest.mark.parametrize("applicant", ["anonimo", "natural"])
@pytest.mark.parametrize("is_logged_in", [False, True])
def test_code_is_shown_to_the_browser_that_filed_it_and_to_no_other(client, later, applicant, is_logged_in):
    user = person_user()
    if is_logged_in:
        client.force_login(user)
    case = filed(client, applicant, **({"account": "yes"} if is_logged_in else {}))
    for _ in range(3):  # without JavaScript, the page asks again until its letter is signed
        assert code_of(case) in text_of(client.get(path_of(case)))
    assert CaseSession.objects.exists() is not (is_logged_in and applicant == "natural")

    stranger = Client()
    for query in ("", "?radicada", "?radicada=1", "?hecho=1", "?code", "?is_filer=1"):
        page = stranger.get(path_of(case) + query)
        assert (page.status_code, code_of(case) in text_of(page)) == (404, False)
    later()
    page = text_of(client.get(f"{path_of(case)}?radicada"))
    assert code_of(case) not in page
    assert "Su petición quedó radicada" not in page
    assert case.subject in page


def test_case_that_is_answered_at_once_promises_no_answer_any_more(client):
    case = filed(client, "natural")
    assert "Le responderemos a más tardar" in text_of(client.get(path_of(case)))
    answer(case)
    page = text_of(client.get(path_of(case)))
    assert code_of(case) in page
    assert "Le responderemos a más tardar" not in page


def test_whoever_types_the_code_is_not_shown_it(client, anonymous):
    client.post(LOOKUP, keys(anonymous))
    for query in ("", "?radicada", "?hecho=1"):
        page = client.get(path_of(anonymous) + query)
        assert page.status_code == 200
        assert code_of(anonymous) not in text_of(page)


def test_code_is_gone_with_the_log_in_that_filed_it(client):
    user = person_user()
    client.force_login(user)
    case = filed(client, "natural", account="yes")
    assert case.user == user
    client.post("/salir/")
    assert not is_open(client, case)
    client.force_login(user)
    page = text_of(client.get(path_of(case)))
    assert code_of(case) not in page
    assert case.subject in page


def test_page_that_is_sent_again_much_later_opens_nothing(client, later):
    posted = answers("anonimo")
    client.post(PAGE, posted)
    case = Pqrsd.objects.with_number().get()
    later()
    other = Client()
    response = other.post(PAGE, posted)
    assert (response.status_code, response.url) == (302, path_of(case))
    assert not response.cookies.get(COOKIE)
    assert not is_open(other, case)


def test_page_that_an_account_filed_is_sent_again_after_logging_out_and_opens_nothing(client):
    client.force_login(person_user())
    posted = answers("natural") | {"account": "yes"}
    client.post(PAGE, posted)
    case = Pqrsd.objects.with_number().get()
    client.post("/salir/")
    response = client.post(PAGE, posted)
    assert (response.url, COOKIE in response.cookies) == (path_of(case), False)
    assert not is_open(client, case)


def test_step_just_taken_is_told_instead_of_the_code(client):
    case = filed(client)
    done = client.post(path_of(case, "desistir/"), page_fields(), follow=True)
    assert "Su petición quedó desistida." in text_of(done)
    assert code_of(case) not in text_of(done)


def test_follower_without_account_leaves_no_portal_session(client):
    case = filed(client)
    client.get(path_of(case))
    client.post(path_of(case, "salir/"))
    client.get(LOOKUP)
    assert "sessionid" not in client.cookies
    assert not Session.objects.exists()
    assert not Entry.objects.exists()


# --- At the desk -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["queja", "denuncia"])
def test_officer_hands_the_constancia_over_now_and_not_later(desk, berta, later, kind):
    response = desk.post(NEW, TYPED | {"kind-kind": kind})
    case = Pqrsd.objects.with_number().get()
    assert response.url == f"{NEW}?radicada={case.radicado.number}"
    assert response.cookies[COOKIE]["path"] == path_of(case)
    assert response.cookies[COOKIE]["max-age"] <= CODE_LIFE.total_seconds()
    page = text_of(desk.get(response.url))
    assert f'href="{path_of(case)}"' in page
    assert code_of(case) not in page
    assert code_of(case) in text_of(desk.get(path_of(case)))

    other = at_desk(berta)
    assert "La petición quedó radicada" not in text_of(other.get(response.url))
    later()
    end_sessions()
    page = text_of(desk.get(response.url))
    assert "Abrir la constancia" not in page
    assert (case.radicado.number in page) is (kind == "queja")
    assert not is_open(desk, case)


@pytest.mark.parametrize("number", ["", "x", "\x00", "2026-E-999999", "9" * 5_000])
def test_officer_who_filed_nothing_gets_the_empty_page(desk, number):
    page = desk.get(NEW, {"radicada": number})
    assert page.status_code == 200
    assert "La petición quedó radicada" not in text_of(page)
