"""The mails that tell somebody about a radicado."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from radicados.models import Actuacion, Notice
from radicados.qr import verification_url


def send(notice: Notice) -> None:
    """Send the mail of a claimed notice and record it; raises what the mail server raises."""
    compose(notice).send()
    with transaction.atomic():
        notice.complete()
        Actuacion.objects.create(
            radicado=notice.radicado, kind=Actuacion.Kind.NOTIFIED, detail=f"A {notice.recipient}"
        )


def compose(notice: Notice) -> EmailMessage:
    """The mail as it will be sent; its links are built from PORTAL_BASE_URL."""
    radicado = notice.radicado
    context = {
        "radicado": radicado,
        "entity": settings.ENTITY,
        "is_demo": not settings.IS_PRODUCTION,
        "page_url": settings.PORTAL_BASE_URL + radicado.get_absolute_url(),
        "verification_url": verification_url(settings.PORTAL_BASE_URL, radicado.verification_code),
    }
    template = f"radicados/mail/{notice.event}"
    subject = render_to_string(f"{template}_subject.txt", context).strip()
    return EmailMessage(subject, render_to_string(f"{template}_body.txt", context), to=[notice.recipient])
