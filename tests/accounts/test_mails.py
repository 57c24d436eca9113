"""Every mail about an account: its words, its link, whom it goes to, and what is done with it afterwards."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.utils import timezone

from accounts import mail_events
from accounts.mail_events import INVITATION, MEMBERSHIP_DECIDED, PASSWORD_CHANGED, RECOVERY, VERIFY_NEW_EMAIL
from accounts.models import Invitation, SupportingDocument
from ground.documents.models import Document
from ground.documents.signals import infected
from ground.mails.events import every_event
from ground.mails.models import Mail
from ground.mails.queue import owe
from ground.mails.tasks import forget_old_mails, send_mail
from tests.factories import CompanyFactory, ProfileFactory, UserFactory
from tests.outbox import composed
from tests.triggers import without_triggers

pytestmark = pytest.mark.django_db

# What whoever owes each mail tells it, and what its reader must find in it.
MAILS = {
    mail_events.VERIFY_EMAIL: ({}, "/correo/verificar/"),
    mail_events.ALREADY_REGISTERED: ({}, "/recuperar/"),
    mail_events.DOCUMENT_REGISTERED: ({}, "/cuenta/datos/"),
    mail_events.LOGIN_ATTEMPTS: ({}, "/recuperar/"),
    mail_events.CONTACT_CHANGED: ({"changed": "Celular"}, "Celular"),
    RECOVERY: ({}, "30 minutos"),
    PASSWORD_CHANGED: ({}, "/recuperar/"),
    mail_events.EMAIL_CHANGE_ASKED: ({"new_email": "dos@prueba.example"}, "dos@prueba.example"),
    VERIFY_NEW_EMAIL: ({}, "/correo/nuevo/"),
    mail_events.EMAIL_CHANGED: ({}, "dirección anterior"),
    INVITATION: ({"company": "Pesas <&> S. A.", "invited_by": "Ana"}, "/empresa/invitacion/"),
    mail_events.MEMBERSHIP_ASKED: ({"company": "Pesas <&> S. A.", "person": "Ana"}, "/cuenta/empresa/"),
    MEMBERSHIP_DECIDED: ({"company": "Pesas <&> S. A.", "accepted": True}, "fue aceptada"),
    mail_events.RESERVE_CHANGED: (
        {"what": "entró al grupo Control", "person": "Ana", "by": "Luis"},
        "/admin/accounts/reservedgrant/",
    ),
    mail_events.MEMBERSHIP_ENDED: ({"company": "Pesas <&> S. A."}, "ya no actúa por ella"),
    mail_events.DOCUMENT_INFECTED: ({"document": "rut.pdf"}, "«rut.pdf»"),
}


def owed(event, **details) -> Mail:
    user = UserFactory(username="laboratorio", new_email="nuevo@prueba.example", email_verified_at=None)
    about = None
    if event is INVITATION:
        about = Invitation.objects.create(company=CompanyFactory(), email=user.email, invited_by=user)
    recipient = user.new_email if event is VERIFY_NEW_EMAIL else user.email
    return owe(event, recipient=recipient, user=user, about=about, **details)


def test_every_event_of_an_account_is_here():
    assert set(MAILS) == {event for event in every_event() if event.app in {"accounts", "habeas_data"}}


@pytest.mark.parametrize("event", MAILS, ids=lambda event: event.name)
def test_mail_says_what_it_is_about_in_plain_text(event, settings):
    details, found = MAILS[event]
    row = owed(event, **details)
    message = composed(row)
    assert message.subject.startswith("[DEMOSTRACIÓN] ")
    assert "\n" not in message.subject
    assert found in message.body
    assert "Instituto Nacional de Metrología" in message.body
    assert "&lt;" not in message.subject + message.body
    assert "por favor no lo responda" in message.body
    settings.IS_PRODUCTION = True
    assert "DEMOSTRACIÓN" not in composed(row).subject + composed(row).body


@pytest.mark.parametrize("event", MAILS, ids=lambda event: event.name)
def test_mail_is_sent_once_to_its_recipient(event):
    row = owed(event, **MAILS[event][0])
    for _ in range(2):
        send_mail(str(row.pk))
    (sent,) = mail.outbox
    assert sent.to == [row.recipient]
    row.refresh_from_db()
    assert row.status == Mail.Status.SENT


def test_decision_that_is_a_refusal_says_so():
    assert "no fue aceptada" in composed(owed(MEMBERSHIP_DECIDED, company="X", accepted=False)).body


def test_invitation_that_was_revoked_is_not_sent():
    row = owed(INVITATION, **MAILS[INVITATION][0])
    Invitation.objects.update(revoked_at=timezone.now())
    send_mail(str(row.pk))
    assert mail.outbox == []
    row.refresh_from_db()
    assert (row.status, row.cancellation_reason) == (
        Mail.Status.CANCELLED,
        "La invitación ya no está abierta.",
    )


def test_recovery_goes_to_no_address_that_the_account_has_left():
    row = owe(RECOVERY, recipient="vieja@prueba.example", user=UserFactory(email="nueva@prueba.example"))
    send_mail(str(row.pk))
    assert mail.outbox == []
    row.refresh_from_db()
    assert row.status == Mail.Status.CANCELLED


def test_name_with_line_breaks_adds_no_header():
    details = {"company": "Pesas\r\nBcc: otro@prueba.example", "invited_by": "Ana"}
    assert "\n" not in composed(owed(INVITATION, **details)).subject


@pytest.mark.parametrize(
    ("event", "days", "is_done", "is_kept"),
    [
        (PASSWORD_CHANGED, 29, True, True),
        (PASSWORD_CHANGED, 31, True, False),
        (PASSWORD_CHANGED, 31, False, True),
        (RECOVERY, 0, True, True),
        (RECOVERY, 2, True, False),
        (RECOVERY, 2, False, False),
    ],
)
def test_mails_are_kept_no_longer_than_they_serve(event, days, is_done, is_kept):
    owed(event, identifier="x")
    with without_triggers():
        Mail.objects.update(created_at=timezone.now() - timedelta(days=days))
    if is_done:
        Mail.objects.update(done_at=F("created_at"))
    forget_old_mails()
    assert Mail.objects.exists() == is_kept


def test_owner_of_an_infected_document_is_told_and_a_stranger_is_not():
    documents = [
        Document.objects.create(file=name, name=name, content_type="application/pdf", size=1, sha256="0" * 64)
        for name in ("rut.pdf", "borrador.pdf")
    ]
    profile = ProfileFactory()
    SupportingDocument.objects.create(profile=profile, category="rut", document=documents[0])
    for document in documents:
        infected.send(sender=Document, document=document)
    told = Mail.objects.get()
    assert (told.event, told.recipient) == ("accounts.document_infected", profile.user.email)
    assert told.details == {"document": "rut.pdf"}
