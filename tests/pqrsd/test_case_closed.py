"""A case that is not open: the one answer for all numbers, and what was being sent, which is not lost."""

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Session
from expedientes.views.follower import COOKIE
from ground.documents.models import DraftFile
from pqrsd.kinds import Kind, Step
from tests.factories import PASSWORD, person_user
from tests.pqrsd.following import LOOKUP, WORDS, keys, page_fields, path_of, text_of, upload
from tests.pqrsd.petitions import petition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


@pytest.mark.parametrize("is_logged_in", [False, True])
@pytest.mark.parametrize("act", ["", "escribir/", "anexos/1/", "cartas/2001-E-000001.pdf", "salir/"])
def test_number_that_exists_and_one_that_does_not_have_one_answer_and_cost_the_same(
    client, anonymous, is_logged_in, act
):
    if is_logged_in:
        client.force_login(person_user())
    client.cookies[COOKIE] = "x" * 43
    client.get(LOOKUP)
    numbers = ["2002-E-000001", anonymous.radicado.number, petition(Kind.REPORT).radicado.number]
    found = [asked_for(client, f"{LOOKUP}{number}/{act}", number) for number in numbers]
    assert found == [found[0]] * 3
    assert f'value="{numbers[0]}"' in found[0][0].replace("NÚMERO", numbers[0])


def asked_for(client: Client, path: str, number: str) -> tuple[str, str, int]:
    """What the page and its buttons answer, the number aside, and their queries."""
    with CaptureQueriesContext(connection) as queries:
        answers = client.get(path), client.post(path, {"text": WORDS})
    assert [answer.status_code for answer in answers] == [404, 404]
    page, sent = (
        re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text_of(answer)).replace(number, "NÚMERO") for answer in answers
    )
    return page, sent, len(queries)


def test_page_that_asks_keeps_what_was_being_sent_and_its_files(client, anonymous):
    posted = page_fields() | {"text": WORDS, "attachments": [upload()]}
    page = text_of(client.post(path_of(anonymous, "escribir/"), posted))
    assert "Escriba el número y el código" in page
    assert WORDS in page
    assert DraftFile.objects.get().document.name == "certificado.pdf"
    kept = {name: posted[name] for name in ("submission", "draft", "text")}
    page = text_of(client.post(LOOKUP, keys(anonymous) | kept | {"act": "reply"}))
    assert "certificado.pdf" in page
    assert "Salir de este caso" in page
    assert client.post(path_of(anonymous, "escribir/"), kept).status_code == 302
    assert anonymous.steps.get(kind=Step.REPLIED).anexos.count() == 1


# --- A portal session that ended while its owner was writing -----------------------------------------------
def log_in(client: Client, user) -> HttpResponse:
    return client.post("/ingreso/", {"username": user.username, "password": PASSWORD})


def test_owner_whose_session_ended_logs_in_again_and_sends_what_they_wrote(client):
    user = person_user()
    case = petition(user=user)
    log_in(client, user)
    Session.objects.all().delete()
    posted = page_fields() | {"text": WORDS}
    page = text_of(client.post(path_of(case, "escribir/"), posted))
    assert "Ingresar con mi usuario y continuar" in page
    response = client.post(path_of(case, "escribir/"), posted | {"account": ""})
    assert response.url.startswith("/ingreso/")
    resume = log_in(client, user).url
    waiting = client.get(resume).context["kept"]
    assert (waiting.path, dict(waiting.fields)["text"]) == (path_of(case, "escribir/"), WORDS)
    assert client.post(resume).url == waiting.path
    client.post(waiting.path, dict(waiting.fields))
    assert case.steps.get(kind=Step.REPLIED).radicado.filed_by == user


def test_who_logs_in_to_a_case_that_is_not_theirs_is_asked_for_its_code_and_loses_nothing(client, anonymous):
    user = person_user()
    log_in(client, user)
    Session.objects.all().delete()
    client.post(path_of(anonymous, "escribir/"), page_fields() | {"text": WORDS, "account": ""})
    resume = log_in(client, user).url
    waiting = client.get(resume).context["kept"]
    page = client.post(waiting.path, dict(waiting.fields))
    assert page.status_code == 404
    assert "Escriba el número y el código" in text_of(page)
    assert WORDS in text_of(page)


def test_no_session_keeps_what_is_written_unless_its_writer_says_that_they_have_an_account(client, anonymous):
    log_in(client, person_user())
    Session.objects.all().delete()
    client.post(path_of(anonymous, "escribir/"), page_fields() | {"text": WORDS})
    assert WORDS not in str(dict(client.session))


def test_browser_that_had_no_account_is_offered_none(client, anonymous):
    posted = page_fields() | {"text": WORDS}
    assert "Ingresar con mi usuario" not in text_of(client.post(path_of(anonymous, "escribir/"), posted))
    page = client.post(path_of(anonymous, "escribir/"), posted | {"account": ""})
    assert page.status_code == 404
    assert WORDS in text_of(page)
