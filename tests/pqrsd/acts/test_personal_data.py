"""Consultas and reclamos about personal data at the desk: by their own norm and by no other.

Ley 1581 de 2012, arts. 14 and 15.
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from expedientes.acts.steps import ActRefusedError
from ground.mails.models import Mail
from legal_calendar.legal_time import long_date
from legal_calendar.stored import current_calendar
from pqrsd.acts.answer import extend
from pqrsd.acts.classification import reclassify
from pqrsd.acts.completion import ask_more_time, complete
from pqrsd.acts.endings import lapse
from pqrsd.acts.transfer import transfer
from pqrsd.deadlines import Ground
from pqrsd.kinds import Kind, Outcome, Step
from pqrsd.notices.mail_events import DUE_CHANGED
from radicados import letter_mails
from tests.outbox import composed
from tests.pqrsd.acts.cases import (
    COMMISSION,
    MONDAY,
    again,
    ask,
    business_day,
    facts,
    received,
    refused_or_not,
    words,
)

pytestmark = pytest.mark.django_db(transaction=True)

ARTICLE = "Ley 1581 de 2012, artículo 15"


@pytest.fixture
def claim(officer):
    return received(Kind.DATA_CLAIM)


def of_petitioner(pqrsd) -> dict:
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")
    request.user = AnonymousUser()
    return {"pk": pqrsd.pk, "submission": uuid4(), "text": "Aquí está.", "request": request}


@pytest.mark.parametrize(("ground", "day", "refused"), [
    (Ground.INCOMPLETE, 5, False), (Ground.INCOMPLETE, 6, True), (Ground.UNCLEAR, 6, True),
])  # fmt: skip
def test_claim_is_completed_on_request_of_the_first_five_days(officer, on, claim, ground, day, refused):
    on(business_day(day))
    with refused_or_not(refused) as refusal:
        ask(claim, officer, ground)
    assert again(claim).is_waiting is not refused
    if refused:
        assert f"5 días hábiles después de la radicación ({ARTICLE})" in str(refusal.value)


def test_letter_that_asks_gives_two_months_and_no_more_time(officer, on, claim):
    on(date(2026, 11, 24))
    event = ask(claim, officer)
    text = words(event.radicado)
    for said in ("25 de enero de 2027", "2 meses", ARTICLE, "podrá presentarla de nuevo"):
        assert said in text
    for unsaid in ("CPACA", "ampliar", "decisión motivada"):
        assert unsaid not in text
    with pytest.raises(ActRefusedError, match=ARTICLE):
        ask_more_time(**of_petitioner(claim))


def test_mail_that_asks_cites_the_same_article(officer, on, claim, monkeypatch):
    on(MONDAY)
    event = ask(claim, officer)
    monkeypatch.setattr(letter_mails, "sealed_pdf", lambda letter: b"")
    body = composed(Mail.objects.get(awaits=letter_mails.letter_key(event.radicado))).body
    assert ARTICLE in body
    assert "CPACA" not in body


def test_claim_that_nobody_completed_is_given_up_by_a_plain_letter(officer, on, claim):
    on(MONDAY)
    ask(claim, officer)
    on(again(claim).waiting_until)
    with pytest.raises(ActRefusedError, match=ARTICLE):
        lapse(**facts(again(claim), officer), text="No respondió.")
    on(again(claim).waiting_until + timedelta(days=1))
    text = words(lapse(**facts(again(claim), officer), text="No respondió.").radicado)
    assert again(claim).outcome == Outcome.LAPSED
    for said in ("se entiende que desistió", ARTICLE, "presentar de nuevo"):
        assert said in text
    for unsaid in ("CPACA", "reposición", "se decreta"):
        assert unsaid not in text


def test_completed_claim_is_due_on_the_safe_day_and_its_writing_tells_both(officer, on, claim):
    on(MONDAY)
    ask(claim, officer)
    on(business_day(3))
    event = complete(**of_petitioner(claim), draft_id=None)
    calendar = current_calendar()
    assert again(claim).due_on == claim.due_on == business_day(15)
    for told in (claim.due_on, calendar.after(business_day(3), 15)):
        assert long_date(told) in words(event.radicado)


@pytest.mark.parametrize(("day", "is_late"), [(2, False), (3, True)])
def test_claim_is_transferred_within_two_days(officer, on, claim, day, is_late):
    on(business_day(day))
    event = transfer(**facts(claim, officer), to=COMMISSION, text="Trata esos datos.")
    assert event.data["is_late"] is is_late
    assert ARTICLE in words(event.radicado)
    assert "CPACA" not in words(event.radicado)


@pytest.mark.parametrize(
    ("kind", "norm"),
    [(Kind.DATA_CLAIM, "Ley 1581 de 2012, art. 15"), (Kind.DATA_QUERY, "Ley 1581 de 2012, art. 14")],
)
def test_extension_cites_the_norm_that_gives_it(officer, on, kind, norm):
    pqrsd = received(kind)
    on(MONDAY)
    text = words(extend(**facts(pqrsd, officer), days=5, text="Faltan archivos.").radicado)
    assert norm in text
    assert "CPACA" not in text


def test_query_is_asked_to_be_completed_while_its_clock_goes_on(officer, on):
    pqrsd = received(Kind.DATA_QUERY)
    on(business_day(9))
    text = words(ask(pqrsd, officer).radicado)
    assert "sigue corriendo" in text
    assert "Ley 1581 de 2012, artículo 14" in text
    assert (again(pqrsd).due_on, again(pqrsd).is_waiting) == (pqrsd.due_on, False)
    assert not pqrsd.completion_requests.exists()


@pytest.mark.parametrize(
    ("kind", "waiting_until", "due_on"),
    [
        (Kind.DATA_CLAIM, date(2027, 1, 25), None),  # 23 January is a Saturday
        (Kind.DATA_QUERY, None, date(2026, 12, 7)),
        (Kind.COMPLAINT, date(2026, 12, 23), None),
    ],
)
def test_what_waits_has_the_time_of_the_kind_that_it_turns_out_to_be(officer, on, kind, waiting_until, due_on):
    pqrsd = received()
    on(MONDAY)
    ask(pqrsd, officer)
    reclassify(pk=pqrsd.pk, version=None, kind=kind, reason="Es sobre sus datos.", by=officer)
    assert (again(pqrsd).waiting_until, again(pqrsd).due_on) == (waiting_until, due_on)
    told = Mail.objects.of(DUE_CHANGED).about(pqrsd)
    assert told.exists() is (kind != Kind.COMPLAINT)


def test_what_ran_as_a_query_waits_again_once_it_is_of_another_kind(officer, on):
    pqrsd = received()
    on(MONDAY)
    ask(pqrsd, officer)
    for kind in (Kind.DATA_QUERY, Kind.REPORT):
        reclassify(pk=pqrsd.pk, version=None, kind=kind, reason="Se leyó otra vez.", by=officer)
    case = again(pqrsd)
    assert (case.kind, case.is_reserved, case.due_on, case.waiting_until) == (
        Kind.REPORT, True, None, date(2026, 12, 23),
    )  # fmt: skip
    told = case.steps.filter(kind=Step.DUE_CHANGED).last().text
    assert "El término se detuvo hasta que complete la petición" in told
    assert "antes, la respuesta vencía el 7 de diciembre de 2026." in told
