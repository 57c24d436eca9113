"""The acknowledgement of a petition: its words, its letter, whom it goes to; never twice."""

import pytest
from django.conf import settings
from django.core import mail

from ground.mails.delivery import send
from ground.mails.models import Mail
from ground.mails.queue import owe
from ground.mails.tasks import send_mail, send_pending_mails
from legal_calendar.legal_time import long_date
from pqrsd.notices import mail_events
from radicados.letter_mails import AlteredLetterError
from radicados.models import SignedLetter
from radicados.qr import grouped
from tests.outbox import deliver
from tests.pqrsd.notices.mails import the
from tests.pqrsd.owed_mails import sign
from tests.pqrsd.petitions import PETITIONER, petition
from tests.triggers import without_triggers

pytestmark = pytest.mark.django_db


def test_acknowledgement_waits_for_its_letter_and_carries_it_with_number_code_and_due_date():
    case = petition()
    assert deliver() == []
    assert the(mail_events.FILED).status == Mail.Status.AWAITS_LETTER
    sign(case.radicado)
    (message,) = deliver()
    number = case.radicado.number
    assert message.to == [PETITIONER["email"]]
    assert message.subject == f"[DEMOSTRACIÓN] Radicado {number}: acuse de recibo"
    for words in (
        number,
        grouped(case.radicado.verification_code),
        long_date(case.due_on),
        "15 días hábiles (Ley 1437 de 2011, art. 14",
        long_date(case.effective_on),
        "Petición de interés particular",
        case.subject,
        f"{settings.PORTAL_BASE_URL}/pqrsd/consulta/{number}/",
        "DEMOSTRACIÓN — SIN VALIDEZ",
    ):
        assert words in message.body
    (attached,) = message.attachments
    assert attached.filename == f"{number}.pdf"
    assert attached.content == bytes(SignedLetter.objects.get(pk=case.radicado.pk).pdf)
    assert the(mail_events.FILED).status == Mail.Status.SENT


def test_anonymous_petitioner_is_mailed_nothing():
    sign(petition(petitioner=None).radicado)
    assert not Mail.objects.exists()


@pytest.mark.parametrize("email", ["", "no es un correo", "a@b"])
def test_petitioner_without_a_good_address_is_mailed_nothing(email):
    petition(petitioner=PETITIONER | {"email": email})
    assert not Mail.objects.exists()


def test_mail_is_sent_once_however_many_times_it_is_rung_for():
    sign(petition().radicado)
    for _ in range(3):
        deliver()
        send_mail(the(mail_events.FILED).pk)
        send_pending_mails()
    assert len(mail.outbox) == 1


def test_same_event_on_the_same_occasion_is_owed_once():
    case = petition()
    for _ in range(2):
        owe(mail_events.ASSIGNED, recipient="a@prueba.example", about=case, occasion=1)
        owe(mail_events.DIGEST, recipient="a@prueba.example", occasion="2026-11-20")
    owe(mail_events.ASSIGNED, recipient="a@prueba.example", about=case, occasion=2)
    assert Mail.objects.of(mail_events.ASSIGNED).count() == 2
    assert Mail.objects.of(mail_events.DIGEST).count() == 1


def test_letter_that_is_not_the_sealed_one_is_sent_to_nobody_and_the_mail_says_why():
    case = petition()
    sign(case.radicado)
    with without_triggers():
        SignedLetter.objects.update(pdf=b"otra")
    with pytest.raises(AlteredLetterError):
        send(the(mail_events.FILED))
    assert deliver() == []
    assert "no coincide con su huella" in the(mail_events.FILED).last_error
