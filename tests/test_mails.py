"""Every mail of every app: one make, one next step, and the same facts as text and as HTML."""

import re

import pytest
from django.db import transaction
from django.utils import timezone

from expedientes.acts.steps import add_step
from ground.mails.delivery import parts
from ground.mails.events import event_named, every_event
from ground.mails.models import Mail
from ground.mails.queue import owe
from inm_portal.watch.mail_events import ENDED
from inm_portal.watch.models import Alarm
from pqrsd.kinds import Step
from pqrsd.models import Pqrsd
from pqrsd.notices import mail_events as of_petitions
from pqrsd.notices.mail_events import (
    DIGEST,
    INFECTED,
    LETTER,
    LETTER_READ,
    LETTER_TO_READ,
    TO_THE_STAFF,
    TRANSFER,
    WRITING_FILED,
)
from radicados import letter_mails
from radicados.filing import annul
from radicados.letter_mails import letter_key
from radicados.mail_events import ISSUED
from tests.accounts.test_mails import MAILS
from tests.accounts.test_mails import owed as owed_of_account
from tests.factories import SignatoryFactory, file_simple, person_user
from tests.ground.mails.test_delivery import html_of
from tests.outbox import composed
from tests.pqrsd.owed_mails import write
from tests.pqrsd.petitions import document, petition
from tests.services.owed_mails import owed as owed_of_services

pytestmark = pytest.mark.django_db(transaction=True)

PORTAL = "https://servicios.prueba.example"
EVENTS = sorted(event.name for event in every_event())
WITH_LETTER = {ISSUED, of_petitions.FILED, WRITING_FILED, LETTER, TRANSFER}
STAFF = "mesa@prueba.example"


@pytest.fixture(autouse=True)
def portal(settings, reference_data, monkeypatch):
    settings.PORTAL_BASE_URL = PORTAL
    settings.ENTITY = settings.ENTITY | {"email": "contacto@prueba.example"}
    monkeypatch.setattr(letter_mails, "sealed_pdf", lambda letter: b"%PDF-")
    SignatoryFactory()


def owed(name: str) -> Mail:
    """One of the event, about rows that its templates name."""
    event = event_named(name)
    if event.app == "accounts":
        return owed_of_account(event, **MAILS[event][0])
    if event.app == "radicados":
        with transaction.atomic():
            radicado = file_simple(person_user())
        annul(radicado=radicado, by=person_user(), reason="Se radicó dos veces.")
        radicado.refresh_from_db()
        awaits = letter_key(radicado) if event in WITH_LETTER else ""
        return owe(event, recipient="ana@prueba.example", about=radicado, awaits=awaits)
    if event.app == "watch":
        alarm = Alarm.objects.create(name="stuck_mails", sentence="Correos: hay trabajo detenido (3).")
        if event is ENDED:
            Alarm.objects.update(ended_at=timezone.now())
        return owe(event, recipient=STAFF, about=alarm)
    if event.app == "services":
        return owed_of_services(event, staff=STAFF)
    if event is DIGEST:
        return owe(event, recipient=STAFF, occasion="2026-11-20")
    pqrsd = petition()
    step, letter = add_step(pqrsd, Step.DUE_CHANGED, text="La fecha es otra."), pqrsd.radicado
    if event in {WRITING_FILED, LETTER, TRANSFER}:
        letter = write(pqrsd, Step.EXTENDED).radicado
    if event is of_petitions.ANNULLED:
        annul(radicado=letter, by=person_user(), reason="Se radicó dos veces.")
    occasion = document().pk if event is INFECTED else step.pk
    recipient = STAFF if event in TO_THE_STAFF else pqrsd.mail_address
    awaits = letter_key(letter) if event in WITH_LETTER else ""
    Mail.objects.of(event).delete()  # those that it owes by itself
    details = {}
    if event in {LETTER_TO_READ, LETTER_READ}:
        details = {"act": "pqrsd:desk_answer", "draft": 1, "writer": "Ana", "reader": "Berta", "is_agreed": True}
    return owe(event, recipient=recipient, about=pqrsd, occasion=occasion, awaits=awaits, **details)


@pytest.mark.parametrize("name", EVENTS)
def test_mail_is_of_one_make_and_says_the_same_twice(name, settings):
    message = composed(owed(name))
    page = html_of(message)
    html = message.alternatives[0].content
    # The same facts: all that the text says, line by line, is in the HTML; a row's colon becomes its column.
    shown = " ".join(page.text.split())
    for line in filter(None, message.body.splitlines()):
        for said in re.split(r":\s{2,}", line.removeprefix("- ")):
            assert " ".join(said.split()) in shown
    # The same parts: whose it is, what lists of mails show, and one next step; nothing is fetched.
    assert page.tags[0] == ("html", {"lang": "es-CO"})
    assert "INM Instituto Nacional de Metrología Portal de Servicios en Línea" in shown
    is_led = bool(event_named(name).action) and name != TRANSFER.name  # another entity writes to the portal's own
    links = [facts["href"] for tag, facts in page.tags if tag == "a"]
    assert (html.count('class="step"'), bool(links)) == (is_led, is_led)
    assert all(link.startswith(f"{PORTAL}/") for link in links)
    assert not re.search(r"url\(|@import|\ssrc=|<img|<link|<script", html)
    # The same headers.
    headers = message.message()
    assert (headers["Auto-Submitted"], headers["Content-Language"]) == ("auto-generated", "es-CO")
    assert (message.reply_to, message.from_email) == (["contacto@prueba.example"], settings.DEFAULT_FROM_EMAIL)


@pytest.mark.parametrize(
    "name", [name for name in EVENTS if name.startswith("pqrsd.") and name not in {DIGEST.name, TRANSFER.name}]
)
def test_mail_about_a_case_names_it_and_its_step_leads_to_its_page(name):
    row = owed(name)
    number = Pqrsd.objects.with_number().get(pk=row.subject_id).radicado.number
    message = composed(row)
    assert number in message.body
    (step,) = (part.lines[0] for part in parts(message.body) if part.kind == "next")
    assert number in step


def test_mail_that_carries_a_letter_has_it_attached():
    for event in WITH_LETTER:
        assert [file.mimetype for file in composed(owed(event.name)).attachments] == ["application/pdf"]
