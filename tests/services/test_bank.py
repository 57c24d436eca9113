"""What the bank says, in whatever order and however often, becomes money once; how banks misbehave, as a table."""

import json
import random
import time
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from fake_bank.gateway import HEADER, FakeBank, message
from fake_bank.models import BankTransaction
from fake_bank.scripts import SCRIPTS
from ground.mails.models import Mail
from radicados.models import Signatory
from services.acts.doubts import apply_payment, give_up
from services.acts.payments import start_online
from services.acts.returns import ask_reversal
from services.kinds import State, Step
from services.models import Heard, Intent, MoneyBack, Payment
from services.payment.asking import ask_pending, open_at_bank, read_listing
from services.payment.gateway import gateway
from services.payment.intents import QUESTIONS, IntentState, absorb, next_question
from services.payment.port import Verdict
from services.payment.signatures import TOLERANCE_SECONDS, is_signed, signature
from services.views.desk.waiting import requests_waiting
from tests.services.payments import BANK, paid, started, told, treasurer, word_of
from tests.services.requests import WORDS, accepted, again, facts, filed, officer, sent

DOOR = f"/pagos/eventos/{BANK}/"
YES, NO, WAIT, OVER = Verdict.APPROVED, Verdict.REJECTED, Verdict.PENDING, Verdict.EXPIRED


@pytest.fixture
def case(ready):
    return accepted(filed(), officer())


@pytest.fixture
def intent(case):
    return started(case)


# --- Pure ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("heard", "becomes"),
    [
        ([YES], IntentState.APPROVED),
        ([YES, YES], IntentState.APPROVED),
        ([NO], IntentState.REJECTED),
        ([WAIT], IntentState.PENDING),
        ([WAIT, YES], IntentState.APPROVED),
        ([NO, YES], IntentState.APPROVED),  # tried again at the bank
        ([OVER, YES], IntentState.APPROVED),  # after it had expired
        ([YES, WAIT], IntentState.APPROVED),  # an old event that comes late
        ([YES, NO], IntentState.APPROVED),
        ([YES, OVER], IntentState.APPROVED),
        ([NO, WAIT], IntentState.REJECTED),
        ([OVER, NO], IntentState.EXPIRED),
    ],
)
def test_only_an_approval_is_for_good(heard, becomes):
    state = IntentState.AT_BANK
    for verdict in heard:
        state = absorb(state, verdict)
    assert state is becomes


def test_the_bank_is_asked_ever_more_rarely_and_then_somebody_looks():
    now = timezone.now()
    times = [next_question(now, asked=n) for n in range(len(QUESTIONS) + 1)]
    assert times[0] == now + timedelta(minutes=30)
    assert times[-2] == now + timedelta(hours=72)
    assert times[-1] is None


@pytest.mark.parametrize(
    ("secrets", "shift", "changed", "is_true"),
    [
        (["a"], 0, b"", True),
        (["new", "a"], 0, b"", True),  # while one takes the place of the other
        (["new"], 0, b"", False),
        ([""], 0, b"", False),
        (["a"], TOLERANCE_SECONDS, b"", True),
        (["a"], TOLERANCE_SECONDS + 1, b"", False),  # recorded and sent once more
        (["a"], -TOLERANCE_SECONDS - 1, b"", False),  # its clock is ahead
        (["a"], 0, b" ", False),
    ],
)
def test_signature_is_of_the_exact_bytes_lately(secrets, shift, changed, is_true):
    body, now = b'{"amount":"1"}', 1_800_000_000
    assert is_signed(signature("a", body, at=now), body + changed, secrets, now=now + shift) is is_true


@pytest.mark.parametrize("header", ["", "t=,v1=", "t=x,v1=y", "v1=00", "t=²,v1=00", "t=9999999999999,v1=0", "t=1;v1=ñ"])
def test_what_is_no_signature_proves_nothing(header):
    assert not is_signed(header, b"", ["a"], now=1)


# --- What is heard -------------------------------------------------------------------------------------------
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "state", "effects"),
    [
        ([YES], State.PAID, ["Se contó."]),
        ([YES, YES], State.PAID, ["Se contó.", "Ya se había contado."]),
        ([NO], State.ACCEPTED, ["El intento quedó: rechazada por el banco."]),
        ([NO, YES], State.PAID, ["El intento quedó: rechazada por el banco.", "Se contó."]),
        ([OVER, YES], State.PAID, ["El intento quedó: venció sin pagarse.", "Se contó."]),
        ([YES, WAIT, NO], State.PAID, ["Se contó.", "No cambió nada.", "No cambió nada."]),
        ([WAIT], State.ACCEPTED, ["El intento quedó: pendiente en el banco."]),
    ],
)
def test_an_approval_counts_once(case, intent, words, state, effects):
    assert [told(word_of(intent, verdict)) for verdict in words] == effects
    assert again(case).state == state
    assert case.steps.filter(kind=Step.PAYMENT_RECEIVED).count() == (state == State.PAID)
    assert Heard.objects.count() == len(words)


def test_the_receipt_says_what_came_and_is_mailed_once(case, intent):
    told(word_of(intent))
    step = case.steps.get(kind=Step.PAYMENT_RECEIVED)
    text = json.dumps(step.letter.snapshot, ensure_ascii=False)
    for said in (intent.written.replace("\xa0", " "), "123456", "Banco Cóndor", "programa el servicio"):
        assert said in text.replace("\xa0", " ")
    assert Mail.objects.filter(occasion=str(step.pk), recipient=case.contact_email).count() == 1


@pytest.mark.parametrize(
    "changes", [{"amount": Decimal("-1")}, {"currency": "USD"}], ids=["a peso less", "another currency"]
)
def test_another_sum_waits_for_somebody_to_look(case, intent, changes):
    treasury = treasurer(key="55" * 20)
    amount = intent.amount + changes.get("amount", 0)
    assert told(word_of(intent, **changes | {"amount": amount})) == "Se guardó para revisar: no es lo que se pagaba."
    assert (again(case).state, paid(case)) == (State.ACCEPTED, 0)
    payment = Payment.objects.doubtful().get()
    assert payment.doubt == Payment.Doubt.DIFFERENT
    assert [line.words for line in requests_waiting(treasury)][-1] == "Pagos que hay que revisar"
    if payment.currency == "COP":
        apply_payment(pk=payment.pk, number=case.radicado.number, text=WORDS, by=treasury)
        assert (again(case).state, paid(case)) == (State.ACCEPTED, intent.amount - 1)
        assert not Payment.objects.doubtful().exists()


def test_money_for_nothing_that_is_known_is_kept(case, intent):
    word = word_of(intent, reference=str(uuid4()))
    assert told(word) == "Se guardó para revisar: no es de ninguna cotización."
    assert told(word) == "Ya se había guardado para revisar."
    assert Payment.objects.doubtful().get().chain is None
    assert told(word_of(intent, NO, reference="no soy una clave")) == "No es de ninguna cotización."
    assert again(case).state == State.ACCEPTED


def test_paid_twice_is_to_be_given_back(case, intent):
    """By two attempts, of which the first was thought to have failed."""
    told(word_of(intent, NO))
    second = started(again(case))
    told(word_of(second))
    told(word_of(intent))
    assert (again(case).state, paid(case)) == (State.PAID, 2 * intent.amount)
    assert Payment.objects.doubtful().get().doubt == Payment.Doubt.REPEATED


def test_what_the_bank_reverses_is_owed_again(case, intent):
    told(word_of(intent))
    assert told(word_of(intent, Verdict.REVERSED), Heard.Way.LISTING) == "Se reversó."
    assert told(word_of(intent, Verdict.REVERSED), Heard.Way.LISTING) == "Ya se sabía."
    assert (again(case).state, paid(case)) == (State.ACCEPTED, 0)
    assert MoneyBack.objects.get().kind == MoneyBack.Kind.BANK


def test_a_reversal_that_was_asked_for_is_done_by_the_bank(case, intent):
    """The bank is not refused for what somebody of the treasury began."""
    told(word_of(intent))
    payment = Payment.objects.get()
    ask_reversal(**facts(case, treasurer(key="55" * 20)), payment=payment, text=WORDS)
    assert told(word_of(intent, Verdict.REVERSED)) == "Se reversó."
    assert (again(case).state, paid(case)) == (State.ACCEPTED, 0)


def test_one_attempt_lives_at_a_time(case, intent):
    with pytest.raises(Exception, match="Hay un pago en curso desde las"):
        start_online(**sent(case))
    told(word_of(intent, NO))
    assert started(again(case)).pk != intent.pk


def test_events_of_many_attempts_in_any_order_end_alike(ready):
    by, order = officer(), random.Random(7)
    intents = [started(accepted(filed(), by)) for _ in range(4)]
    words = [word_of(intent, verdict) for intent in intents for verdict in (WAIT, NO, YES, YES, WAIT)]
    order.shuffle(words)
    for word in words:
        told(word)
    assert Payment.objects.count() == len(intents)
    assert set(Intent.objects.values_list("state", flat=True)) == {IntentState.APPROVED}


# --- What is asked -------------------------------------------------------------------------------------------
def behaving(intent, script: str) -> BankTransaction:
    """The attempt at the fake bank, decided as the script says; nobody has told the portal yet."""
    open_at_bank(Intent.objects.select_related("chain__request__radicado").get(pk=intent.pk))
    found = BankTransaction.objects.get(key=intent.pk)
    found.verdict, found.script, found.decided_at = SCRIPTS[script].verdict, script, timezone.now()
    found.save()
    return found


def asked_after(intent, **time) -> None:
    Intent.objects.filter(pk=intent.pk).update(ask_at=timezone.now() - timedelta(seconds=1))
    ask_pending()


def test_who_was_never_told_asks(case, intent):
    behaving(intent, "sin_aviso")
    assert ask_pending() == 0  # it is too early
    asked_after(intent)
    assert again(case).state == State.PAID
    assert Heard.objects.get().way == Heard.Way.ANSWER


def test_silence_is_no_answer_until_somebody_looks(case, intent):
    behaving(intent, "mudo")
    for _ in QUESTIONS:
        asked_after(intent)
    intent.refresh_from_db()
    assert (intent.state, intent.ask_at) == (IntentState.AT_BANK, None)
    treasury = treasurer(key="55" * 20)
    assert [line.words for line in requests_waiting(treasury)] == ["Pagos sin respuesta del banco"]
    give_up(key=str(intent.pk), text=WORDS, by=treasury)
    assert started(again(case)).pk != intent.pk
    told(word_of(intent))  # late, and true
    assert paid(case) == intent.amount


def test_a_bank_that_says_it_does_not_know_what_it_opened_is_not_believed(case, intent):
    behaving(intent, "confundido")
    asked_after(intent)
    intent.refresh_from_db()
    assert intent.state == IntentState.AT_BANK
    read_listing(timezone.localdate())
    assert again(case).state == State.PAID


def test_what_the_bank_never_opened_is_over(case, intent):
    asked_after(intent)
    intent.refresh_from_db()
    assert intent.state == IntentState.FAILED


def test_opened_and_never_said_is_found_by_asking(case, intent, monkeypatch):
    monkeypatch.setattr(gateway(), "is_create_slow", True, raising=False)
    assert open_at_bank(Intent.objects.select_related("chain__request__radicado").get(pk=intent.pk)) == ""
    BankTransaction.objects.update(verdict=YES, decided_at=timezone.now(), script="sin_aviso")
    asked_after(intent)
    assert again(case).state == State.PAID


def test_the_list_of_a_day_finds_what_nobody_told_and_what_went_back(case, intent):
    found = behaving(intent, "sin_aviso")
    read_listing(timezone.localdate())
    assert again(case).state == State.PAID
    found.reversed_at = timezone.now()
    found.save()
    read_listing(timezone.localdate())
    read_listing(timezone.localdate())
    assert again(case).state == State.ACCEPTED


# --- The door of events --------------------------------------------------------------------------------------
def posted(headers: dict[str, str], body: bytes) -> int:
    return Client().post(DOOR, body, content_type="application/json", headers=headers).status_code


@pytest.mark.parametrize(
    ("script", "statuses", "state"),
    [
        ("aprobar", [200], State.PAID),
        ("rechazar", [200], State.ACCEPTED),
        ("pendiente", [200], State.ACCEPTED),
        ("dos_veces", [200, 200], State.PAID),
        ("arrepentido", [200, 200], State.PAID),
        ("desordenado", [200, 200], State.PAID),
        ("un_peso_menos", [200], State.ACCEPTED),
        ("otra_moneda", [200], State.ACCEPTED),
        ("mal_firmado", [401], State.ACCEPTED),
        ("ajeno", [200], State.ACCEPTED),
        ("adelantado", [401], State.ACCEPTED),
        ("hablador", [200], State.PAID),
    ],
)
def test_door_hears_every_behaviour(case, intent, script, statuses, state):
    found = behaving(intent, script)
    assert [posted(*message(found, telling)) for telling in SCRIPTS[script].events] == statuses
    assert again(case).state == state


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"reference":1}', b"\xff", b'{"amount":"NaN"}'])
def test_what_cannot_be_read_is_refused(body, ready, settings):
    header = {HEADER: signature(settings.PAYMENT_SECRETS[0], body, at=int(time.time()))}
    assert posted(header, body) == 401


def test_door_is_narrow(ready):
    assert posted({}, b" " * (64 * 1024 + 1)) == 413
    assert Client().get(DOOR).status_code == 405
    assert Client().post("/pagos/eventos/otro/", b"", content_type="application/json").status_code == 404


def test_nothing_is_lost_when_the_receipt_cannot_be_written(case, intent):
    """The bank is asked to tell it again, and then it counts."""
    found = behaving(intent, "aprobar")
    event = message(found, SCRIPTS["aprobar"].events[0])
    signatories = list(Signatory.objects.all())
    Signatory.objects.all().delete()
    assert posted(*event) == 503
    assert not Payment.objects.exists()
    Signatory.objects.bulk_create(signatories)
    assert posted(*event) == 200
    assert again(case).state == State.PAID


def test_asking_breaks_no_page_and_stops_no_other(case, intent):
    behaving(intent, "sin_aviso")
    signatories = list(Signatory.objects.all())
    Signatory.objects.all().delete()
    client = Client()
    client.force_login(case.user)
    assert client.get(f"{case.get_absolute_url()}regreso/").status_code == 302
    read_listing(timezone.localdate())
    assert not Payment.objects.exists()
    Signatory.objects.bulk_create(signatories)
    read_listing(timezone.localdate())
    assert again(case).state == State.PAID


def test_the_name_of_the_gateway_is_that_of_its_door():
    assert FakeBank.name == BANK
