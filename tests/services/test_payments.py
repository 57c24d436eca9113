"""Paying by transfer, paying later, money that goes back, and their pages (Resolución 015 de 2020, art. 2)."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from fake_bank.models import BankTransaction
from ground.mails.models import Mail
from services.acts.payments import defer, refuse_proof, register_invoice
from services.acts.returns import ask_reversal, confirm_reversal, drop_reversal, refund
from services.acts.writings import withdraw
from services.expiry import end_quotes, warn_of_payments
from services.kinds import State
from services.ledger import pay_until
from services.models import Intent, Payment
from services.payment.balance import Balance
from tariffs.pricing.quote import Customer
from tests.pqrsd.following import upload
from tests.services.payments import (
    confirmed,
    only_payment,
    paid,
    paid_online,
    started,
    told,
    treasurer,
    with_proof,
    word_of,
)
from tests.services.requests import WORDS, accepted, again, at_desk, facts, filed, measurer, officer, quoted, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(ready):
    return officer()


@pytest.fixture
def treasury(ready):
    return treasurer(key="55" * 20)


@pytest.fixture
def case(by):
    return accepted(filed(), by)


# --- Pure ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("due", "came", "owed", "credit"),
    [(100, 0, 100, 0), (100, 40, 60, 0), (100, 100, 0, 0), (100, 130, 0, 30), (0, 0, 0, 0)],
)
def test_balance(due, came, owed, credit):
    balance = Balance(Decimal(due), Decimal(came))
    assert (balance.owed, balance.credit, balance.is_settled) == (owed, credit, not owed)


@pytest.mark.parametrize(
    ("accepted_on", "until"),
    [
        (date(2026, 11, 3), date(2026, 11, 18)),  # fifteen calendar days, the last one whole
        (date(2026, 12, 20), date(2026, 12, 31)),  # never in another year, whose rates are others (art. 8)
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_last_day_to_pay(accepted_on, until):
    assert pay_until(accepted_on) == until


# --- Transfers -----------------------------------------------------------------------------------------------
def test_what_the_statement_says_counts(case, treasury):
    proof = with_proof(case)
    assert Mail.objects.filter(recipient=treasury.email, event="services.treasury").count() == 1
    confirmed(case, proof, treasury, amount=proof.amount - 1)
    assert (again(case).state, paid(case)) == (State.ACCEPTED, proof.amount - 1)
    with pytest.raises(ActRefusedError, match="No hay comprobantes por confirmar"):
        confirmed(case, proof, treasury)
    confirmed(case, with_proof(case, reference="2"), treasury)
    assert (again(case).state, paid(case)) == (State.PAID, proof.amount)


def test_another_sum_is_confirmed_by_who_saw_that_it_is_another(case, treasury):
    page, proof = at_desk(treasury), with_proof(case)
    address = reverse("services:desk_confirm", args=[case.radicado.number])
    assert page.get(address).status_code == 200
    typed = {"proof": proof.pk, "amount": "1.000", "paid_on": proof.paid_on.isoformat(), "account": "Ahorros"}
    typed["version"] = again(case).version
    refused = page.post(address, typed)
    assert refused.status_code == 422
    assert "quedará un saldo por pagar de $" in refused.content.decode().replace("\xa0", " ")
    assert page.post(address, typed | {"is_difference_seen": "on"}).status_code == 302
    assert paid(case) == 1_000


def test_a_proof_serves_once(case, by, treasury):
    proof = with_proof(case, reference="AB-12 3")
    other = accepted(filed(user=case.user), by)
    with pytest.raises(ActRefusedError, match=f"Ese comprobante ya se usó en {case.radicado.number}"):
        with_proof(other, amount=proof.amount, reference="ab123")
    refuse_proof(**facts(case, treasury), proof=proof, text=WORDS)
    assert with_proof(other, amount=proof.amount, reference="ab123")  # what was refused was not used
    assert Mail.objects.filter(event="services.message", recipient=case.contact_email).exists()


def test_the_customer_sends_a_proof_with_its_file(case):
    client, address = Client(), f"{case.get_absolute_url()}comprobante/"
    client.force_login(case.user)
    assert "Falta por pagar" in client.get(address).content.decode()
    typed = {"submission": uuid4(), "draft": uuid4(), "amount": "7.217.700", "bank": "Ceiba", "reference": "9"}
    typed |= {"paid_on": timezone.localdate().isoformat(), "text": "", "action": "send"}
    without = client.post(address, typed).content.decode()
    assert "Adjunte el comprobante" in without
    late = client.post(address, typed | {"paid_on": (timezone.localdate() + timedelta(days=1)).isoformat()})
    assert "La fecha no puede ser futura." in late.content.decode()
    sent_with = client.post(address, typed | {"attachments": upload()})
    assert sent_with.status_code == 302
    page = client.get(case.get_absolute_url()).content.decode()
    assert "tesorería lo confirma con el extracto" in page


# --- Online, by the pages ------------------------------------------------------------------------------------
def test_who_pays_online_goes_to_the_bank_and_back(case, by):
    client = Client()
    client.force_login(case.user)
    address = f"{case.get_absolute_url()}pagar/"
    assert client.get(address).status_code == 200
    answers = {"submission": uuid4(), "action": "send"}
    at_bank = client.post(address, answers)
    assert at_bank.url == client.post(address, answers).url  # two clicks are one attempt
    intent = Intent.objects.get()
    assert at_bank.url.endswith(f"/banco-de-prueba/{intent.pk}/")
    bank = f"/banco-de-prueba/{intent.pk}/"
    assert Client().get(bank).status_code == 200
    returned = Client().post(bank, {"bank": "Banco Cóndor (de mentira)", "script": "sin_aviso"})
    assert returned.url == BankTransaction.objects.get().way_back
    client.get(returned.url)
    assert again(case).state == State.PAID
    assert "Pagada" in client.get(case.get_absolute_url()).content.decode()


def test_the_case_says_honestly_that_a_payment_is_under_way(case):
    client = Client()
    client.force_login(case.user)
    started(case)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Hay un pago en curso" in page
    assert "No pague otra vez" in page
    assert f"{case.get_absolute_url()}pagar/" not in page


# --- Time ----------------------------------------------------------------------------------------------------
def test_who_does_not_pay_is_warned_once_and_then_it_expires(case, on):
    last = again(case).next_on
    on(last - timedelta(days=3))
    warn_of_payments()
    warn_of_payments()
    assert Mail.objects.filter(event="services.payment_ends").count() == 1
    on(last)
    assert end_quotes() == 0
    on(last + timedelta(days=1))
    assert end_quotes() == 1
    assert again(case).state == State.EXPIRED


@pytest.mark.parametrize("under_way", [started, with_proof])
def test_nothing_expires_while_a_payment_is_under_way(case, on, under_way):
    under_way(case)
    on(again(case).next_on + timedelta(days=1))
    assert end_quotes() == 0
    assert again(case).state == State.ACCEPTED


def test_money_that_comes_after_it_expired_is_to_be_given_back(case, on, treasury):
    intent = started(case)
    told(word_of(intent, verdict=word_of(intent).verdict.REJECTED))
    on(again(case).next_on + timedelta(days=1))
    end_quotes()
    told(word_of(intent))
    assert (again(case).state, paid(case)) == (State.EXPIRED, intent.amount)
    page = at_desk(treasury).get(f"/servicios/gestion/{case.radicado.number}/").content.decode()
    assert "Saldo a favor del cliente" in page


# --- Later (art. 2) ------------------------------------------------------------------------------------------
CONTRACT = {"number": "CO-1", "signed_on": date(2026, 1, 2), "supervisor": "Ana", "due_on": None, "text": ""}


def test_only_public_contracting_pays_later(case, by, on):
    with pytest.raises(ActRefusedError, match="Solo para entidades de la contratación pública"):
        defer(**facts(case, by), **CONTRACT)
    public = accepted(filed(customer=Customer(is_under_public_contracting=True)), by)
    due_on = timezone.localdate() + timedelta(days=60)
    defer(**facts(public, by), **CONTRACT | {"due_on": due_on})
    assert (again(public).state, again(public).next_on) == (State.OWED, due_on)
    for shift in (-5, -4, 0, 5):
        on(due_on + timedelta(days=shift))
        warn_of_payments()
    assert Mail.objects.filter(event="services.debt").count() == 3
    paid_online(public, by)
    on(due_on + timedelta(days=15))
    warn_of_payments()
    assert Mail.objects.filter(event="services.debt").count() == 3
    assert again(public).state == State.PAID


# --- Money that goes back ------------------------------------------------------------------------------------
def test_a_payment_is_reversed_by_two(case, by, treasury):
    paid_online(case, by)
    ask_reversal(**facts(case, treasury), payment=only_payment(case), text=WORDS)
    with pytest.raises(ActRefusedError, match="Debe reversarlo otra persona"):
        confirm_reversal(**facts(case, treasury), text=WORDS)
    confirm_reversal(**facts(case, treasurer(key="66" * 20)), text=WORDS)
    assert (again(case).state, paid(case)) == (State.ACCEPTED, 0)


def test_money_goes_back_once(case, by, treasury):
    """What one asks to reverse is not given back meanwhile, nor the other way round."""
    total = only_payment(paid_online(case, by)).amount
    withdraw(**sent(case), text="")
    answers = {"account": "Ahorros 1", "administrative_act": "R. 9", "on": timezone.localdate(), "text": ""}
    ask_reversal(**facts(case, treasury), payment=only_payment(case), text=WORDS)
    with pytest.raises(ActRefusedError, match="Hay un reverso por confirmar"):
        refund(**facts(case, treasury), amount=total, **answers)
    drop_reversal(**facts(case, treasury), text=WORDS)
    refund(**facts(case, treasury), amount=total, **answers)
    with pytest.raises(ActRefusedError, match="De ese pago ya se devolvió dinero"):
        ask_reversal(**facts(case, treasury), payment=only_payment(case), text=WORDS)
    assert paid(case) == 0


def test_what_comes_for_a_closed_request_is_kept(case, on):
    intent = started(case)
    told(word_of(intent, word_of(intent).verdict.REJECTED))
    on(again(case).next_on + timedelta(days=1))
    end_quotes()
    on(timezone.localdate() + timedelta(days=40))
    end_quotes()
    assert not again(case).is_open
    told(word_of(intent))
    assert paid(case) == intent.amount


def test_who_gives_up_what_was_paid_gets_it_back(case, by, treasury):
    total = only_payment(paid_online(case, by)).amount
    withdraw(**sent(case), text="")
    refusal = "El saldo a favor es"
    answers = {"account": "Ahorros 1", "administrative_act": "Resolución 9", "on": timezone.localdate(), "text": ""}
    with pytest.raises(ActRefusedError, match=refusal):
        refund(**facts(case, treasury), amount=total + 1, **answers)
    refund(**facts(case, treasury), amount=total - 1, **answers)
    refund(**facts(case, treasury), amount=Decimal(1), **answers)
    with pytest.raises(ActRefusedError, match="No hay saldo a favor"):
        refund(**facts(case, treasury), amount=Decimal(1), **answers)
    assert (again(case).state, paid(case)) == (State.WITHDRAWN, 0)


def test_a_refund_resolves_what_was_paid_twice(case, by, treasury):
    first = started(case)
    told(word_of(first, word_of(first).verdict.REJECTED))
    paid_online(case, by)
    told(word_of(first))
    answers = {"account": "Ahorros 1", "administrative_act": "R. 9", "on": timezone.localdate(), "text": ""}
    refund(**facts(case, treasury), amount=first.amount, **answers)
    assert not Payment.objects.doubtful().exists()
    assert again(case).state == State.PAID


# --- The rest ------------------------------------------------------------------------------------------------
def test_an_invoice_is_of_one_request(case, by, treasury):
    paid_online(case, by)
    answers = {"number": "FE-1", "cufe": "a1", "issued_on": timezone.localdate()}
    register_invoice(**facts(case, treasury), **answers)
    other = paid_online(accepted(filed(), by), by)
    with pytest.raises(ActRefusedError, match=f"Esa factura está en {case.radicado.number}"):
        register_invoice(**facts(other, treasury), **answers)


def test_nothing_is_quoted_again_while_it_is_being_paid(case, by):
    started(case)
    with pytest.raises(ActRefusedError, match="Hay un pago en curso; espere su resultado"):
        quoted(case, by)


def test_the_treasury_has_a_page_and_a_laboratory_sees_none_of_it(case, by, treasury):
    proof, intent = with_proof(case), started(case)
    told(word_of(intent, reference=str(uuid4())))
    Intent.objects.update(ask_at=None)
    page = at_desk(treasury).get("/servicios/gestion/pagos/")
    text = page.content.decode()
    for said in ("Confirmar el de", "pago sin cotización", "Dar por vencido", proof.written, intent.written):
        assert said in text
    laboratory = at_desk(measurer(key="44" * 20))
    assert laboratory.get("/servicios/gestion/pagos/").status_code == 403
    own = laboratory.get(f"/servicios/gestion/{case.radicado.number}/").content.decode()
    assert "comprobante" not in own.lower()
    reader = at_desk(by).get("/servicios/gestion/pagos/").content.decode()
    assert "Confirmar el de" not in reader


def test_each_list_of_the_treasury_has_pages_of_its_own(case, by, treasury, monkeypatch):
    monkeypatch.setattr("services.views.desk.money.PAGE_SIZE", 2)
    for n in range(5):
        with_proof(case, amount=1 + n, reference=f"{n}")
    told(word_of(started(case), reference=str(uuid4())))
    page = at_desk(treasury).get("/servicios/gestion/pagos/", {"comprobantes": 2, "pagos": 9})
    assert [proof.reference for proof in page.context["proofs"]] == ["2", "3"]
    assert len(page.context["doubtful"]) == 1
    text = page.content.decode()
    assert 'aria-label="Páginas: comprobantes por confirmar"' in text
    assert "?comprobantes=3&amp;pagos=9" in text
    assert "Páginas: pagos" not in text


def test_doubtful_money_is_applied_or_given_back_by_the_page(case, by, treasury):
    intent, page = started(case), at_desk(treasury)
    for n in (1, 2):
        told(word_of(intent, reference=str(uuid4()), transaction=f"T{n}"))
    first, second = Payment.objects.doubtful().order_by("pk")
    address = f"/servicios/gestion/pagos/{first.pk}/"
    empty = page.post(address, {"how": "devolver"}).content.decode()
    for error in ("Escriba la cuenta.", "Escriba el acto administrativo.", "Escriba la fecha.", "con qué soporte"):
        assert error in empty
    typed = {"how": "aplicar", "number": "2020-E-000001", "text": WORDS}
    assert "Ninguna solicitud con ese número" in page.post(address, typed).content.decode()
    assert page.post(address, typed | {"number": case.radicado.number}).status_code == 302
    assert again(case).state == State.PAID
    given = {"how": "devolver", "account": "1", "administrative_act": "R", "on": "2026-01-02", "text": WORDS}
    assert page.post(f"/servicios/gestion/pagos/{second.pk}/", given).status_code == 302
    assert page.get(address).status_code == 404
