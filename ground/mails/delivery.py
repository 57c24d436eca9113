"""From an owed mail to the one that is sent: a text, written once, and the same as HTML."""

import re
import smtplib
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from ground.mails.events import Content, event_named
from ground.mails.models import Mail
from ground.work.leases import HopelessError

SPARE_LINES = re.compile(r"\n{3,}")  # where a template had nothing to say
ROW = re.compile(r"[^:]{1,40}:\s{2,}\S.*")
ITEM = "- "
WORD = re.compile(r"(\S+)")
LINK = '<a href="{}" class="link" style="color: #1a53b0; word-break: break-all">{}</a>'
NOWHERE = "portal.invalid"  # RFC 2606: the domain of a demonstration has none


class AddressRefusedError(HopelessError):
    """The mail server will never take a mail to that address, by its own word (RFC 5321, 4.2.1: 5yz)."""


def send(mail: Mail) -> None:
    """Send a claimed mail and record it, cancel it when it is needless, or owe those that it stands for.

    Raises AddressRefusedError, what else the mail server raises, and what the event's content does.
    """
    event = event_named(mail.event)
    if reason := event.needless(mail):
        Mail.objects.filter(pk=mail.pk).cancel(reason)
        return
    if not mail.recipient:
        assert event.spread, "nobody is to be found for it"
        with transaction.atomic():
            event.spread(mail)
            mail.complete()
        return
    content = event.content(mail)
    try:
        compose(mail, content).send()
    except smtplib.SMTPRecipientsRefused as error:
        ((code, answer),) = error.recipients.values()
        if code < 500:
            raise
        told = f"{code} {answer.decode(errors='replace')}"
        raise AddressRefusedError(f"El servidor de correo no recibe esa dirección: {told}") from error
    with transaction.atomic():
        mail.complete()
        content.record()


def compose(mail: Mail, content: Content) -> EmailMultiAlternatives:
    """The mail as it will be sent; its links begin with PORTAL_BASE_URL. Replies go to the entity, where it has
    an address, and machines are told that a machine wrote it (RFC 3834).

    Sent twice, by a worker that died before it could say so, it has the same Message-ID: servers show one.
    """
    event = event_named(mail.event)
    words = {"mail": mail, "entity": settings.ENTITY, "is_demo": not settings.IS_PRODUCTION, **content.words}
    subject = " ".join(_text(event.template("subject"), words).split())
    if words["is_demo"]:
        subject = f"[DEMOSTRACIÓN] {subject}"
    body = _text("mails/frame.txt", words | {"body": _text(event.template("body"), words).strip()})
    body = SPARE_LINES.sub("\n\n", body).strip() + "\n"
    host = urlsplit(settings.PORTAL_BASE_URL).hostname or ""
    message_id = f"<{mail.pk}.{mail.created_at:%Y%m%d%H%M%S%f}@{host if '.' in host else NOWHERE}>"
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated", "Content-Language": "es-CO"}
    replies = [settings.ENTITY["email"]] if settings.ENTITY["email"] else None
    message = EmailMultiAlternatives(subject, body, to=[mail.recipient], reply_to=replies, headers=headers)
    laid_out = {
        "subject": subject,
        "entity": settings.ENTITY,
        "parts": parts(body),
        "action": event.action,
        # What lists of mails show beside the subject: the first sentence, not whom it greets.
        "preheader": next(line for line in body.splitlines() if line and not line.endswith(":")),
    }
    message.attach_alternative(render_to_string("mails/base.html", laid_out), "text/html")
    for file in content.files:
        message.attach(*file)
    return message


def _text(template: str, words: dict[str, Any]) -> str:
    """Plain text: nothing of it is escaped."""
    return Engine.get_default().get_template(template).render(Context(words, autoescape=False))


@dataclass(frozen=True)
class Passage:
    """Lines of one kind, as HTML: of `text` and `items` a value each, of `rows` a label and a value. Of `next`,
    the address where the mail's one next step is taken."""

    kind: str
    lines: tuple[SafeString | tuple[str, SafeString], ...]


def parts(text: str) -> list[Passage]:
    """The text of a mail, taken apart so that HTML may lay it out.

    A blank line ends a paragraph. Of its lines, `Label:  value`, with two spaces or more, is a table's row,
    `- ` begins an item of a list, the first address of the portal that has a line of its own is the next step,
    and the others are text.
    """
    passages: list[Passage] = []
    next_step = next(filter(_is_ours, text.splitlines()), None)
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        for kind, lines in groupby(paragraph.splitlines(), key=lambda line: _kind(line, next_step)):
            if kind == "next":
                passages.append(Passage(kind, (escape(next_step),)))
            elif kind == "rows":
                cells = (line.partition(":") for line in lines)
                passages.append(Passage(kind, tuple((label, _linked(value.lstrip())) for label, _, value in cells)))
            else:
                prefix = ITEM if kind == "items" else ""
                passages.append(Passage(kind, tuple(_linked(line.removeprefix(prefix)) for line in lines)))
    return passages


def _kind(line: str, next_step: str | None) -> str:
    if line == next_step:
        return "next"
    if line.startswith(ITEM):
        return "items"
    return "rows" if ROW.fullmatch(line) else "text"


def _is_ours(word: str) -> bool:
    """An address of the portal, and not one that merely begins like it: `https://portal.example.org` is not in
    `https://portal.example`."""
    is_address = word == settings.PORTAL_BASE_URL or word.startswith(f"{settings.PORTAL_BASE_URL}/")
    return is_address and not re.search(r"\s", word)


def _linked(line: str) -> SafeString:
    """Addresses of the portal become links; what looks like one of anybody else's stays text, because people
    write it."""
    html = SafeString("")
    for word in WORD.split(line):
        html += format_html(LINK, word, word) if _is_ours(word) else escape(word)
    return html
