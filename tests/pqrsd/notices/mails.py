"""The mails that are owed about a petition, and what they carry."""

from ground.mails.events import Event
from ground.mails.models import Mail

PDF = "application/pdf"


def the(event: Event) -> Mail:
    return Mail.objects.of(event).get()


def pdfs(message) -> list[str]:
    return [name for name, content, kind in message.attachments if kind == PDF]
