"""The mails about a denuncia reveal nothing of it; those about another petition say what it is."""

import pytest

from expedientes.lights import Lights
from ground.mails.events import every_event
from ground.mails.models import Mail
from ground.mails.queue import owe
from pqrsd.kinds import Kind, Step
from pqrsd.models import Pqrsd
from pqrsd.notices import mail_events
from radicados.filing import annul
from radicados.letter_mails import letter_key
from tests.outbox import composed, deliver
from tests.pqrsd.owed_mails import due_on, sign, write
from tests.pqrsd.petitions import PETITIONER, document, petition

pytestmark = pytest.mark.django_db

EVENTS = {event for event in every_event() if event.app == "pqrsd"}
SUBJECT = "Fraude en la balanza del doctor Ficticio"
REQUEST = "Vi cómo el doctor Ficticio alteró los certificados de la balanza."


def every_mail_about(case: Pqrsd, control) -> list:
    """One of each event, to the petitioner and to the staff."""
    told = write(case, Step.REPLIED)
    sign(case.radicado, told.radicado)
    annul(radicado=case.radicado, by=control, reason=SUBJECT)
    file = document(f"{SUBJECT}.pdf")
    Mail.objects.all().delete()
    carried = {mail_events.FILED: case.radicado} | dict.fromkeys(
        (mail_events.WRITING_FILED, mail_events.LETTER, mail_events.TRANSFER), told.radicado
    )
    for event in EVENTS - {mail_events.DIGEST}:
        awaits = letter_key(carried[event]) if event in carried else ""
        occasion = file.pk if event == mail_events.INFECTED else told.pk
        drafted = {"act": "pqrsd:desk_answer", "draft": 1, "writer": "Ana", "reader": "Berta", "is_agreed": True}
        for recipient in (PETITIONER["email"], control.email):
            owe(event, recipient=recipient, about=case, occasion=occasion, awaits=awaits, **drafted)
    owe(mail_events.DIGEST, recipient=control.email, occasion=str(Lights.now().today), is_reserved=True)
    return [composed(owed) for owed in Mail.objects.all()]


def test_mails_about_a_denuncia_reveal_nothing_of_it_to_anybody(control):
    case = petition(Kind.REPORT, subject=SUBJECT, request=REQUEST)
    due_on(case, Lights.now().today)
    assert Mail.objects.get().is_reserved
    messages = every_mail_about(case, control)
    assert len(messages) == 2 * (len(EVENTS) - 1) + 1
    for message in messages:
        said = f"{message.subject} {message.body} {message.alternatives}".lower()
        for secret in (
            "denuncia",
            "fraude",
            "ficticio",
            "alteró",
            "pedro",
            "peticionario",
            "control interno",
        ):
            assert secret not in said, (secret, said)


def test_mails_about_another_petition_say_what_it_is(officer):
    case = petition(subject=SUBJECT)
    sign(case.radicado)
    owe(mail_events.DUE_TODAY, recipient=officer.email, about=case, occasion="x")
    assert all(SUBJECT in message.body for message in deliver())
