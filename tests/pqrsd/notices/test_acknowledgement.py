"""The acknowledgement of a petition: its words, its letter, whom it goes to; never twice."""

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection

from legal_calendar.legal_time import long_date
from pqrsd.models import CaseNotice
from pqrsd.notices.mailing import AlteredLetterError, send
from pqrsd.notices.owing import owe
from pqrsd.tasks import send_case_notice, send_pending_case_notices
from radicados.models import SignedLetter
from radicados.qr import grouped
from tests.pqrsd.notices.mails import Event, the
from tests.pqrsd.owed_mails import deliver, sign
from tests.pqrsd.petitions import PETITIONER, petition

pytestmark = pytest.mark.django_db


def test_acknowledgement_waits_for_its_letter_and_carries_it_with_number_code_and_due_date():
    case = petition()
    assert deliver() == []
    assert the(Event.FILED).status == CaseNotice.Status.AWAITS_LETTER
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
    assert the(Event.FILED).status == CaseNotice.Status.SENT


def test_anonymous_petitioner_is_mailed_nothing():
    sign(petition(petitioner=None).radicado)
    assert not CaseNotice.objects.exists()


@pytest.mark.parametrize("email", ["", "no es un correo", "a@b"])
def test_petitioner_without_a_good_address_is_mailed_nothing(email):
    petition(petitioner=PETITIONER | {"email": email})
    assert not CaseNotice.objects.exists()


def test_mail_is_sent_once_however_many_times_it_is_rung_for():
    sign(petition().radicado)
    for _ in range(3):
        deliver()
        send_case_notice(the(Event.FILED).pk)
        send_pending_case_notices()
    assert len(mail.outbox) == 1


def test_same_event_on_the_same_occasion_is_owed_once():
    case = petition()
    for _ in range(2):
        owe(Event.ASSIGNED, recipient="a@prueba.example", occasion=1, pqrsd=case)
        owe(Event.DIGEST, recipient="a@prueba.example", occasion="2026-11-20")
    owe(Event.ASSIGNED, recipient="a@prueba.example", occasion=2, pqrsd=case)
    assert CaseNotice.objects.filter(event=Event.ASSIGNED).count() == 2
    assert CaseNotice.objects.filter(event=Event.DIGEST).count() == 1


def test_letter_that_is_not_the_sealed_one_is_sent_to_nobody_and_the_mail_says_why():
    case = petition()
    sign(case.radicado)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE radicados_signedletter DISABLE TRIGGER USER")
        cursor.execute("UPDATE radicados_signedletter SET pdf = 'otra'")
        cursor.execute("ALTER TABLE radicados_signedletter ENABLE TRIGGER USER")
    with pytest.raises(AlteredLetterError):
        send(the(Event.FILED))
    assert deliver() == []
    assert "no coincide con su huella" in the(Event.FILED).last_error
