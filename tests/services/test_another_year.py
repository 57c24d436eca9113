"""A service that moves to another year by the customer's doing (Resolución 015 de 2020, art. 8 par.)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from ground.mails.models import Mail
from legal_calendar.stored import current_calendar
from radicados.letters import fingerprint
from services.acts.another_year import (
    accept_difference,
    end_unanswered,
    refuse_difference,
    reprice,
)
from services.acts.answers import in_force
from services.acts.scheduling import Doing, reschedule
from services.acts.works import start, to_start
from services.expiry import end_quotes
from services.kinds import State
from services.ledger import proposals, to_give_back, to_pay
from services.models import ServiceRequest
from tariffs.printed import loads
from tests.services.payments import paid_online
from tests.services.requests import WORDS, again, at_desk, facts, filed, measurer, officer, sent
from tests.services.works import received, scheduled
from tests.tariff_editions import FIXTURE
from tests.tariffs.editions import published

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture
def by(ready):
    return officer()


@pytest.fixture
def case(by, on) -> ServiceRequest:
    """Scheduled in December, some days from now."""
    on(date(YEAR, 12, 1))
    return scheduled(filed(), by, on=business_day(date(YEAR, 12, 14)))


def business_day(day: date) -> date:
    """That day, or the next one on which one works."""
    calendar = current_calendar()
    return next(each for each in (day + timedelta(days=n) for n in range(30)) if calendar.is_business_day(each))


NEXT = date(YEAR + 1, 1, 20)


def tariff_since(day: date, per_cent: int, number: str = "031") -> None:
    """A resolution that rules from that day on, with other pesos."""
    printed = loads(FIXTURE.read_text(encoding="utf-8"))
    rates = tuple(replace(rate, cop=rate.cop and rate.cop + rate.cop * per_cent // 100) for rate in printed.rates)
    values = {"number": f"{number}-{day.year}", "issued_on": day - timedelta(days=5), "valid_from": day}
    published(replace(printed, rates=rates, **values), "Otra vigencia.")


def moving(case, by, day: date, doing: Doing = Doing.CUSTOMER) -> dict:
    """What moving its appointment takes."""
    appointment = again(case).appointments.live().get()
    return {**facts(case, by), "appointment": appointment, "begins_on": day, "doing": doing, "text": WORDS}


def agreed(case) -> ServiceRequest:
    accept_difference(**sent(case), read=fingerprint(proposals(case)[0].step.letter.snapshot))
    return again(case)


def day_of(case) -> date:
    return case.appointments.live().get().begins_on


def rows(letter, title: str) -> dict[str, str]:
    return dict(next(each for each in letter.snapshot["blocks"] if each.get("title") == title)["rows"])


def test_a_requote_over_new_year_is_agreed_paid_and_only_then_moved(case, by, on):
    tariff_since(date(YEAR + 1, 1, 1), 10)
    before, total, day = day_of(case), in_force(case).total, business_day(NEXT)
    with pytest.raises(ActRefusedError, match="recotice por vigencia"):
        reschedule(**moving(case, by, day))
    with pytest.raises(ActRefusedError, match="no se debe al cliente: conserva su precio"):
        reprice(**moving(case, by, day, Doing.INSTITUTE))
    with pytest.raises(ActRefusedError, match="es de la misma vigencia"):
        reprice(**moving(case, by, business_day(date(YEAR, 12, 20))))
    step = reprice(**moving(case, by, day))
    case = again(case)
    told = rows(step.letter, "La diferencia")
    assert (told["Ya pagó"], to_pay(case), case.state) == (in_force(case).written_total, None, State.SCHEDULED)
    with pytest.raises(ActRefusedError, match="Falta que el cliente responda"):
        reschedule(**moving(case, by, business_day(date(YEAR, 12, 20)), Doing.NEITHER))
    case = agreed(case)
    assert (day_of(case), case.state, to_pay(case)[1].owed) == (before, State.SCHEDULED, total / 10)
    on(case.next_on + timedelta(days=40))
    assert end_quotes() == 0  # what is owed later ends nothing
    on(date(YEAR, 12, 2))
    case = paid_online(case, by)
    assert (day_of(case), case.state, to_pay(case)) == (day, State.SCHEDULED, None)
    with pytest.raises(ActRefusedError, match="La diferencia ya se pagó"):
        accept_difference(**sent(case), read="")
    # A second move in the year is by the same tariff, and the next tariff is charged from what was paid.
    second = business_day(date(YEAR + 1, 2, 10))
    reschedule(**moving(case, by, second))
    assert (day_of(again(case)), to_pay(again(case))) == (second, None)
    tariff_since(date(YEAR + 1, 3, 1), 15, "032")
    reprice(**moving(case, by, business_day(date(YEAR + 1, 3, 10))))
    assert to_pay(agreed(again(case)))[1].owed == total * 15 / 100 - total / 10


def test_a_lower_price_is_to_be_given_back_and_moves_at_once(case, by):
    tariff_since(date(YEAR + 1, 1, 1), -10)
    reprice(**moving(case, by, business_day(NEXT)))
    case = agreed(again(case))
    assert (day_of(case), to_give_back(case)[1].credit) == (business_day(NEXT), in_force(case).total / 10)


def test_who_refuses_it_keeps_day_and_price_and_who_says_nothing_ends_with_the_money_back(case, by, on):
    tariff_since(date(YEAR + 1, 1, 1), 10)
    before = day_of(case)
    reprice(**moving(case, by, business_day(NEXT)))
    client = Client()
    client.force_login(case.user)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Responda si acepta la diferencia de tarifa." in page
    assert (
        "Con la tarifa de ese día vale" in client.get(f"{case.get_absolute_url()}aceptar-diferencia/").content.decode()
    )
    desk = at_desk(by).get(f"/servicios/gestion/{case.radicado.number}/").content.decode()
    assert "Diferencia de tarifa por responder" in desk
    refuse_difference(**sent(case), text=WORDS)
    assert (day_of(again(case)), to_pay(again(case)), proposals(case)) == (before, None, [])
    step = reprice(**moving(case, by, business_day(NEXT)))
    until = current_calendar().count(timezone.localdate(step.at), 15).due_on
    on(until)
    with pytest.raises(ActRefusedError, match="El plazo va hasta el"):
        end_unanswered(**facts(case, by), text="")
    on(until + timedelta(days=1))
    end_unanswered(**facts(case, by), text="")
    case = again(case)
    assert (case.state, to_give_back(case)[1].credit) == (State.WITHDRAWN, in_force(case).total)
    assert Mail.objects.filter(event="services.letter", recipient=case.mail_address).exists()


def test_without_another_tariff_it_moves_and_is_looked_at_again_on_the_day(case, by, on):
    laboratory, day = measurer(key="22" * 20), business_day(NEXT)
    reschedule(**moving(case, by, day))
    assert day_of(again(case)) == day
    tariff_since(date(YEAR + 1, 1, 10), 10)
    on(day)
    case = received(again(case), laboratory)
    with pytest.raises(ActRefusedError, match=f"Desde el 10/01/{YEAR + 1} rige otra tarifa: primero la diferencia"):
        start(**facts(case, laboratory), items=to_start(case), text="")
    reprice(**moving(case, by, day))
    case = paid_online(agreed(again(case)), by)
    start(**facts(case, laboratory), items=to_start(case), text="")
    assert again(case).state == State.IN_SERVICE


def test_a_date_that_the_institute_moves_keeps_its_price(case, by):
    tariff_since(date(YEAR + 1, 1, 1), 10)
    reschedule(**moving(case, by, business_day(NEXT), Doing.INSTITUTE))
    assert (day_of(again(case)), to_pay(again(case))) == (business_day(NEXT), None)
