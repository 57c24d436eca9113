"""Complementary quotes: what is added after a quote, in a chain of its own (Resolución 015 de 2020, art. 1)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from ground.mails.models import Mail
from services.acts.answers import accept, in_force
from services.acts.complement import accept_more, decline_more, quote_more
from services.acts.payments import register_invoice
from services.acts.quoting import quote
from services.acts.scheduling import schedule
from services.acts.seats import move_lists, take
from services.bookings import first_day_free, unbooked
from services.expiry import end_quotes
from services.kinds import State, Step
from services.ledger import balances, complement_waiting, to_pay
from services.models import Invoice, Quote
from services.price import AskedLine
from tariffs.pricing.quote import Customer
from tests.services.courses import edition, enrolled
from tests.services.payments import confirmed, paid_online, treasurer, with_proof
from tests.services.requests import (
    WORDS,
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
from tests.services.works import certified, delivered, measured, received, scheduled

pytestmark = pytest.mark.django_db
FOREIGNER = Customer(is_foreign=True, is_domiciled_abroad=True, pays_from_abroad=True)


@pytest.fixture
def by(ready):
    return officer()


@pytest.fixture
def laboratory(ready):
    return measurer(key="22" * 20)


def more(case, by, *rates: AskedLine, travel: dict[str, int] | None = None, replaces: Quote | None = None):
    item = case.items.first() if rates else None
    return quote_more(
        **facts(case, by), item=item, rates=list(rates), travel=travel or {}, replaces=replaces, text=""
    )  # fmt: skip


def agreed(case):
    """The customer accepts what was added."""
    accept_more(**sent(case), read=complement_waiting(case).content_sha256)
    return again(case)


# --- A foreign company, in dollars, with travel in pesos (art. 1 pars. 1 and 3) -------------------------------
def test_an_on_site_calibration_in_dollars_is_paid_when_its_travel_in_pesos_is(by):
    """DES-001 to 010 have no rate in dollars, and no letter mixes currencies."""
    treasury, case = treasurer(key="55" * 20), filed(customer=FOREIGNER, items=(asked(is_on_site=True),))
    case = quoted(case, by)
    with pytest.raises(ActRefusedError, match="va en una cotización complementaria en pesos"):
        quote(**facts(case, by), travel={"DES-001": 2}, text="")
    accept(**sent(case), read=in_force(case).content_sha256)
    step = more(case, by, travel={"DES-001": 2, "DES-003": 2})
    case = again(case)
    first, travel = case.chains.all()
    assert (case.state, first.currency, travel.currency, travel.is_awaited) == (State.ACCEPTED, "USD", "COP", True)
    assert "los costos de desplazamiento dentro de Colombia no tienen otra tasa" in str(step.letter.snapshot)
    confirmed(case, with_proof(case), treasury)
    assert again(case).state == State.ACCEPTED  # its travel is not answered
    with pytest.raises(ActRefusedError, match="La versión 1 ya se pagó: haga una cotización complementaria"):
        quoted(again(case), by)
    case = agreed(case)
    assert case.state == State.ACCEPTED
    assert to_pay(case)[0] == travel
    case = paid_online(case, by)  # in pesos, though the first was in dollars
    assert case.state == State.PAID
    assert [str(line) for line in case.lines.live()] == ["1 × CAL-216", "2 × DES-001", "2 × DES-003"]
    assert scheduled(case, by).state == State.SCHEDULED


def test_who_owes_in_two_currencies_says_which_one_was_transferred(by):
    case = quoted(filed(customer=FOREIGNER, items=(asked(is_on_site=True),)), by)
    accept(**sent(case), read=in_force(case).content_sha256)
    more(case, by, travel={"DES-001": 1})
    case = agreed(case)
    client = Client()
    client.force_login(case.user)
    assert "Dólares de los Estados Unidos" in client.get(f"{case.get_absolute_url()}comprobante/").content.decode()
    first, travel = (with_proof(case, amount=1, reference=each, currency=each) for each in ("USD", "COP"))
    assert (first.chain.currency, travel.chain.currency) == ("USD", "COP")


# --- More services, once something was paid ------------------------------------------------------------------
def test_what_is_added_while_it_is_served_is_owed_before_the_delivery(by, laboratory):
    case = received(scheduled(filed(), by), laboratory)
    with pytest.raises(ActRefusedError, match="elija una sola de estas tasas"):
        more(case, by, AskedLine("CAL-199", 1))
    with pytest.raises(ActRefusedError, match="que no atiende esta solicitud"):
        more(case, by, AskedLine("CAL-052", 1))
    with pytest.raises(ActRefusedError, match="Diga qué tasas se agregan"):
        more(case, by)
    more(case, by, AskedLine("CAL-201", 2))
    case = again(case)
    assert (case.state, case.next_on, in_force(case).version) == (State.RECEIVED, None, 1)
    case = agreed(case)
    assert [str(line) for line in case.lines.live()] == ["1 × CAL-201", "2 × CAL-201"]
    case = certified(measured(case, laboratory), laboratory)
    assert case.state == State.DONE
    with pytest.raises(ActRefusedError, match="Hay un saldo de .* por pagar"):
        delivered(case, by)
    (_, first), (_, second) = balances(case)
    assert (first.owed, second.owed) == (0, 2 * first.due)
    case = paid_online(case, by)
    assert delivered(case, by).state == State.DELIVERED
    for number in ("FE-1", "FE-2"):
        register_invoice(**facts(case, by), number=number, cufe="", issued_on=timezone.localdate())
    assert [each.chain.number for each in Invoice.objects.all()] == [1, 2]


def test_nothing_is_scheduled_until_it_is_answered_and_paid(by):
    case = paid_online(filed(), by)
    more(case, by, AskedLine("CAL-201", 1))
    laboratory = unbooked(case)[0]
    booking = {"laboratory": laboratory, "begins_on": first_day_free(laboratory), "days": 1, "text": ""}
    with pytest.raises(ActRefusedError, match="Falta que el cliente responda"):
        schedule(**facts(case, by), **booking)
    case = agreed(case)
    assert case.state == State.PAID
    with pytest.raises(ActRefusedError, match="Aún no se ha pagado"):
        schedule(**facts(case, by), **booking)
    assert scheduled(paid_online(case, by), by).state == State.SCHEDULED


def test_who_does_not_accept_it_goes_on_as_before(by):
    case = scheduled(filed(), by)
    more(case, by, AskedLine("CAL-201", 1))
    decline_more(**sent(case), text=WORDS)
    case = again(case)
    assert (case.state, to_pay(case), complement_waiting(case)) == (State.SCHEDULED, None, None)
    with pytest.raises(ActRefusedError, match="No hay una cotización complementaria por responder"):
        decline_more(**sent(case), text=WORDS)


def test_nobody_is_waited_for_after_its_last_day(by, on):
    case = scheduled(filed(), by)
    more(case, by, AskedLine("CAL-201", 1))
    found = complement_waiting(case)
    on(found.valid_until)
    assert end_quotes() == 0
    on(found.valid_until + timedelta(days=1))
    with pytest.raises(ActRefusedError, match="La cotización venció"):
        agreed(case)
    assert (end_quotes(), end_quotes()) == (1, 0)
    assert again(case).state == State.SCHEDULED
    assert case.steps.filter(kind=Step.MORE_EXPIRED).count() == 1
    assert Mail.objects.filter(event="services.quote_expired", occasion=found.pk, recipient=case.mail_address).exists()


def test_another_version_takes_its_place_while_nobody_paid_it(by):
    case = scheduled(filed(), by)
    more(case, by, AskedLine("CAL-201", 1))
    first = complement_waiting(case)
    case = agreed(case)
    more(case, by, AskedLine("CAL-201", 3), replaces=first)
    second = complement_waiting(case)
    assert (second.version, second.chain, str(case.lines.live().get())) == (2, first.chain, "1 × CAL-201")
    with pytest.raises(ActRefusedError, match="La versión 2 reemplazó la que usted lee"):
        accept_more(**sent(case), read=first.content_sha256)
    case = paid_online(agreed(case), by)
    with pytest.raises(ActRefusedError, match="ya no se puede reemplazar"):
        more(case, by, AskedLine("CAL-201", 1), replaces=second)
    assert [each.due for _, each in balances(case)] == [in_force(case).total, second.total]


def test_what_is_additional_has_its_base_in_the_first_quote(by):
    """I12: on the same instrument."""
    multimeter = asked()
    item = type(multimeter)({"name": "Multímetro", "serial": "1"}, (AskedLine("CAL-176", 1),))
    case = scheduled(filed(items=(item,)), by)
    more(case, by, AskedLine("CAL-177", 4))
    assert complement_waiting(case).lines[0]["quantity"] == 4
    assert Decimal(complement_waiting(case).lines[0]["total"]) == complement_waiting(case).total


# --- The seats of a course -----------------------------------------------------------------------------------
def test_seats_that_nobody_quoted_are_quoted_apart(by):
    course = edition(seats=2)
    enrolled(course, 9)
    case = paid_online(enrolled(course, 1, 2), by)
    course.seats = 3
    course.save(update_fields=["seats"])
    move_lists()
    take(**sent(case))
    case = again(case)
    page = at_desk(by).get(f"/servicios/gestion/{case.radicado.number}/complementaria/")
    assert page.context["form"].initial["rates"] == "CAP-012 × 1"
    with pytest.raises(ActRefusedError, match="se cotizan los cupos tomados: CAP-012 × 1"):
        more(case, by, AskedLine("CAP-012", 2))
    more(case, by, AskedLine("CAP-012", 1))
    case = agreed(case)
    assert [str(line) for line in case.lines.live()] == ["2 × CAP-012"]
    assert to_pay(case)[1].owed == in_force(case).total


# --- Pages ---------------------------------------------------------------------------------------------------
def test_the_pages_show_it_and_whose_turn_it_is(by, laboratory):
    case = scheduled(filed(), by)
    desk, path = at_desk(by), f"/servicios/gestion/{case.radicado.number}/"
    typed = {"item": case.items.get().pk, "rates": "cal 201 x 2", "text": "", "version": again(case).version}
    wrong = desk.post(f"{path}complementaria/", typed | {"rates": "algo", "action": "preview"})
    assert "escriba el código de la tasa y la cantidad" in wrong.content.decode()
    seen = desk.post(f"{path}complementaria/", typed | {"action": "preview"})
    done = desk.post(f"{path}complementaria/", typed | {"action": "send", "seen": seen.context["fingerprint"]})
    assert done.status_code == 302
    assert "Complementaria por responder" in desk.get(path).content.decode()
    assert "Complementaria" not in at_desk(laboratory).get(path).content.decode().partition("Lo que ha pasado")[0]
    client = Client()
    client.force_login(case.user)
    page = client.get(case.get_absolute_url()).content.decode()
    for words in ("Le toca a usted.", "Responda la cotización complementaria.", "La cotización complementaria"):
        assert words in page
    assert "Responda la cotización complementaria." in client.get("/radicados/").content.decode()
    address = f"{case.get_absolute_url()}aceptar-complementaria/"
    form = client.get(address).context["form"]
    assert "Lo anterior no cambia" in client.get(address).content.decode()
    answers = {"submission": form.initial.get("submission", ""), "read": form.initial["read"], "terms": "on"}
    assert client.post(address, answers | {"action": "send"}).status_code == 302
    assert complement_waiting(case) is None
