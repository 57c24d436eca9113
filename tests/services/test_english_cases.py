"""A case in English as its customer meets it: where it stands, each act and what refuses it, its money, its results,
the label of an instrument; and nothing of all that makes what is stored, printed, mailed or shown at the desk English.
"""

import re
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.utils.translation import override

from expedientes.models import CaseSession
from expedientes.views.follower import COOKIE, ENGLISH_COOKIE
from fake_bank.models import BankTransaction
from ground.languages import ENGLISH
from ground.mails.models import Mail
from legal_calendar.legal_time import english_date
from radicados.filing import annul
from radicados.models import Radicado
from services.acts.answers import decline, in_force
from services.acts.completion import request_completion
from services.acts.delivery import rate, shut_down
from services.acts.participants import TOO_LATE
from services.acts.payments import register_invoice
from services.acts.seats import move_lists
from services.acts.writings import message, withdraw
from services.bookings import turn_of
from services.expiry import end_quotes
from services.kinds import SeatState, State, Step
from services.models import Appointment, Certificate, Intent, Label, Seat, ServiceRequest
from services.payment.port import Verdict
from services.views.customer import FOLLOWING
from tests.addresses import address
from tests.factories import laboratory_user
from tests.outbox import composed
from tests.pqrsd.following import signed, upload
from tests.services.courses import edition, enrolled, person
from tests.services.payments import confirmed, started, told, treasurer, with_proof, word_of
from tests.services.requests import (
    WORDS,
    accepted,
    again,
    asked,
    at_desk,
    facts,
    filed,
    measurer,
    officer,
    quoted,
    sent,
)
from tests.services.works import certified, delivered, digital, given_back, measured, received, scheduled
from tests.steps import assert_fits
from tests.test_english import english_names
from tests.test_english_states import told as english

pytestmark = pytest.mark.django_db

LOOKUP = "/en/services/follow/"
TOLD = "The balance is to be calibrated at our plant."
ACTS = [act.row.name for act in FOLLOWING.acts]
REASON = "Se radicó dos veces la misma solicitud."


@pytest.fixture
def by(ready):
    return officer()


@pytest.fixture
def laboratory(ready):
    return measurer(key="22" * 20)


@pytest.fixture
def case(by, laboratory):
    return filed(items=(asked(serial="B-1", maker="Acme", model="X", recall_months=12),))


def customer(case: ServiceRequest) -> Client:
    client = Client()
    client.force_login(case.user)
    return client


def english_path(name: str, case: ServiceRequest, *args: object) -> str:
    with override(ENGLISH):
        return reverse(f"services:{name}", args=[case.radicado.number, *args])


def typed(case: ServiceRequest, act: str, **more: str) -> dict[str, str]:
    """What a sound page of the act sends."""
    quote = in_force(case) if case.chains.exists() else None
    keys = {"submission": str(uuid4()), "draft": str(uuid4()), "action": "send", "text": TOLD}
    own = {
        "accept": {"read": quote.content_sha256 if quote else "x", "terms": "on"},
        "rate": {"score": "5"},
        "send_proof": {"amount": "7,217,700.50", "paid_on": "2026-11-02", "bank": "Banco Ceiba", "reference": "0099"},
        "change_participant": {"leaving": "1000000"} | person(900),
    }
    return keys | own.get(act, {}) | more


def send(case: ServiceRequest, act: str, client: Client | None = None, **more) -> HttpResponse:
    files = {"attachments": upload()} if act == "send_proof" else {}
    return (client or customer(case)).post(english_path(act, case), typed(case, act) | files | more)


def read(case: ServiceRequest) -> str:
    """Its page, and that of every act that it offers, all in English; every other act leads back to it."""
    client = customer(case)
    page = english(client.get(english_path("case", case)))
    offered = set()
    for act in ACTS:
        response = client.get(english_path(act, case))
        if response.status_code == 200:
            english(response)
            offered.add(act)
        else:
            assert response.url == english_path("case", case)
    assert {act for act in ACTS if f'href="{english_path(act, case)}"' in page} == offered
    return page


def test_every_english_page_of_a_case_is_read_here(db):
    with override(ENGLISH):
        names = {name for name in english_names(get_resolver()) if address(name, "x").startswith(LOOKUP)}
    files, others = (
        {"document", "letter", "due_day", "lot_certificate"},
        {"lookup", "case", "leave", "payment_back", "results", "round_report"},
    )
    assert names == {f"services:{name}" for name in files | others | set(ACTS)}


# --- Where it stands ---------------------------------------------------------------------------------------
def test_case_is_english_until_it_is_accepted(case, by):
    assert "The INM is reviewing what you asked for." in read(case)
    request_completion(**facts(case, by), text=WORDS)
    page = read(case)
    assert "The next step is yours." in page
    assert "You were asked to complete the request" in page
    assert send(case, "complete").status_code == 302
    case = quoted(again(case), by)
    quote, page = in_force(case), read(case)
    assert f"{english_date(quote.valid_until)}, that day included" in page
    assert " ".join(quote.written_total.in_english.split()) in page
    message(**facts(case, by), text=WORDS)
    page = read(case)
    assert "Message from the Institute" in page
    assert f'<p lang="es">{WORDS}' in page


def test_case_is_english_from_its_payment_to_its_end(case, by, laboratory):
    case = accepted(case, by)
    assert "by " + english_date(again(case).next_on) in read(case)
    case = scheduled(case, by)
    page, turn = read(case), turn_of(Appointment.objects.get())
    assert f"place {turn.place} · estimated {english_date(turn.ready_on)}</strong>, not guaranteed" in page
    assert "Online" in page
    received(case, laboratory)
    assert "Received on" in read(again(case))
    measured(case, laboratory)
    read(again(case))
    certified(case, laboratory, dcc=digital(case))
    delivered(case, by)
    register_invoice(**facts(case, treasurer(key="55" * 20)), number="FE-1", cufe="a1", issued_on=timezone.localdate())
    page = read(again(case))
    assert "Certificate INM-1" in page
    assert "Electronic invoice FE-1" in page
    given_back(case, by)
    rate(**sent(case), score=5, text="Muy bien.")
    shut_down(**facts(case, by), text="")
    assert "Closed" in read(again(case))


@pytest.mark.parametrize("ends", ["declined", "expired", "withdrawn", "annulled", "unpaid"])
def test_case_that_ended_is_english(case, by, on, admin_user, ends):
    case = accepted(case, by) if ends == "unpaid" else quoted(case, by)
    match ends:
        case "declined":
            decline(**sent(case), text=WORDS)
        case "withdrawn":
            withdraw(**sent(case), text=WORDS)
        case "annulled":
            annul(radicado=case.radicado, by=admin_user, reason=REASON)
        case _:
            on(again(case).next_on + timedelta(days=1))
            end_quotes()
    page = read(again(case))
    assert ("30 days" in page) == (ends not in {"withdrawn", "annulled"})
    assert (f'<span lang="es">{REASON}</span>' in page) == (ends == "annulled")


def test_letters_say_in_english_whether_they_are_signed(case):
    client, address = customer(case), english_path("case", case)
    assert "We are preparing and signing the letter" in english(client.get(address))
    again_asked = client.get(address, headers={"hx-request": "true"}).text
    assert "Acknowledgement of receipt" in again_asked
    signed(case.radicado)
    page = english(client.get(address))
    assert english_path("letter", case, case.radicado.number) in page
    assert client.get(english_path("letter", case, case.radicado.number)).status_code == 200


# --- What refuses ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("stands", ["filed", "withdrawn", "accepted"])
def test_every_refusal_is_told_in_english(case, by, stands):
    if stands == "withdrawn":
        withdraw(**sent(case), text="")
    if stands == "accepted":
        case = accepted(case, by)
    admitted = {"filed": {"write", "withdraw"}, "withdrawn": {"write"}, "accepted": {"pay", "send_proof", "withdraw"}}
    for act in set(ACTS) - admitted[stands] - {"write"}:
        page = english(send(again(case), act), 422)
        assert "notice-danger" in page, act


def test_refusals_that_name_a_day_or_a_person_name_them_in_english(case, by, on):
    case = quoted(case, by)
    stale = {"read": in_force(case).content_sha256}
    with_session = Client()
    with_session.post(LOOKUP, {"number": case.radicado.number, "code": case.radicado.verification_code})
    assert "Only those who act for the customer may accept" in english(send(case, "accept", with_session), 422)
    last = in_force(quoted(case, by)).valid_until
    assert "Version 2 replaced the one that you are reading." in english(send(case, "accept", **stale), 422)
    on(last + timedelta(days=1))
    assert f"The quote expired on {english_date(last)}." in english(send(case, "decline"), 422)
    end_quotes()
    on(last + timedelta(days=60))
    assert "More than 30 days have passed" in english(send(case, "ask_requote"), 422)


def test_forms_say_in_english_what_is_wrong(case, by):
    case = accepted(case, by)
    client = customer(case)
    wrong = {"amount": "much", "paid_on": "31/31/2026", "bank": "", "reference": ""}
    page = english(client.post(english_path("send_proof", case), typed(case, "send_proof") | wrong), 422)
    for said in ("Enter the amount in figures", "Enter a date that exists", "Enter the bank", "Attach the proof"):
        assert said in page
    later = {"amount": "0", "paid_on": f"{timezone.localdate() + timedelta(days=1)}"}
    page = english(send(case, "send_proof", **later), 422)
    assert "The date cannot be in the future." in page
    assert "The amount must be greater than zero." in page
    assert "Write what you want to tell us" in english(send(case, "write", text=""), 422)


def test_what_is_sent_too_often_or_from_an_old_page_is_told_in_english(case, settings, monkeypatch):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(case.user)
    english(strict.post(english_path("write", case), typed(case, "write")), 403)
    english(strict.post(english_path("leave", case)), 403)
    monkeypatch.setattr(type(FOLLOWING.writings), "is_exceeded", lambda *_: True)
    assert "Wait an hour" in english(send(case, "write"), 429)


# --- Number and code ---------------------------------------------------------------------------------------
def keys(case: ServiceRequest) -> dict[str, str]:
    return {"number": case.radicado.number, "code": case.radicado.verification_code}


def test_wrong_number_or_code_is_told_in_english_until_guessing_is_slowed(client, case, settings):
    settings.VERIFICATION_MISSES_PER_HOUR = 1
    assert "Enter the filing number." in english(client.post(LOOKUP, {"number": "", "code": "A"}), 422)
    wrong = keys(case) | {"code": "1" * 18}
    assert "We found no request with that number" in english(client.post(LOOKUP, wrong), 404)
    assert "Many numbers or codes" in english(client.post(LOOKUP, wrong), 429)
    strict = Client(enforce_csrf_checks=True)
    assert "what you typed is still here" in english(strict.post(LOOKUP, keys(case)), 403)


def test_what_was_being_sent_is_kept_in_english(client, case):
    page = english(client.post(english_path("write", case), typed(case, "write")), 404)
    assert "What you were sending was not lost" in page
    assert TOLD in page
    sent_on = keys(case) | {"act": "write", "text": TOLD, "submission": str(uuid4()), "draft": str(uuid4())}
    assert TOLD in english(client.post(LOOKUP, sent_on))


def test_case_that_was_opened_is_open_in_both_languages_until_it_is_left(client, case):
    opened = client.post(LOOKUP, keys(case))
    assert opened.url == english_path("case", case)
    paths = {name: morsel["path"] for name, morsel in opened.cookies.items() if name in {COOKIE, ENGLISH_COOKIE}}
    assert paths == {COOKIE: case.get_absolute_url(), ENGLISH_COOKIE: english_path("case", case)}
    token = opened.cookies[COOKIE].value
    for cookie, path in ((COOKIE, case.get_absolute_url()), (ENGLISH_COOKIE, english_path("case", case))):
        alone = Client()
        alone.cookies[cookie] = token
        assert alone.get(path).status_code == 200
    english(client.get(english_path("case", case)))
    left = client.post(english_path("leave", case))
    assert left.url == LOOKUP
    assert {name for name, morsel in left.cookies.items() if not morsel.value} >= {COOKIE, ENGLISH_COOKIE}
    assert "You left the case" in english(client.get(LOOKUP))
    assert not CaseSession.objects.exists()


def test_each_page_of_a_case_leads_to_its_other_language(case):
    for act in ("case", "write", "withdraw"):
        own, other = reverse(f"services:{act}", args=[case.radicado.number]), english_path(act, case)
        for path in (own, other):
            page = " ".join(customer(case).get(path).text.split())
            assert f'hreflang="es" href="http://localhost:8000{own}"' in page
            assert f'hreflang="en" href="http://localhost:8000{other}"' in page


# --- Money -------------------------------------------------------------------------------------------------
def at_bank(case: ServiceRequest, client: Client, script: str) -> HttpResponse:
    """Where the bank sends the customer, who chose there that it does so."""
    address = send(case, "pay", client).url
    page = english(client.get(address))
    assert "no money moves here" in page
    english(client.post(address, {"bank": "x", "script": "x"}), 422)
    return client.post(address, {"bank": "Caja Ceiba (de mentira)", "script": script})


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("aprobar", "Payment received"),
        ("rechazar", "The bank did not approve the payment"),
        ("pendiente", "A payment is under way"),
        ("mudo", "A payment is under way"),
    ],
)
def test_who_pays_online_stays_in_english(case, by, script, said):
    case = accepted(case, by)
    client = customer(case)
    sent_back = at_bank(case, client, script)
    assert sent_back.url == english_path("payment_back", case)
    assert client.get(sent_back.url).url == f"{english_path('case', case)}#payment"
    assert said in read(again(case))
    assert "already decided" in english(client.get(Intent.objects.get().url))


def test_bank_says_in_english_that_its_time_is_over_or_that_nobody_returns(case, by, monkeypatch):
    case = accepted(case, by)
    client = customer(case)
    assert "already decided" in english(at_bank(case, client, "sin_regreso"))
    BankTransaction.objects.update(verdict="", opened_at=timezone.now() - timedelta(hours=1))
    assert "The time to pay here is over." in english(client.get(Intent.objects.get().url))


def test_payments_under_way_transfers_and_balances_are_told_in_english(case, by):
    case = accepted(case, by)
    owed, treasury = in_force(case).total, treasurer(key="55" * 20)
    intent = started(case)
    assert "A payment has been under way since" in english(send(case, "pay"), 422)
    told(word_of(intent, Verdict.PENDING))
    assert "(CUS 123456)" in english(send(case, "pay"), 422)
    told(word_of(intent, Verdict.REJECTED))
    assert send(case, "send_proof").status_code == 302
    assert "Proof 0099 of" in read(again(case))
    used = english(send(case, "send_proof"), 422)
    assert f"That proof was already used in {case.radicado.number}." in used
    confirmed(case, case.chains.get().proofs.get(), treasury, amount=owed - 1)
    assert "To be paid" in read(again(case))
    confirmed(case, with_proof(case, amount=2, reference="2"), treasury)
    page = read(again(case))
    assert "Balance in your favour" in page
    assert "COP 1</strong>: the INM will refund it to you" in page
    assert "Bank transfer" in page


def test_money_that_pays_something_else_or_goes_back_is_told_in_english(case, by):
    case = accepted(case, by)
    told(word_of(started(case), amount=1))
    assert "the INM is reviewing it" in read(again(case))
    intent = started(case) if not case.chains.get().intents.filter(state="creada") else Intent.objects.first()
    told(word_of(intent, transaction="T-2"))
    told(word_of(intent, Verdict.REVERSED, transaction="T-2"))
    assert "Reversed by the bank on" in read(again(case))


# --- Seats -------------------------------------------------------------------------------------------------
def test_seats_and_waiting_list_are_told_in_english(by, on):
    course = edition(seats=1)
    holder, first = enrolled(course, 0), enrolled(course, 1, user=laboratory_user(), may_wait=True)
    page = read(first)
    assert "On the waiting list: place 1." in page
    assert "No seats are offered to this request." in english(send(first, "take_seats"), 422)
    assert "With a seat".lower() in read(holder)
    nobody = english(send(holder, "change_participant", leaving="999"), 422)
    assert "Nobody with the document 999" in nobody
    assert send(holder, "change_participant").status_code == 302
    withdraw(**sent(holder), text="")
    move_lists()
    until = Seat.objects.get(state=SeatState.OFFERED).offered_until
    assert f"There is a seat: take it by {english_date(until)}, that day included." in read(again(first))
    on(until + timedelta(days=1))
    assert f"The offer of the seat ended on {english_date(until)}." in english(send(first, "take_seats"), 422)
    on(until)
    assert send(first, "take_seats").status_code == 302
    assert "not on a waiting list" in english(send(again(first), "leave_list"), 422)
    on(course.days[0])
    with override(ENGLISH):
        assert str(TOO_LATE) in english(send(again(first), "change_participant"), 422)


# --- Results, and the label --------------------------------------------------------------------------------
def test_results_are_english_with_figures_as_english_writes_them(case, by, laboratory):
    for number, value in (("INM-1", "1.0000010"), ("INM-2", "1.0000030")):
        if number == "INM-2":
            case = filed(user=case.user, items=(asked(serial="B-1"),))
        received(scheduled(case, by), laboratory)
        measured(case, laboratory)
        certified(case, laboratory, number, dcc=digital(case, number, **{"1.0000010": value}))
        delivered(case, by)
    client = customer(case)
    address = english_path("results", case, Certificate.objects.get(number="INM-2").pk)
    page = english(client.get(address))
    for said in ("Results of certificate INM-2", "Expanded uncertainty (U)", "1.0000030", "How much it changed"):
        assert said in page
    assert "The chart shows" in page
    in_spanish = reverse("services:results", args=[case.radicado.number, Certificate.objects.get(number="INM-2").pk])
    assert "1,0000030" in client.get(in_spanish).text


def test_label_of_an_instrument_is_english_in_each_of_its_states(case, by, laboratory, on, settings):
    received(scheduled(case, by), laboratory)
    code = Label.objects.get().code
    address = f"/en/i/{code.lower()}/"
    assert "No certificate delivered" in english(Client().get(address))
    measured(case, laboratory)
    certified(case, laboratory)
    delivered(case, by)
    page = english(Client().get(address))
    assert "Current until" in page
    in_spanish = " ".join(Client().get(f"/i/{code.lower()}/").text.split())
    assert f'hreflang="en" href="http://localhost:8000{address}"' in in_spanish  # a QR holds one address
    on(timezone.localdate() + timedelta(days=400))
    assert "It was due on" in english(Client().get(address))
    Label.objects.update(replaced_at=timezone.now())
    assert "This label was replaced" in english(Client().get(address))
    settings.VERIFICATION_MISSES_PER_HOUR = 1
    english(Client().get("/en/i/nothing/"), 404)
    assert "Wait an hour" in english(Client().get("/en/i/nothing/"), 429)


# --- What stays Spanish ------------------------------------------------------------------------------------
def alike(text: object) -> str:
    """Without what is another one in every case: numbers, codes and fingerprints."""
    return re.sub(r"(#\W*)+", "#", re.sub(r"[\w-]*\d[\w-]*|\b[A-Z]{2,}\b", "#", str(text)))


def kept(case: ServiceRequest, by) -> dict[str, list[str]]:
    """All that is stored, printed, mailed or shown at the desk of a case."""
    case = again(case)
    letters = Radicado.objects.filter(paso__expediente=case).order_by("paso")
    for letter in (case.radicado, *letters):
        if letter.issued_at is None:
            signed(letter)
    mails = Mail.objects.about(case)
    bodies = [(mail.recipient, composed(mail).subject, composed(mail).body) for mail in mails]
    desk = at_desk(by).get(f"/servicios/gestion/{case.radicado.number}/").text.partition("<main")[2]
    return {
        "steps": [alike((step.label, step.text, sorted(step.data))) for step in case.steps.order_by("pk")],
        "letters": [alike((each.snapshot, each.document_kind, each.office, each.channel)) for each in letters],
        "mails": sorted(map(alike, bodies)),
        "desk": [alike(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", desk))],
    }


def acted(case: ServiceRequest, language: str, by) -> dict[str, list[str]]:
    """What is kept of one whose customer does all that may be done, from the pages of that language."""
    client = customer(case)

    def done(act: str) -> HttpResponse:
        current = again(case)
        with override(language):
            address = reverse(f"services:{act}", args=[case.radicado.number])
        files = {"attachments": upload()} if act in {"send_proof", "ask_change"} else {}
        proof = {"amount": "1.200.000", "reference": f"{case.pk}"} if act == "send_proof" else {}
        response = client.post(address, typed(current, act) | files | proof)
        assert response.status_code == 302, act
        return response

    request_completion(**facts(case, by), text=WORDS)
    done("complete")
    quoted(again(case), by)
    done("write")
    done("ask_change")
    quoted(again(case), by)
    done("decline")
    done("ask_requote")
    quoted(again(case), by)
    done("accept")
    done("send_proof")
    bank = done("pay").url
    back = client.post(bank, {"bank": "Caja Ceiba (de mentira)", "script": "aprobar"})
    assert client.get(back.url).status_code == 302
    assert again(case).state == State.PAID
    done("withdraw")
    return kept(case, by)


def test_what_a_customer_does_in_english_is_kept_in_spanish(by, laboratory):
    user = laboratory_user()
    spanish_one, english_one = (filed(user=user, items=(asked(serial="B-1"),)) for _ in range(2))
    in_english, in_spanish = acted(english_one, ENGLISH, by), acted(spanish_one, "es-co", by)
    for what, own in in_spanish.items():
        assert in_english[what] == own, what
    assert english_one.steps.get(kind=Step.ACCEPTED).label == "El cliente aceptó la cotización"


def test_what_a_customer_does_with_seats_and_ratings_in_english_is_kept_in_spanish(by):
    course, user = edition(seats=1), laboratory_user()

    def done(language: str) -> dict[str, list[str]]:
        holder = enrolled(course, 0, user=user)
        waiting = enrolled(course, 1, user=user)
        post = partial(_post_in, language)
        post(holder, "change_participant", leaving="1000000")
        post(holder, "withdraw")
        move_lists()
        post(waiting, "take_seats")
        post(waiting, "withdraw")
        move_lists()
        return {name: [*kept(holder, by)[name], *kept(waiting, by)[name]] for name in ("steps", "letters", "mails")}

    assert done(ENGLISH) == done("es-co")


def _post_in(language: str, case: ServiceRequest, act: str, **more: str) -> None:
    with override(language):
        address = reverse(f"services:{act}", args=[case.radicado.number])
    assert customer(case).post(address, typed(case, act) | more).status_code == 302


# --- As it looks -------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_english_case_fits_a_phone_and_is_accessible(ready, phone_page, axe):
    case = accepted(filed(), officer())
    page = phone_page
    page.goto(LOOKUP)
    page.get_by_label("Filing number").fill(case.radicado.number)
    page.get_by_label("Verification code").fill(case.radicado.verification_code)
    page.get_by_role("button", name="Look it up").click()
    page.get_by_role("heading", name="Where it stands").wait_for()
    assert_fits(page)
    axe(page)
    page.get_by_role("link", name="Español").click()
    page.get_by_role("heading", name="En qué va").wait_for()
