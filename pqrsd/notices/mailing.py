"""From an owed notice to the mail that was sent.

What a mail says is read when it is sent. Of a reserved petition it says nothing but its number, its dates and
where to read the rest, whoever it goes to.
"""

import re
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from ground.audit.models import Action
from ground.audit.trail import record
from ground.documents.models import Document
from ground.work.running import NothingToDoError
from pqrsd.desk.lights import Lights
from pqrsd.following.access import url_of
from pqrsd.models import CaseEvent, CaseNotice
from pqrsd.notices.enclosing import Enclosed, enclosed
from pqrsd.notices.recipients import petitioner_address
from pqrsd.notices.summary import LISTED, summarise
from radicados.models import Radicado
from radicados.qr import grouped
from radicados.verification import sealed_pdf

Event = CaseNotice.Event

# Those whose occasion is the step that they tell.
BY_STEP = frozenset({Event.DUE_CHANGED, Event.PETITIONER_WROTE, Event.ASSIGNED})
PDF = "application/pdf"
SPARE_LINES = re.compile(r"\n{3,}")  # where a template had nothing to say
ISO_LENGTH = len("2026-11-20")


class AlteredLetterError(Exception):
    """The stored letter is not the one that was sealed: it is sent to nobody."""


def send(notice: CaseNotice) -> None:
    """Send the mail of a claimed notice and record it; raises what the mail server raises.

    Raises NothingToDoError when its letter was annulled, and AlteredLetterError.
    """
    if notice.letter and notice.letter.annulled_at:
        raise NothingToDoError(notice.letter.number)
    parcel = enclosed(notice.pqrsd) if notice.event == Event.TRANSFER else Enclosed()
    compose(notice, parcel).send()
    with transaction.atomic():
        notice.complete()
        if parcel.sent:
            names = [str(document.pk) for document, _ in parcel.sent]
            record(Action.EXPORTED, subject=notice.pqrsd, what="transfer_mail", documents=names)


def compose(notice: CaseNotice, parcel: Enclosed | None = None) -> EmailMessage:
    """The mail as it will be sent, with its letter; its links are built from PORTAL_BASE_URL."""
    parcel = parcel or Enclosed()
    context = _context(notice) | (_about(notice) if notice.pqrsd else _of_day(notice))
    context |= {"sent": parcel.sent, "left_out": parcel.left_out}
    template = f"pqrsd/mail/{notice.event}"
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    body = SPARE_LINES.sub("\n\n", render_to_string(f"{template}_body.txt", context))
    mail = EmailMessage(subject, body, to=[notice.recipient])
    if notice.letter:
        mail.attach(f"{notice.letter.number}.pdf", _sealed(notice.letter), PDF)
    for document, content in parcel.sent:
        mail.attach(document.name, content, document.content_type)
    return mail


def _context(notice: CaseNotice) -> dict:
    return {
        "notice": notice,
        "letter": notice.letter,
        "step": _step(notice),
        "file": _file(notice),
        "entity": settings.ENTITY,
        "contact": settings.ENTITY["email"] or f"{settings.PORTAL_BASE_URL}{reverse('contact')}",
        "is_demo": not settings.IS_PRODUCTION,
    }


def _about(notice: CaseNotice) -> dict:
    pqrsd = notice.pqrsd
    number = pqrsd.radicado.number
    return {
        "pqrsd": pqrsd,
        "number": number,
        "code": grouped(pqrsd.radicado.verification_code),
        "case_url": settings.PORTAL_BASE_URL + url_of(pqrsd),
        "desk_url": settings.PORTAL_BASE_URL + reverse("pqrsd:desk_case", args=[number]),
        "reads_desk": notice.recipient != petitioner_address(pqrsd),
    }


def _of_day(notice: CaseNotice) -> dict:
    day = date.fromisoformat(notice.occasion[:ISO_LENGTH])
    summary = summarise(is_reserved=notice.is_reserved, lights=Lights.on(day))
    return {
        "summary": summary,
        "listed": LISTED,
        "desk_url": settings.PORTAL_BASE_URL + reverse("pqrsd:desk"),
    }


def _step(notice: CaseNotice) -> CaseEvent | None:
    """The step that the mail tells; some tell none."""
    if notice.letter:
        return CaseEvent.objects.filter(radicado=notice.letter).first()
    if notice.event in BY_STEP:
        return notice.pqrsd.events.get(pk=notice.occasion)
    return None


def _file(notice: CaseNotice) -> Document | None:
    is_about_file = notice.event == Event.INFECTED
    return Document.objects.get(pk=notice.occasion) if is_about_file else None


def _sealed(letter: Radicado) -> bytes:
    pdf = sealed_pdf(letter)
    if pdf is None:
        raise AlteredLetterError(f"La carta {letter.number} no coincide con su huella.")
    return pdf
