"""From an owed mail to the one that is sent: a text, written once, and the same as HTML."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template import Context, Engine
from django.template.loader import render_to_string

from ground.mails.events import Content, event_named
from ground.mails.models import Mail
from ground.mails.paragraphs import parts

SPARE_LINES = re.compile(r"\n{3,}")  # where a template had nothing to say
NOWHERE = "portal.invalid"  # RFC 2606: the domain of a demonstration has none


def send(mail: Mail) -> None:
    """Send a claimed mail and record it, cancel it when it is needless, or owe those that it stands for.

    Raises what the mail server raises, and what the event's content does.
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
    compose(mail, content).send()
    with transaction.atomic():
        mail.complete()
        content.record()


def compose(mail: Mail, content: Content) -> EmailMultiAlternatives:
    """The mail as it will be sent; its links begin with PORTAL_BASE_URL.

    Sent twice, by a worker that died before it could say so, it has the same Message-ID: servers show one.
    """
    event = event_named(mail.event)
    words = {
        "mail": mail,
        "entity": settings.ENTITY,
        "is_demo": not settings.IS_PRODUCTION,
        **content.words,
    }
    subject = " ".join(_text(event.template("subject"), words).split())
    if words["is_demo"]:
        subject = f"[DEMOSTRACIÓN] {subject}"
    body = _text("mails/frame.txt", words | {"body": _text(event.template("body"), words).strip()})
    body = SPARE_LINES.sub("\n\n", body).strip() + "\n"
    message = EmailMultiAlternatives(
        subject, body, to=[mail.recipient], headers={"Message-ID": _message_id(mail)}
    )
    laid_out = {"subject": subject, "entity": settings.ENTITY, "parts": parts(body)}
    message.attach_alternative(render_to_string("mails/base.html", laid_out), "text/html")
    for file in content.files:
        message.attach(*file)
    return message


def _text(template: str, words: dict[str, Any]) -> str:
    """Plain text: nothing of it is escaped."""
    return Engine.get_default().get_template(template).render(Context(words, autoescape=False))


def _message_id(mail: Mail) -> str:
    host = urlsplit(settings.PORTAL_BASE_URL).hostname or ""
    return f"<{mail.pk}.{mail.created_at:%Y%m%d%H%M%S%f}@{host if '.' in host else NOWHERE}>"
