"""From an owed message to a mail that was sent."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.models import Message


def send(message: Message) -> None:
    """Send the mail of a claimed message and record it; raises what the mail server raises."""
    compose(message).send()
    message.complete()


def compose(message: Message) -> EmailMessage:
    """The mail as it will be sent."""
    context = {
        "message": message,
        "user": message.user,
        "details": message.details,
        "entity": settings.ENTITY,
        "base_url": settings.PORTAL_BASE_URL,
        "is_demo": not settings.IS_PRODUCTION,
    }
    template = f"accounts/mail/{message.kind}"
    subject = render_to_string(f"{template}_subject.txt", context).strip()
    return EmailMessage(subject, render_to_string(f"{template}_body.txt", context), to=[message.recipient])
