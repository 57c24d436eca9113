"""How a letter reached its petitioner: what is recorded, and when a mail is not enough."""

from datetime import timedelta

import pytest
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from pqrsd.acts.answer import answer
from pqrsd.acts.endings import RejectionGround, reject
from pqrsd.kinds import AnswerChannel
from pqrsd.letters.parts import must_be_posted
from radicados.filing import annul
from tests.pqrsd.acts.cases import deliver, facts, received
from tests.pqrsd.petitions import PETITIONER

pytestmark = pytest.mark.django_db(transaction=True)


def test_delivery_is_recorded_of_a_letter_of_the_case_and_between_its_date_and_today(officer):
    pqrsd, other, today = received(), received(), timezone.localdate()
    number = answer(**facts(pqrsd, officer), text="Está listo.").radicado.number
    foreign = answer(**facts(other, officer), text="Está listo.").radicado.number
    for letter, day in [
        (foreign, today),
        (pqrsd.radicado.number, today),
        (number, today - timedelta(days=2)),
        (number, today + timedelta(days=1)),
    ]:
        with pytest.raises(ActRefusedError):
            deliver(pqrsd, officer, letter, day)
    event = deliver(pqrsd, officer, number, today)
    assert event.data == {
        "letter": number,
        "result": "devuelta",
        "delivered_on": today.isoformat(),
        "carrier": "Correo Ficticio",
        "guide": "G-1",
    }


def test_annulled_letter_is_neither_delivered_nor_referred_to(officer):
    pqrsd = received()
    letter = answer(**facts(pqrsd, officer), text="Está listo.").radicado
    annul(radicado=letter, by=officer, reason="Error de radicación")
    with pytest.raises(ActRefusedError):
        deliver(pqrsd, officer, letter.number, timezone.localdate())
    with pytest.raises(ActRefusedError):
        reject(
            **facts(received(), officer),
            ground=RejectionGround.REPEATED,
            text="Igual.",
            earlier=letter.number,
        )


@pytest.mark.parametrize(
    ("petitioner", "answers", "is_notified", "said"),
    [
        (PETITIONER, {}, False, ""),
        (PETITIONER, {"accepts_electronic_notice": True}, True, ""),
        (PETITIONER, {}, True, "no aceptó la notificación electrónica"),
        (PETITIONER, {"answer_channel": AnswerChannel.POST}, False, "en su dirección"),
        (PETITIONER | {"email": "no", "address": "Calle 1"}, {}, False, "no dio un correo válido"),
        (PETITIONER | {"email": "no"}, {}, False, "no dijo dónde recibirla"),
        (None, {}, False, "es anónima"),
    ],
)
def test_officer_is_told_when_a_mail_is_not_enough(officer, petitioner, answers, is_notified, said):
    pqrsd = received(petitioner=petitioner, **answers)
    told = must_be_posted(pqrsd, is_notified=is_notified)
    assert said in told
    assert bool(told) is bool(said)
