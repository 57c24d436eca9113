"""What the customer answers to a quote, by its pages; and the mails that time sends."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ground.mails.models import Mail
from services.acts.answers import in_force
from services.acts.completion import request_completion
from services.expiry import end_quotes, warn_of_ends
from services.kinds import State
from services.views.customer import FOLLOWING
from services.workflow import ACCEPT
from tariffs.spoken import spoken
from tests.services.requests import WORDS, again, facts, filed, officer, quoted

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(ready):
    return quoted(filed(), officer())


def logged_in(case) -> Client:
    client = Client()
    client.force_login(case.user)
    return client


def path(case, act: str) -> str:
    return f"{case.get_absolute_url()}{act}/"


def hidden() -> dict[str, str]:
    return {"submission": str(uuid4()), "draft": str(uuid4()), "action": "send"}


def test_accepting_shows_what_is_accepted_and_asks_for_the_terms(case):
    client, quote = logged_in(case), in_force(case)
    page = client.get(path(case, "aceptar"))
    for told in (quote.step.letter.number, spoken(quote.written_total), quote.content_sha256, "artículo 2"):
        assert told in page.content.decode()
    answers = hidden() | {"read": quote.content_sha256}
    untold = client.post(path(case, "aceptar"), answers)
    assert untold.status_code == 422
    assert "marque que leyó la cotización" in untold.content.decode()
    assert client.post(path(case, "aceptar"), answers | {"terms": "on"}).status_code == 302
    assert again(case).state == State.ACCEPTED


def test_an_old_page_accepts_nothing(case):
    client, read = logged_in(case), in_force(case).content_sha256
    quoted(case, officer(key="22" * 20))
    late = client.post(path(case, "aceptar"), hidden() | {"read": read, "terms": "on"})
    assert "La versión 2 reemplazó la que usted lee." in late.content.decode()
    assert again(case).state == State.QUOTED


@pytest.mark.parametrize(
    ("act", "state"),
    [
        ("cambio", State.CHECKED), ("no-aceptar", State.DECLINED), ("escribir", State.QUOTED),
        ("desistir", State.WITHDRAWN),
    ],
)  # fmt: skip
def test_every_other_answer_is_a_writing_with_its_acknowledgement(case, act, state):
    client, before = logged_in(case), case.steps.count()
    assert client.get(path(case, act)).status_code == 200
    assert client.post(path(case, act), hidden() | {"text": WORDS}).status_code == 302
    assert again(case).state == state
    step = case.steps.last()
    assert (case.steps.count(), step.text, step.letter.kind) == (before + 1, WORDS, "E")
    assert Mail.objects.about(case).filter(event="services.writing_filed", occasion=str(step.pk)).count() == 1


def test_what_was_asked_is_completed_by_its_page(ready):
    case = filed()
    request_completion(**facts(case, officer()), text=WORDS)
    client = logged_in(case)
    assert client.get(path(case, "completar")).status_code == 200
    assert client.post(path(case, "completar"), hidden() | {"text": WORDS}).status_code == 302
    assert again(case).state == State.FILED


def test_a_request_offers_its_customer_what_it_admits(case):
    client = logged_in(case)
    opened = {act.row.name for act in FOLLOWING.acts if client.get(_address(case, act)).status_code == 200}
    assert opened == {"accept", "ask_change", "decline", "write", "withdraw"}


def test_the_case_shows_the_quote_whose_code_opens_no_case(case):
    """Whoever pays is handed the quote: its code verifies it, and neither answers it nor withdraws."""
    quote = in_force(case)
    assert spoken(quote.written_total) in logged_in(case).get(case.get_absolute_url()).content.decode()
    keys = {"number": quote.step.letter.number, "code": quote.step.letter.verification_code}
    assert Client().post("/servicios/consulta/", keys).status_code != 302
    keys = {"number": case.radicado.number, "code": case.radicado.verification_code}
    assert Client().post("/servicios/consulta/", keys).status_code == 302


def _address(case, act) -> str:
    return reverse(act.row.view_name, args=[case.radicado.number])


# --- What time tells ---------------------------------------------------------------------------------------
def test_the_customer_is_warned_five_days_and_one_day_before_and_once_each(case, on):
    quote = in_force(case)
    told = Mail.objects.about(case).filter(event="services.quote_ends")
    for left, warned in [(6, 0), (5, 1), (4, 1), (1, 2), (0, 2)]:
        on(quote.valid_until - timedelta(days=left))
        for _ in range(2):
            warn_of_ends()
        assert told.count() == warned, left
    assert {mail.recipient for mail in told} == {case.contact_email}


def test_both_sides_are_told_once_that_it_expired(case, on):
    on(in_force(case).valid_until + timedelta(days=1))
    for _ in range(2):
        end_quotes()
    told = Mail.objects.about(case).filter(event="services.quote_expired").values_list("recipient", flat=True)
    assert len(told) == len(set(told)) == 2
    assert ACCEPT.refusal(again(case), in_force(case).valid_until) != ""
