"""Every mail about an account: its words, its link, whom it goes to, and what is done with it afterwards."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.utils import timezone

from accounts.housekeeping import forget
from accounts.mailing import compose
from accounts.mails import owe
from accounts.models import Invitation, Message, SupportingDocument
from accounts.tasks import send_message
from ground.documents.models import Document
from ground.documents.signals import infected
from tests.factories import CompanyFactory, ProfileFactory, UserFactory

pytestmark = pytest.mark.django_db

Kind = Message.Kind

# What whoever owes each mail tells it, and what its reader must find in it.
MAILS = {
    Kind.VERIFY_EMAIL: ({}, "/correo/verificar/"),
    Kind.ALREADY_REGISTERED: ({}, "/recuperar/"),
    Kind.RECOVERY: ({"identifier": "laboratorio"}, "30 minutos"),
    Kind.PASSWORD_CHANGED: ({}, "/recuperar/"),
    Kind.EMAIL_CHANGE_ASKED: ({"new_email": "dos@prueba.example"}, "dos@prueba.example"),
    Kind.VERIFY_NEW_EMAIL: ({}, "/correo/nuevo/"),
    Kind.EMAIL_CHANGED: ({}, "dirección anterior"),
    Kind.INVITATION: ({"company": "Pesas <&> S. A.", "invited_by": "Ana"}, "/empresa/invitacion/"),
    Kind.MEMBERSHIP_ASKED: ({"company": "Pesas <&> S. A.", "person": "Ana"}, "/cuenta/empresa/"),
    Kind.MEMBERSHIP_DECIDED: ({"company": "Pesas <&> S. A.", "accepted": True}, "fue aceptada"),
    Kind.DOCUMENT_INFECTED: ({"document": "rut.pdf"}, "«rut.pdf»"),
}


def owed(kind, **details) -> Message:
    user = UserFactory(username="laboratorio", new_email="nuevo@prueba.example", email_verified_at=None)
    if kind == Kind.INVITATION:
        invitation = Invitation.objects.create(company=CompanyFactory(), email=user.email, invited_by=user)
        details |= {"invitation": invitation.pk}
    recipient = user.new_email if kind == Kind.VERIFY_NEW_EMAIL else user.email
    return owe(kind, recipient=recipient, user=user, **details)


def test_every_kind_of_mail_is_here():
    assert set(MAILS) == set(Kind)


@pytest.mark.parametrize("kind", MAILS)
def test_mail_says_what_it_is_about_in_plain_text(kind, settings):
    details, found = MAILS[kind]
    message = owed(kind, **details)
    composed = compose(message)
    assert composed.subject.startswith("[DEMOSTRACIÓN] ")
    assert "\n" not in composed.subject
    assert found in composed.body
    assert "Instituto Nacional de Metrología" in composed.body
    assert "&lt;" not in composed.subject + composed.body
    assert "por favor no lo responda" in composed.body
    settings.IS_PRODUCTION = True
    assert "DEMOSTRACIÓN" not in compose(message).subject + compose(message).body


@pytest.mark.parametrize("kind", MAILS)
def test_mail_is_sent_once_to_its_recipient(kind):
    message = owed(kind, **MAILS[kind][0])
    for _ in range(2):
        send_message(str(message.pk))
    (sent,) = mail.outbox
    assert sent.to == [message.recipient]
    message.refresh_from_db()
    assert message.done_at


def test_decision_that_is_a_refusal_says_so():
    assert "no fue aceptada" in compose(owed(Kind.MEMBERSHIP_DECIDED, company="X", accepted=False)).body


def test_invitation_that_was_revoked_is_not_sent():
    message = owed(Kind.INVITATION, **MAILS[Kind.INVITATION][0])
    Invitation.objects.update(revoked_at=timezone.now())
    send_message(str(message.pk))
    assert mail.outbox == []


def test_name_with_line_breaks_adds_no_header():
    details = {"company": "Pesas\r\nBcc: otro@prueba.example", "invited_by": "Ana"}
    assert "\n" not in compose(owed(Kind.INVITATION, **details)).subject


def test_mail_that_fails_waits_and_can_be_retried(settings, monkeypatch):
    settings.WORK_MAX_ATTEMPTS = 1
    message = owed(Kind.PASSWORD_CHANGED)

    def fail(*args, **kwargs):
        raise ConnectionRefusedError("sin servidor de correo")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    send_message(str(message.pk))
    message.refresh_from_db()
    assert message.parked_at
    assert "sin servidor de correo" in message.last_error
    monkeypatch.undo()
    assert message.retry()
    send_message(str(message.pk))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("kind", "days", "is_done", "is_kept"),
    [
        (Kind.PASSWORD_CHANGED, 29, True, True),
        (Kind.PASSWORD_CHANGED, 31, True, False),
        (Kind.PASSWORD_CHANGED, 31, False, True),
        (Kind.RECOVERY, 0, True, True),
        (Kind.RECOVERY, 2, True, False),
        (Kind.RECOVERY, 2, False, False),
    ],
)
def test_mails_are_kept_no_longer_than_they_serve(kind, days, is_done, is_kept):
    owed(kind, identifier="x")
    Message.objects.update(created_at=timezone.now() - timedelta(days=days))
    if is_done:
        Message.objects.update(done_at=F("created_at"))
    forget()
    assert Message.objects.exists() == is_kept


def test_owner_of_an_infected_document_is_told_and_a_stranger_is_not():
    documents = [
        Document.objects.create(file=name, name=name, content_type="application/pdf", size=1, sha256="0" * 64)
        for name in ("rut.pdf", "borrador.pdf")
    ]
    profile = ProfileFactory()
    SupportingDocument.objects.create(profile=profile, category="rut", document=documents[0])
    for document in documents:
        infected.send(sender=Document, document=document)
    told = Message.objects.get()
    assert (told.kind, told.recipient) == (Kind.DOCUMENT_INFECTED, profile.user.email)
    assert told.details == {"document": "rut.pdf"}
