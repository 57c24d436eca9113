"""What is told by mail about petitions.

Of a reserved petition a mail says nothing but its number, its dates and where to read the rest, whoever it
goes to. One whose `occasion` is a step tells that step; one that awaits a letter carries it."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse

from expedientes.acts.letters import draft_gone, draft_url
from expedientes.acts.steps import CASE_CLOSED
from expedientes.lights import OPEN_LIGHTS, Light, Lights
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.documents.models import Document
from ground.mails import events
from ground.mails.events import Content, Subject
from ground.mails.models import Mail
from pqrsd.models import Pqrsd
from radicados.letter_mails import enclosed_letter, letter_of
from radicados.models import LetterIssuance
from radicados.qr import grouped

LISTED = 20


@dataclass(frozen=True)
class Summary:
    """Of the ordinary petitions, or of the reserved ones; of each list, the first ones."""

    counts: list[tuple[str, int]]
    unassigned: int
    waiting_over: int
    stuck_mails: int
    stuck_letters: int
    overdue: list[Pqrsd]
    near: list[Pqrsd]

    @property
    def is_worth_telling(self) -> bool:
        facts = self.overdue, self.near, self.unassigned, self.waiting_over
        return any([*facts, self.stuck_mails, self.stuck_letters])

    @property
    def is_cut(self) -> bool:
        """Whether a list may go on."""
        return LISTED in {len(self.overdue), len(self.near)}


def summarise(*, is_reserved: bool, lights: Lights) -> Summary:
    cases = Pqrsd.objects.open().filter(is_reserved=is_reserved)
    figures = cases.aggregate(
        unassigned=Count("pk", filter=Q(assignee=None)),
        waiting_over=Count("pk", filter=Q(waiting_until__lt=lights.today)),
        **{light.value: Count("pk", filter=lights.condition(light)) for light in OPEN_LIGHTS},
    )
    stuck_mails = Mail.objects.filter(event__startswith="pqrsd.", is_reserved=is_reserved)
    # Of petitions and of their steps, those that nobody signs until somebody looks.
    of_petitions = Q(radicado__expediente__pqrsd__isnull=False) | Q(radicado__paso__expediente__pqrsd__isnull=False)
    stuck_letters = LetterIssuance.objects.unissued().filter(of_petitions, parked_at__isnull=False)
    return Summary(
        counts=[(light.label, figures[light.value]) for light in OPEN_LIGHTS if figures[light.value]],
        unassigned=figures["unassigned"],
        waiting_over=figures["waiting_over"],
        stuck_mails=stuck_mails.in_status(Mail.Status.PARKED).count(),
        stuck_letters=stuck_letters.filter(radicado__is_reserved=is_reserved).count(),
        overdue=_first(cases.filter(lights.condition(Light.OVERDUE))),
        near=_first(cases.filter(lights.condition(Light.TODAY) | lights.condition(Light.SOON))),
    )


def _first(cases) -> list[Pqrsd]:
    return list(cases.with_number().select_related("assignee").order_by("due_on", "pk")[:LISTED])


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


def _draft(mail: Mail) -> Content:
    """About a letter that is being written."""
    words = _words(mail)
    return Content(words | {"letter_url": draft_url(mail, words["number"])})


def _transfer(mail: Mail) -> Content:
    """With the files of the petition, as many as fit, scanned, clean and unaltered; that they left is
    recorded."""
    told = _letter(mail)
    pqrsd = told.words["pqrsd"]
    sent, keys, left_out, room = [], [], [], MAX_BYTES
    for document in (anexo.document for anexo in pqrsd.handed_in):
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
    action="Abrir el caso",
    subject=Subject(Pqrsd, "radicado__number", lambda key, number: reverse("pqrsd:desk_case", args=[number])),
)

# To the petitioner.
FILED = _declare("pqrsd.filed", "Acuse de recibo", content=_letter)
WRITING_FILED = _declare("pqrsd.writing_filed", "Acuse de recibo de un escrito", content=_letter)
LETTER = _declare("pqrsd.letter", "Comunicación del Instituto", content=_letter)
WAITING_ENDS = _declare("pqrsd.waiting_ends", "Recordatorio: falta completar la petición", needless=_case_closed)
ANNULLED = _declare("pqrsd.annulled", "Radicado anulado")
# To the petitioner and to the staff.
DUE_CHANGED = _declare("pqrsd.due_changed", "Cambio de la fecha de vencimiento", content=_step)
INFECTED = _declare(
    "pqrsd.infected",
    "Anexo con software malicioso",
    content=lambda mail: Content(_words(mail) | {"file": Document.objects.get(pk=mail.occasion)}),
)
# To other entities.
TRANSFER = _declare("pqrsd.transfer", "Oficio remisorio", content=_transfer, action="Comunicarse con el Instituto")
# To the staff.
ASSIGNED = _declare("pqrsd.assigned", "Caso asignado", content=_step)
PETITIONER_WROTE = _declare("pqrsd.petitioner_wrote", "El peticionario escribió", content=_step)
LETTER_TO_READ = _declare(
    "pqrsd.letter_to_read", "Carta por revisar", content=_draft, needless=draft_gone, action="Abrir la carta"
)
LETTER_READ = _declare(
    "pqrsd.letter_read", "Carta ya revisada", content=_draft, needless=draft_gone, action="Abrir la carta"
)
DUE_SOON = _declare("pqrsd.due_soon", "Próximo a vencer", needless=_case_closed)
DUE_TODAY = _declare("pqrsd.due_today", "Vence hoy", needless=_case_closed)
OVERDUE = _declare("pqrsd.overdue", "Vencido", needless=_case_closed)
WAITING_OVER = _declare("pqrsd.waiting_over", "Venció el plazo para completarla", needless=_case_closed)
DIGEST = _declare("pqrsd.digest", "Resumen diario", content=_digest, action="Abrir la mesa PQRSD")

TO_BOTH = (DUE_CHANGED, INFECTED)
TO_THE_STAFF = (ASSIGNED, PETITIONER_WROTE, LETTER_TO_READ, LETTER_READ, DUE_SOON, DUE_TODAY, OVERDUE, WAITING_OVER)
