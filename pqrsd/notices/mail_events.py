"""What is told by mail about petitions.

Of a reserved petition a mail says nothing but its number, its dates and where to read the rest, whoever it
goes to. One whose `occasion` is a step tells that step; one that awaits a letter carries it.
"""

from datetime import date
from functools import partial

from django.conf import settings
from django.urls import reverse

from expedientes.acts.steps import CASE_CLOSED
from expedientes.lights import Lights
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.documents.models import Document
from ground.mails import events
from ground.mails.events import Content, Subject
from ground.mails.models import Mail
from pqrsd.models import Pqrsd
from pqrsd.notices.summary import LISTED, summarise
from radicados.letter_mails import enclosed_letter, letter_of
from radicados.qr import grouped

MAX_BYTES = 12 * 1024 * 1024  # of files in one mail: 16 as mail; most servers take 20 or 25


def _case_of(mail: Mail) -> Pqrsd:
    return Pqrsd.objects.with_number().get(pk=mail.subject_id)


def _words(mail: Mail) -> dict:
    pqrsd = _case_of(mail)
    number = pqrsd.radicado.number
    return {
        "pqrsd": pqrsd,
        "number": number,
        "code": grouped(pqrsd.radicado.verification_code),
        "case_url": settings.PORTAL_BASE_URL + pqrsd.get_absolute_url(),
        "desk_url": settings.PORTAL_BASE_URL + reverse("pqrsd:desk_case", args=[number]),
        "reads_desk": mail.recipient != pqrsd.mail_address,
    }


def _step(mail: Mail) -> Content:
    return Content(_words(mail) | {"step": Paso.objects.get(pk=mail.occasion)})


def _letter(mail: Mail) -> Content:
    letter = letter_of(mail)
    step = Paso.objects.filter(radicado=letter).first()  # the petition's own letter has none
    return Content(_words(mail) | {"letter": letter, "step": step}, (enclosed_letter(letter),))


def _transfer(mail: Mail) -> Content:
    """With the files of the petition, as many as fit, scanned, clean and unaltered; that they left is
    recorded."""
    told = _letter(mail)
    pqrsd = told.words["pqrsd"]
    sent, keys, left_out, room = [], [], [], MAX_BYTES
    for document in pqrsd.handed_in:
        may_go = document.size <= room and document.is_servable
        content = document.intact_content() if may_go else None
        if content is None:
            left_out.append(document)
        else:
            sent.append((document.name, content, document.content_type))
            keys.append(str(document.pk))
            room -= document.size
    contact = settings.ENTITY["email"] or f"{settings.PORTAL_BASE_URL}{reverse('contact')}"
    words = told.words | {"sent": sent, "left_out": left_out, "contact": contact}
    if not sent:
        return Content(words, told.files)
    trail = partial(record, Action.EXPORTED, subject=pqrsd, what="transfer_mail", documents=keys)
    return Content(words, (*told.files, *sent), trail)


def _digest(mail: Mail) -> Content:
    day = date.fromisoformat(mail.occasion.partition(" ")[0])
    summary = summarise(is_reserved=mail.is_reserved, lights=Lights.on(day))
    desk_url = settings.PORTAL_BASE_URL + reverse("pqrsd:desk")
    return Content({"summary": summary, "listed": LISTED, "desk_url": desk_url})


def _case_closed(mail: Mail) -> str:
    return "" if _case_of(mail).is_open else CASE_CLOSED


_declare = partial(
    events.declare,
    readers=Pqrsd.desk.handle,
    content=lambda mail: Content(_words(mail)),
    subject=Subject(Pqrsd, "radicado__number", lambda key, number: reverse("pqrsd:desk_case", args=[number])),
)

# To the petitioner.
FILED = _declare("pqrsd.filed", "Acuse de recibo", content=_letter)
WRITING_FILED = _declare("pqrsd.writing_filed", "Acuse de recibo de un escrito", content=_letter)
LETTER = _declare("pqrsd.letter", "Comunicación del Instituto", content=_letter)
WAITING_ENDS = _declare(
    "pqrsd.waiting_ends", "Recordatorio: falta completar la petición", needless=_case_closed
)
ANNULLED = _declare("pqrsd.annulled", "Radicado anulado")
# To the petitioner and to the staff.
DUE_CHANGED = _declare("pqrsd.due_changed", "Cambio de la fecha de vencimiento", content=_step)
INFECTED = _declare(
    "pqrsd.infected",
    "Anexo con software malicioso",
    content=lambda mail: Content(_words(mail) | {"file": Document.objects.get(pk=mail.occasion)}),
)
# To other entities.
TRANSFER = _declare("pqrsd.transfer", "Oficio remisorio", content=_transfer)
# To the staff.
ASSIGNED = _declare("pqrsd.assigned", "Caso asignado", content=_step)
PETITIONER_WROTE = _declare("pqrsd.petitioner_wrote", "El peticionario escribió", content=_step)
DUE_SOON = _declare("pqrsd.due_soon", "Próximo a vencer", needless=_case_closed)
DUE_TODAY = _declare("pqrsd.due_today", "Vence hoy", needless=_case_closed)
OVERDUE = _declare("pqrsd.overdue", "Vencido", needless=_case_closed)
WAITING_OVER = _declare("pqrsd.waiting_over", "Venció el plazo para completarla", needless=_case_closed)
DIGEST = _declare("pqrsd.digest", "Resumen diario", content=_digest)

TO_BOTH = (DUE_CHANGED, INFECTED)
TO_THE_STAFF = (ASSIGNED, PETITIONER_WROTE, DUE_SOON, DUE_TODAY, OVERDUE, WAITING_OVER)
