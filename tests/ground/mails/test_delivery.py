"""The mail that is sent: a text and the same as HTML, its identity, and what is done when it fails."""

import re
from html.parser import HTMLParser

import pytest
from django.core import mail

from ground.mails.delivery import parts
from ground.mails.events import Content
from ground.mails.models import Mail
from ground.mails.queue import owe
from ground.mails.tasks import send_mail
from tests.factories import UserFactory
from tests.outbox import composed, deliver

pytestmark = pytest.mark.django_db

ANA = "ana@prueba.example"
PORTAL = "https://servicios.example"
TEXT = f"""Se radicó <b>su</b> escrito.

Número de radicado:  2026-E-000001
Asunto:              Balanza & <i>pesas</i>

Se adjuntan:
- uno.pdf
- <dos>.pdf

Siga su caso en:
{PORTAL}/pqrsd/consulta/?numero=2026-E-000001&x=1
{PORTAL}.impostor.example/pqrsd/
http://otra.example/"""


@pytest.fixture
def portal(settings):
    settings.PORTAL_BASE_URL = PORTAL


@pytest.fixture
def user():
    return UserFactory(first_name="<b>Ana & Luz</b>", username="ana")


class Page(HTMLParser):
    """Its tags with their attributes, and its text."""

    def __init__(self, html: str):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def html_of(message) -> Page:
    (alternative,) = message.alternatives
    assert alternative.mimetype == "text/html"
    return Page(alternative.content)


# --- Its parts -----------------------------------------------------------------------------------------
def test_text_is_taken_apart_into_text_rows_and_items(portal):
    assert [part.kind for part in parts(TEXT)] == ["text", "rows", "text", "items", "text", "next", "text"]
    rows = parts(TEXT)[1].lines
    assert [label for label, _ in rows] == ["Número de radicado", "Asunto"]
    assert rows[1][1] == "Balanza &amp; &lt;i&gt;pesas&lt;/i&gt;"
    assert parts(TEXT)[3].lines == ("uno.pdf", "&lt;dos&gt;.pdf")


def test_only_addresses_of_the_portal_become_links(portal):
    (step,), (impostor, other) = (part.lines for part in parts(TEXT)[5:])
    assert step == f"{PORTAL}/pqrsd/consulta/?numero=2026-E-000001&amp;x=1"
    assert "<a" not in impostor + other
    assert parts(f"Vea {PORTAL}")[0].lines[0].startswith(f'Vea <a href="{PORTAL}"')


def test_first_address_that_has_its_own_line_is_the_next_step_and_no_other(portal):
    text = f"Ingrese en:\n{PORTAL}/ingreso/\n\nO recupérela en:\n{PORTAL}/recuperar/\n{PORTAL}/ingreso/x y"
    found = [part for part in parts(text) if part.kind == "next"]
    assert [part.lines for part in found] == [(f"{PORTAL}/ingreso/",)]


# --- Text and HTML -------------------------------------------------------------------------------------
def test_html_says_the_same_as_the_text_escaped_in_spanish_and_loads_nothing(declare, user, settings):
    message = composed(owe(declare(), recipient=ANA, user=user))
    page = html_of(message)
    for words in ("<b>Ana & Luz</b>", "usuario ana", "por favor no lo responda", "DEMOSTRACIÓN"):
        assert words in message.body
        assert words in page.text
    tags = {tag for tag, _ in page.tags}
    assert ("html", "es-CO") in {(tag, facts.get("lang")) for tag, facts in page.tags}
    assert not tags & {"b", "img", "script", "link", "iframe"}
    assert not any({"src", "background"} & facts.keys() for _, facts in page.tags)
    assert not re.search(r"url\(|@import|@font-face", message.alternatives[0].content)


def test_demonstration_is_said_in_subject_and_body_and_production_says_nothing(declare, user, settings):
    owed = owe(declare(), recipient=ANA, user=user)
    assert composed(owed).subject.startswith("[DEMOSTRACIÓN] ")
    settings.IS_PRODUCTION = True
    assert "DEMOSTRACIÓN" not in composed(owed).subject + composed(owed).body


def test_files_travel_with_it(declare, user):
    said = Content({"user": user}, (("carta.pdf", b"%PDF-", "application/pdf"),))
    owe(declare(content=lambda owed: said), recipient=ANA)
    (sent,) = deliver()
    assert [(file.filename, file.content, file.mimetype) for file in sent.attachments] == list(said.files)


# --- Its identity --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("base", "domain"),
    [
        ("https://servicios.inm.example", "servicios.inm.example"),
        ("https://servicios.inm.example:8443/portal", "servicios.inm.example"),
        ("http://localhost:8000", "portal.invalid"),
    ],
)
def test_message_id_is_of_the_portal_and_the_same_when_it_is_sent_again(declare, user, settings, base, domain):
    settings.PORTAL_BASE_URL = base
    event = declare()
    owed, other = owe(event, recipient=ANA, user=user), owe(event, recipient=ANA, user=user)
    identity = composed(owed).message()["Message-ID"]
    assert identity.endswith(f"@{domain}>")
    assert composed(owed).message()["Message-ID"] == identity
    assert composed(other).message()["Message-ID"] != identity


# --- Sending -------------------------------------------------------------------------------------------
def test_what_goes_out_is_recorded_with_it(declare, user):
    recorded = []
    said = Content({"user": user}, record=lambda: recorded.append(Mail.objects.get().status))
    owed = owe(declare(content=lambda owed: said), recipient=ANA)
    for _ in range(2):
        send_mail(str(owed.pk))
    assert recorded == [Mail.Status.SENT]
    assert len(mail.outbox) == 1


def test_needless_mail_is_cancelled_with_its_reason(declare, user):
    owed = owe(declare(needless=lambda owed: "Ya se supo."), recipient=ANA, user=user)
    assert deliver() == []
    owed.refresh_from_db()
    assert (owed.status, owed.cancellation_reason) == (Mail.Status.CANCELLED, "Ya se supo.")
    assert not owed.retry()


def test_mail_of_nobody_yet_is_owed_to_whom_a_worker_finds(declare, user):
    event = declare(spread=lambda asked: [owe(event, recipient=each, user=user) for each in (ANA, "b@x.example")])
    asked = owe(event)
    assert {sent.to[0] for sent in deliver()} == {ANA, "b@x.example"}
    asked.refresh_from_db()
    assert asked.status == Mail.Status.SENT


def test_mail_that_fails_waits_and_can_be_retried(declare, user, settings, monkeypatch):
    settings.WORK_MAX_ATTEMPTS = 1
    owed = owe(declare(), recipient=ANA, user=user)

    def fail(*args, **kwargs):
        raise ConnectionRefusedError("sin servidor de correo")

    with monkeypatch.context() as down:
        down.setattr("django.core.mail.EmailMessage.send", fail)
        send_mail(str(owed.pk))
    owed.refresh_from_db()
    assert owed.status == Mail.Status.PARKED
    assert "sin servidor de correo" in owed.last_error
    assert owed.retry()
    send_mail(str(owed.pk))
    assert len(mail.outbox) == 1
