"""What was sent while the portal could not take it comes back, and is sent again from the page that says so."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from accounts.models import Profile
from accounts.registering.drafts import KEY
from pqrsd.models import Pqrsd
from requests_oec.models import OecRequest
from tests.accounts.registration_answers import PAGE as REGISTRATION
from tests.accounts.registration_answers import PASSWORD, begun, natural
from tests.factories import POSTED
from tests.ground.documents.files import pdf, upload
from tests.pqrsd.form_answers import PAGE as PETITION
from tests.pqrsd.form_answers import answers
from tests.requests_oec.posting import URL as OEC
from tests.requests_oec.posting import complete_draft

pytestmark = pytest.mark.django_db(transaction=True)

CSRF = "c" * 32
PASSWORDS = {"password-password": PASSWORD, "password-password_again": PASSWORD}


class Form(HTMLParser):
    """The form of a page: where it goes, what it holds, and the files that it asks for."""

    def __init__(self, text: str):
        super().__init__()
        self.action, self.fields, self.files = "", {}, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "form":
            self.action = told["action"]
        elif tag == "input" and told["type"] == "file":
            self.files.append(told["name"])
        elif tag == "input":
            self.fields.setdefault(told["name"], []).append(told["value"])


@dataclass
class Case:
    """Somebody, what they send, and how many of it there are once it was taken."""

    client: Client
    path: str
    posted: dict
    count: object
    files: dict = field(default_factory=dict)
    typed_anew: dict = field(default_factory=dict)


def petition(laboratory):
    return Case(
        Client(), PETITION, answers(), Pqrsd.objects.count, {"attachments": upload(pdf(), "recibo de mayo.pdf")}
    )


def oec(laboratory):
    complete_draft(laboratory)
    (client := Client()).force_login(laboratory)
    filed = OecRequest.objects.exclude(radicado=None).count
    return Case(client, OEC, POSTED | {"action": "file"}, filed)


def registration(laboratory, path=REGISTRATION):
    posted, people = natural(), Profile.objects.exclude(user=laboratory)
    paper = {"documents-contacto": posted.pop("documents-contacto")}
    client = begun(Client())
    posted["draft"] = client.session[KEY]
    return Case(client, path, posted, people.count, paper, PASSWORDS)


def registration_in_english(laboratory):
    return registration(laboratory, "/en/register/")


def away(*arguments):
    raise OperationalError("server closed the connection unexpectedly")


def send(case: Case, posted: dict, path: str = ""):
    case.client.raise_request_exception = False
    case.client.handler.enforce_csrf_checks = True
    case.client.cookies[settings.CSRF_COOKIE_NAME] = CSRF
    return case.client.post(path or case.path, {"csrfmiddlewaretoken": CSRF} | posted)


@pytest.mark.parametrize("someone", [petition, oec, registration, registration_in_english])
def test_what_was_typed_comes_back_and_is_sent_again(laboratory, someone):
    case = someone(laboratory)
    with connection.execute_wrapper(away):
        page = send(case, case.posted | case.files)
    assert (page.status_code, page.headers["Retry-After"]) == (503, "60")
    assert "no-store" in page.headers["Cache-Control"]
    form = Form(page.text)
    assert form.action == case.path
    kept = {name: values for name, values in form.fields.items() if name != "csrfmiddlewaretoken"}
    assert kept == {name: [text] for name, text in case.posted.items() if name not in PASSWORDS}
    assert PASSWORD not in page.text
    assert form.files == list(case.files)
    assert all(file.name in page.text for file in case.files.values())
    for file in case.files.values():
        file.seek(0)
    assert case.count() == 0
    for _ in range(2):  # a second press files nothing more
        assert send(case, form.fields | case.files | case.typed_anew, form.action).status_code == 302
        assert case.count() == 1
        for file in case.files.values():
            file.seek(0)


def test_petition_that_was_filed_without_an_answer_is_filed_once(laboratory, monkeypatch):
    case = petition(laboratory)
    with monkeypatch.context() as patched:
        patched.setattr("pqrsd.views.form.filed_page", away)
        page = send(case, case.posted)
    assert (page.status_code, case.count()) == (503, 1)
    answer = send(case, Form(page.text).fields)
    assert answer.url == reverse("pqrsd:case", args=[Pqrsd.objects.get().radicado.number])
    assert case.count() == 1


def test_page_in_english_says_it_in_english(laboratory):
    case = registration_in_english(laboratory)
    with connection.execute_wrapper(away):
        page = send(case, case.posted)
    assert 'lang="en"' in page.text
    assert "Send again" in page.text


def test_long_texts_stand_in_sight_as_they_were_written(laboratory):
    case = petition(laboratory)
    words = "Pido que <b>revisen</b>\r\nmi balanza, que pesa de más desde mayo."
    with connection.execute_wrapper(away):
        page = send(case, case.posted | {"words-request": words})
    assert "Pido que &lt;b&gt;revisen&lt;/b&gt;<br>mi balanza" in page.text


@pytest.mark.parametrize(
    ("headers", "token"),
    [
        ({}, "x" * 32),  # of another site, which knows none
        ({"hx-request": "true"}, CSRF),  # sent from a page that stays as it is
    ],
)
def test_what_no_page_of_ours_sent_is_not_given_back(laboratory, headers, token):
    case = registration(laboratory)
    case.client.handler.enforce_csrf_checks = True
    case.client.raise_request_exception = False
    case.client.cookies[settings.CSRF_COOKIE_NAME] = CSRF
    with connection.execute_wrapper(away):
        page = case.client.post(case.path, case.posted | {"csrfmiddlewaretoken": token}, headers=headers)
    assert page.status_code in {403, 503}
    assert "Ana.Nanez" not in page.text


def test_reading_pages_give_nothing_back(laboratory):
    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(away):
        assert "<form" not in client.get("/noticias/").text
