"""The petition goes to the entity that must answer it (CPACA, art. 21)."""

import pytest

from pqrsd.acts.transfer import transfer
from pqrsd.kinds import Outcome
from pqrsd.notices import mail_events
from tests.pqrsd.acts.cases import COMMISSION, MONDAY, again, business_day, facts, mails, received, words
from tests.pqrsd.petitions import PETITIONER, document

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("day", "is_late"), [(0, False), (5, False), (6, True), (20, True)])
def test_petition_is_transferred_even_late_which_is_noted(officer, on, day, is_late):
    pqrsd = received()
    on(business_day(day))
    event = transfer(**facts(pqrsd, officer), to=COMMISSION, text="Regula esa tarifa.")
    assert (again(pqrsd).outcome, event.data["is_late"]) == (Outcome.TRANSFERRED, is_late)


def test_transfer_carries_the_petition_to_the_entity_and_a_copy_to_the_petitioner(officer, on):
    pqrsd = received(documents=(document("factura ñandú.pdf"),))
    on(MONDAY)
    event = transfer(**facts(pqrsd, officer), to=COMMISSION, text="Regula esa tarifa.")
    text = words(event.radicado)
    for said in (
        COMMISSION.name,
        pqrsd.request,
        "Pedro Peticionario",
        "CC 1000000555",
        "pedro@prueba.example",
        "factura ñandú.pdf",
        "desde el día siguiente al de la recepción",
        "Con copia a Pedro Peticionario",
        pqrsd.radicado.number,
    ):
        assert said in text
    assert event.radicado.filer_name == COMMISSION.name
    assert {(mail.event, mail.recipient) for mail in mails(event)} == {
        (mail_events.TRANSFER.name, COMMISSION.email),
        (mail_events.LETTER.name, PETITIONER["email"]),
    }


def test_transfer_of_an_anonymous_petition_names_nobody(officer, on):
    pqrsd = received(petitioner=None)
    event = transfer(**facts(pqrsd, officer), to=COMMISSION, text="Regula esa tarifa.")
    assert "no se conoce adónde responderle" in words(event.radicado)
    assert [mail.event for mail in mails(event)] == [mail_events.TRANSFER.name]
