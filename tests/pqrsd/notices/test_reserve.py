"""The mails about a denuncia reveal nothing of it; those about another petition say what it is."""

import pytest

from pqrsd.desk.lights import Lights
from pqrsd.kinds import Kind
from pqrsd.models import CaseNotice, Pqrsd
from pqrsd.notices.mailing import compose
from pqrsd.notices.owing import owe
from radicados.filing import annul
from tests.pqrsd.notices.mails import Event, Step
from tests.pqrsd.owed_mails import deliver, due_on, sign, write
from tests.pqrsd.petitions import PETITIONER, document, petition

pytestmark = pytest.mark.django_db

SUBJECT = "Fraude en la balanza del doctor Ficticio"
REQUEST = "Vi cómo el doctor Ficticio alteró los certificados de la balanza."


def every_mail_about(case: Pqrsd, control) -> list:
    """One of each event, to the petitioner and to the staff."""
    to_letter = {Event.FILED: case.radicado}
    told = write(case, Step.REPLIED)
    sign(case.radicado, told.radicado)
    annul(radicado=case.radicado, by=control, reason=SUBJECT)
    file = document(f"{SUBJECT}.pdf")
    CaseNotice.objects.all().delete()
    for event in set(Event) - {Event.DIGEST}:
        letter = to_letter.get(event) or told.radicado
        has_letter = event in {Event.FILED, Event.WRITING_FILED, Event.LETTER, Event.TRANSFER}
        occasion = file.pk if event == Event.INFECTED else told.pk
        for recipient in (PETITIONER["email"], control.email):
            owe(
                event,
                recipient=recipient,
                occasion=occasion,
                pqrsd=case,
                letter=letter if has_letter else None,
            )
    owe(Event.DIGEST, recipient=control.email, occasion=str(Lights.now().today), is_reserved=True)
    return [compose(notice) for notice in CaseNotice.objects.all()]


def test_mails_about_a_denuncia_reveal_nothing_of_it_to_anybody(control):
    case = petition(Kind.REPORT, subject=SUBJECT, request=REQUEST)
    due_on(case, Lights.now().today)
    assert CaseNotice.objects.get().is_reserved
    messages = every_mail_about(case, control)
    assert len(messages) == 2 * (len(Event) - 1) + 1
    for message in messages:
        said = f"{message.subject} {message.body}".lower()
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
    owe(Event.DUE_TODAY, recipient=officer.email, occasion="x", pqrsd=case)
    assert all(SUBJECT in message.body for message in deliver())
