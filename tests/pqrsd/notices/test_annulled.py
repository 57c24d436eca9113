"""What is annulled: its mail is not sent, and its petitioner is told once."""

import pytest
from django.core import mail

from expedientes.models import Paso
from ground.mails.models import Mail
from ground.mails.tasks import send_mail
from pqrsd.kinds import Outcome, Step
from pqrsd.notices import mail_events
from radicados.filing import annul
from radicados.models import Radicado
from tests.outbox import deliver
from tests.pqrsd.notices.mails import the
from tests.pqrsd.owed_mails import ask_to_complete, sign, write
from tests.pqrsd.petitions import petition

pytestmark = pytest.mark.django_db


def test_mail_of_an_annulled_letter_is_not_sent_and_is_not_tried_for_ever(officer):
    case = petition()
    sign(case.radicado)
    annul(radicado=case.radicado, by=officer, reason="Error de radicación.")
    (told,) = deliver()
    assert (the(mail_events.ANNULLED).recipient, told.attachments) == (told.to[0], [])
    assert not Mail.objects.due().exists()
    assert the(mail_events.FILED).status == Mail.Status.CANCELLED
    send_mail(the(mail_events.FILED).pk)
    assert mail.outbox == [told]
    assert not the(mail_events.FILED).retry()


def test_petition_whose_radicado_was_annulled_is_closed_and_its_petitioner_told_once(officer):
    case = petition()
    annul(radicado=case.radicado, by=officer, reason="Se radicó dos veces.")
    case.refresh_from_db()
    assert case.outcome == Outcome.ANNULLED
    step = case.steps.get(kind=Paso.Kind.ANNULLED)
    assert (step.by, step.text) == (officer, "El radicado fue anulado. Motivo: Se radicó dos veces.")
    (message,) = deliver()
    assert "Se radicó dos veces." in message.body


def test_annulled_petition_that_waited_for_its_petitioner_is_closed_too(officer):
    case = petition()
    ask_to_complete(case)
    annul(radicado=case.radicado, by=officer, reason="Error.")
    case.refresh_from_db()
    assert (case.outcome, case.waiting_until) == (Outcome.ANNULLED, None)


def test_petition_that_is_closed_already_stays_as_it_ended_and_says_that_it_was_annulled(officer):
    case = petition()
    write(case, Step.ANSWERED, outcome=Outcome.ANSWERED)
    annul(radicado=case.radicado, by=officer, reason="Se radicó dos veces.")
    case.refresh_from_db()
    assert case.outcome == Outcome.ANSWERED
    assert case.steps.get(kind=Paso.Kind.ANNULLED).text.endswith("Se radicó dos veces.")


def test_annulled_letter_about_a_petition_ends_nothing(officer):
    case = petition()
    annul(radicado=write(case, Step.EXTENDED).radicado, by=officer, reason="Se envió por error.")
    case.refresh_from_db()
    assert case.is_open


def test_case_that_cannot_be_closed_is_not_annulled(officer, monkeypatch):
    case = petition()
    monkeypatch.setattr("expedientes.acts.steps.add_step", lambda *args, **facts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        annul(radicado=case.radicado, by=officer, reason="Error.")
    assert Radicado.objects.get(pk=case.radicado_id).annulled_at is None
    case.refresh_from_db()
    assert case.is_open
