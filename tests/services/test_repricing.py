"""What an accepted quote costs since something changed: art. 4 lost, another year, an item that was not served
(Resolución 015 de 2020)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from ground.mails.models import Mail
from services.acts.answers import accept, in_force
from services.acts.reception import exclude
from services.acts.size import prove_size, withdraw_discount
from services.acts.works import start, to_start
from services.kinds import Service, State, Step
from services.ledger import balance_of, to_give_back, to_pay
from services.models import Repricing
from services.repricing import price_of
from tariffs.pricing.quote import CompanySize, Currency, Customer
from tests.services.payments import confirmed, paid_online, treasurer, with_proof
from tests.services.requests import (
    WORDS,
    accepted,
    again,
    asked,
    at_desk,
    checked,
    facts,
    filed,
    measurer,
    officer,
    quoted,
    sent,
)
from tests.services.works import certified, delivered, measured, received, scheduled

pytestmark = pytest.mark.django_db
MICRO = Customer(size=CompanySize.MICRO, proves_size=True, is_secondary_laboratory=True)


@pytest.fixture
def by(ready):
    return officer()


@pytest.fixture
def laboratory(ready):
    return measurer(key="22" * 20)


def micro(by, **facts_) -> object:
    """A request with the discount of article 4, scheduled."""
    case = checked(filed(customer=MICRO, **facts_), by, is_size_proved=True)
    return scheduled(paid_online(accepted(case, by), by), by)


def rows(letter, title: str) -> dict[str, str]:
    blocks = letter.snapshot["blocks"]
    return dict(next(each for each in blocks if each.get("title") == title)["rows"])


def pages_say(case, by, *words: str) -> bool:
    """Those of the desk and of the customer; what only the customer reads comes last."""
    client = Client()
    client.force_login(case.user)
    desk = at_desk(by).get(f"/servicios/gestion/{case.radicado.number}/").content.decode()
    customer = client.get(case.get_absolute_url()).content.decode()
    return words[0] in desk and all(each in customer for each in words)


# --- What was kept is what was priced ----------------------------------------------------------------------
@pytest.mark.parametrize("service", list(Service))
def test_a_price_is_read_again_as_it_was_kept(by, service):
    quote = in_force(accepted(filed(service, items=(asked(service, quantity=3),)), by))
    price = price_of(quote, quote)
    assert (price.subtotal, price.discount, price.total) == (quote.subtotal, quote.discount, quote.total)
    assert [str(line.amount) for line in price.lines] == [line["amount"] for line in quote.lines]


# --- Article 4, lost and found (arts. 4 par. and 7) ----------------------------------------------------------
def test_who_does_not_prove_its_size_again_owes_the_difference_before_the_delivery(by, laboratory):
    treasury, case = treasurer(key="55" * 20), micro(by)
    quote = in_force(case)
    case = certified(measured(received(case, laboratory), laboratory), laboratory)
    step = withdraw_discount(**facts(case, by), text=WORDS)
    case = again(case)
    assert (quote.discount, case.state) == (quote.subtotal / 10, State.DONE)
    assert balance_of(quote.chain).owed == quote.discount
    told = rows(step.letter, "La diferencia")
    assert (told["Valor anterior"], told["Ya pagó"]) == (quote.written_total, quote.written_total)
    assert told["Falta por pagar"] == str(Currency.COP.written(quote.discount))
    assert "pierde el descuento del artículo 4" in str(step.letter.snapshot)
    assert Mail.objects.filter(event="services.treasury", recipient=treasury.email, occasion=step.pk).exists()
    assert pages_say(case, by, "Saldo por pagar", "Vale ahora")
    with pytest.raises(ActRefusedError, match=r"Hay un saldo de .* por pagar"):
        delivered(case, by)
    with pytest.raises(ActRefusedError, match="El descuento ya se retiró"):
        withdraw_discount(**facts(case, by), text=WORDS)
    case = paid_online(case, by)
    assert case.state == State.DONE
    with pytest.raises(ActRefusedError, match="La diferencia ya se pagó"):
        prove_size(**facts(case, by), proved_on=timezone.localdate(), text=WORDS)
    assert delivered(case, by).state == State.DELIVERED
    assert in_force(case) == quote  # what was paid is never replaced


def test_who_proves_it_before_paying_the_difference_keeps_the_discount(by):
    case = micro(by)
    withdraw_discount(**facts(case, by), text=WORDS)
    step = prove_size(**facts(case, by), proved_on=timezone.localdate(), text=WORDS)
    case = again(case)
    assert rows(step.letter, "La diferencia")["Falta por pagar"] == "Nada"
    assert (to_pay(case), to_give_back(case), case.priced_customer.proves_size) == (None, None, True)
    with pytest.raises(ActRefusedError, match="El cliente ya acreditó su tamaño"):
        withdraw_discount(**facts(case, by), text=WORDS)


def test_part_of_a_difference_that_was_paid_is_given_back(by):
    case, treasury = micro(by), treasurer(key="55" * 20)
    withdraw_discount(**facts(case, by), text=WORDS)
    confirmed(case, with_proof(again(case), amount=1_000), treasury, amount=1_000)
    prove_size(**facts(case, by), proved_on=timezone.localdate(), text=WORDS)
    assert to_give_back(again(case))[1].credit == Decimal(1_000)


def test_another_article_may_take_the_place_of_article_4(by):
    """Art. 7: ten reference materials have the discount of article 5 whoever asks for them."""
    items = (asked(Service.REFERENCE_MATERIAL, quantity=10),)
    case = checked(filed(Service.REFERENCE_MATERIAL, customer=MICRO, items=items), by, is_size_proved=True)
    case = scheduled(paid_online(accepted(case, by), by), by)
    assert in_force(case).discount_article == "art. 4"  # the first among equals
    withdraw_discount(**facts(case, by), text=WORDS)
    assert Repricing.objects.get().discount_article == "art. 5"
    assert to_pay(again(case)) is None


def test_who_had_no_discount_loses_none(by):
    case = scheduled(filed(customer=replace(MICRO, proves_size=False)), by)
    with pytest.raises(ActRefusedError, match="No tiene el descuento del artículo 4"):
        withdraw_discount(**facts(case, by), text=WORDS)
    assert not case.steps.filter(kind=Step.DISCOUNT_WITHDRAWN).exists()


# --- What was not served (ISO/IEC 17025, 7.4.3 and 7.8) ------------------------------------------------------
def test_what_is_not_served_is_to_be_given_back_and_the_rest_keeps_its_discount(by):
    treasury, case = treasurer(key="55" * 20), micro(by, items=(asked(serial="1"), asked(serial="2")))
    quote, second = in_force(case), case.items.latest("position")
    exclude(**facts(case, by), item=second, text=WORDS)
    found = Repricing.objects.get()
    assert (found.total, found.discount_article, case.items.count()) == (quote.total / 2, "art. 4", 2)
    assert to_give_back(again(case))[1].credit == quote.total / 2
    assert again(case).state == State.SCHEDULED
    assert Mail.objects.filter(event="services.treasury", recipient=treasury.email).count() == 2  # and of the payment
    withdraw_discount(**facts(case, by), text=WORDS)
    assert Repricing.objects.latest("pk").total == quote.subtotal / 2


def test_what_could_not_be_measured_is_given_back_whole(by, laboratory):
    case = received(scheduled(filed(), by), laboratory)
    start(**facts(case, laboratory), items=to_start(case), text="")
    exclude(**facts(case, laboratory), item=case.items.get(), text=WORDS)
    assert (again(case).state, Repricing.objects.get().lines) == (State.DELIVERED, [])
    assert to_give_back(again(case))[1].credit == in_force(case).total
    with pytest.raises(ActRefusedError, match="Ya no queda nada que excluir|ya no es posible"):
        exclude(**facts(case, laboratory), item=case.items.get(), text=WORDS)


def test_travel_is_given_back_with_the_last_item_that_nobody_went_for(by):
    case = checked(filed(items=(asked(is_on_site=True),)), by)
    case = quoted(case, by, travel={"DES-001": 2})
    accept(**sent(case), read=in_force(case).content_sha256)
    case = scheduled(paid_online(again(case), by), by)
    exclude(**facts(case, by), item=case.items.get(), text=WORDS)
    assert (Repricing.objects.get().total, to_give_back(again(case))[1].paid) == (0, in_force(case).total)
