from dataclasses import replace
from functools import partial

from django.conf import settings
from django.urls import reverse

from ground.mails import events
from ground.mails.events import Content, Subject
from ground.mails.models import Mail
from radicados.letter_mails import enclosed_letter, letter_of
from radicados.models import Actuacion, Radicado
from radicados.qr import verification_url


def _content(mail: Mail) -> Content:
    radicado = Radicado.objects.defer("snapshot").get(pk=mail.subject_id)
    words = {
        "radicado": radicado,
        "page_url": settings.PORTAL_BASE_URL + radicado.get_absolute_url(),
        "verification_url": verification_url(settings.PORTAL_BASE_URL, radicado.verification_code),
    }
    told = {"radicado": radicado, "kind": Actuacion.Kind.NOTIFIED, "detail": f"A {mail.recipient}"}
    return Content(words, record=partial(Actuacion.objects.create, **told))


def _with_letter(mail: Mail) -> Content:
    return replace(_content(mail), files=(enclosed_letter(letter_of(mail)),))


_declare = partial(
    events.declare,
    readers="radicados.view_radicado",
    subject=Subject(Radicado, "number", lambda key, number: reverse("admin:radicados_radicado_change", args=[key])),
)

FILED = _declare("radicados.filed", "Acuse de recibo", content=_content, action="Ver mi solicitud")
ISSUED = _declare("radicados.issued", "Carta firmada", content=_with_letter, action="Ver mi solicitud")
ANNULLED = _declare("radicados.annulled", "Anulación", content=_content, action="Ver el radicado")
