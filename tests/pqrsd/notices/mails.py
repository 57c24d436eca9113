"""The mails that are owed about a petition, and what they carry."""

from pqrsd.models import CaseEvent, CaseNotice

Event = CaseNotice.Event
Step = CaseEvent.Kind
PDF = "application/pdf"


def the(event: Event) -> CaseNotice:
    return CaseNotice.objects.get(event=event)


def pdfs(message) -> list[str]:
    return [name for name, content, kind in message.attachments if kind == PDF]
