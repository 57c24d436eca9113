"""The mails that bring what the entity writes, and those that acknowledge what the petitioner writes."""

import pytest

from ground.mails.models import Mail
from ground.mails.queue import owe
from legal_calendar.legal_time import long_date
from pqrsd.kinds import Outcome, Step
from pqrsd.notices import mail_events
from radicados.letter_mails import letter_key
from tests.outbox import deliver
from tests.pqrsd.notices.mails import pdfs
from tests.pqrsd.owed_mails import ask_to_complete, sign, write
from tests.pqrsd.petitions import PETITIONER, petition

pytestmark = pytest.mark.django_db

LETTERS = {
    Step.ANSWERED: (Outcome.ANSWERED, "Es la respuesta del Instituto."),
    Step.COMPLETION_REQUESTED: (None, "el término para responderle está detenido"),
    Step.EXTENDED: (None, "La nueva fecha límite es el"),
    Step.REJECTED: (Outcome.REJECTED, "por qué no se da trámite"),
    Step.ARCHIVED: (Outcome.ARCHIVED, "El caso se archivó; la carta explica"),
    Step.LAPSED: (Outcome.LAPSED, "desistimiento tácito"),
    Step.TRANSFERRED: (Outcome.TRANSFERRED, "copia del oficio remisorio"),
}


@pytest.mark.parametrize("kind", LETTERS)
def test_letter_is_mailed_once_signed_and_the_mail_says_what_it_is(kind, officer):
    outcome, words = LETTERS[kind]
    case = petition()
    sign(case.radicado)
    deliver()
    letter = write(case, kind, outcome=outcome, by=officer).radicado
    assert deliver() == []
    sign(letter)
    (message,) = deliver()
    assert message.subject.endswith(f"Radicado {case.radicado.number}: el Instituto le escribió")
    assert words in message.body
    assert letter.number in message.body
    assert pdfs(message) == [f"{letter.number}.pdf"]


def test_request_to_complete_says_until_when(officer):
    case = petition()
    asked = ask_to_complete(case)
    sign(write(case, Step.COMPLETION_REQUESTED, by=officer).radicado)
    (message,) = deliver()
    assert f"Tiene plazo hasta el {long_date(asked.due_on)}." in message.body


WRITINGS = {
    Step.COMPLETED: "vuelve a correr el término",
    Step.COMPLETION_EXTENDED: "Tiene más plazo",
    Step.WITHDRAWN: "el caso quedó cerrado",
    Step.REPLIED: "a la vista de quien lo atiende",
}


@pytest.mark.parametrize("kind", WRITINGS)
def test_writing_of_the_petitioner_is_acknowledged_and_told_to_the_staff(kind, officer):
    case = petition()
    event = write(case, kind)
    Mail.objects.all().delete()
    owe(
        mail_events.WRITING_FILED,
        recipient=PETITIONER["email"],
        about=case,
        occasion=event.pk,
        awaits=letter_key(event.radicado),
    )
    owe(mail_events.PETITIONER_WROTE, recipient=officer.email, about=case, occasion=event.pk)
    sign(event.radicado)
    acknowledgement, told = sorted(deliver(), key=lambda message: message.to != [PETITIONER["email"]])
    assert WRITINGS[kind] in acknowledgement.body
    assert pdfs(acknowledgement) == [f"{event.radicado.number}.pdf"]
    assert event.label.lower() in told.body
    assert pdfs(told) == []
