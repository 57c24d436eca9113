"""What is told by mail about requests for services."""

from enum import StrEnum
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from expedientes.acts.letters import draft_gone, draft_url
from expedientes.models import Paso
from ground.mails import events
from ground.mails.events import Content, Subject
from ground.mails.models import Mail
from ground.mails.queue import owe
from radicados.letter_mails import enclosed_letter, letter_of
from radicados.qr import grouped, verification_url
from services.course_opinions import opinion_url
from services.desk import CONFIRM_PAYMENT
from services.ledger import to_pay
from services.models import CourseEdition, Participant, Quote, Recall, Seat, ServiceRequest
from services.models.payments import written


def _words(mail: Mail) -> dict[str, Any]:
    case = ServiceRequest.objects.with_number().get(pk=mail.subject_id)
    number = case.radicado.number
    return {
        "case": case,
        "number": number,
        "code": grouped(case.radicado.verification_code),
        "case_url": settings.PORTAL_BASE_URL + case.get_absolute_url(),
        "desk_url": settings.PORTAL_BASE_URL + reverse("services:desk_case", args=[number]),
        "reads_desk": mail.recipient != case.mail_address,
    }


def step_told(mail: Mail) -> Content:
    """The step that the mail's occasion names."""
    return Content(_words(mail) | {"step": Paso.objects.get(pk=mail.occasion)})


def letter_told(mail: Mail) -> Content:
    """The letter that the mail carries."""
    letter = letter_of(mail)
    step = Paso.objects.filter(radicado=letter).first()  # the request's own letter has none
    return Content(_words(mail) | {"letter": letter, "step": step}, (enclosed_letter(letter),))


def draft_told(mail: Mail) -> Content:
    """About a letter that is being written."""
    words = _words(mail)
    return Content(words | {"letter_url": draft_url(mail, words["number"])})


def quote_told(mail: Mail) -> Content:
    """The version of the quote that the mail's occasion names first."""
    quote = Quote.objects.select_related("step__radicado").get(pk=mail.occasion.split()[0])
    return Content(_words(mail) | {"quote": quote, "letter": quote.step.letter})


def payment_told(mail: Mail) -> Content:
    """What is owed, and until when it may be paid."""
    words = _words(mail)
    found = to_pay(words["case"])
    owed = written(found[1].owed, found[0].currency) if found else ""
    return Content(words | {"owed": owed, "due_on": words["case"].next_on})


def certificate_told(mail: Mail) -> Content:
    """The certificate that the mail carries, and nothing of the case."""
    letter = letter_of(mail)
    seat = Seat.objects.select_related("edition", "participant").get(certificate__radicado=letter)
    check_url = verification_url(settings.PORTAL_BASE_URL, letter.verification_code)
    words = {"letter": letter, "seat": seat, "edition": seat.edition, "check_url": check_url}
    return Content(words | {"opinion_url": opinion_url(seat)}, (enclosed_letter(letter),))


class PlaceNews(StrEnum):
    COMES = "viene"
    LEAVES = "no-viene"
    CANCELLED = "cancelado"

    @property
    def headline(self) -> str:
        return {"viene": "Quedó inscrito en", "no-viene": "Ya no está inscrito en", "cancelado": "Se canceló"}[self]


def participant_told(mail: Mail) -> Content:
    """What became of somebody's place in a course: the step, the person and the news are the mail's occasion. Nothing
    of the case."""
    step, person, news = mail.occasion.split()
    edition = CourseEdition.objects.get(pk=Paso.objects.get(pk=step).data["edition"])
    return Content({"edition": edition, "person": Participant.objects.get(pk=person), "news": PlaceNews(news)})


def tell_participant(person: Participant, news: PlaceNews, *, step: Paso, case: ServiceRequest) -> None:
    """Owe them that mail; the step's data names the edition."""
    owe(PARTICIPANT, recipient=person.email, about=case, occasion=f"{step.pk} {person.pk} {news}")


def recall_told(mail: Mail) -> Content:
    """The instruments that the owner is told of on that day, those archived since left out."""
    found = Recall.objects.filter(instrument__park=int(mail.subject_id), sent_on=mail.occasion)
    recalls = found.exclude(instrument__is_archived=True).select_related("instrument").order_by("due_on", "pk")
    asked = urlencode([("instrumento", recall.instrument_id) for recall in recalls])
    request_url = reverse("services:request", args=["calibracion"])
    base = settings.PORTAL_BASE_URL
    words = {"recalls": recalls, "request_url": f"{base}{request_url}?{asked}"}
    return Content(words | {"list_url": base + reverse("services:instruments")})


def recall_needless(mail: Mail) -> str:
    recalls = Recall.objects.filter(instrument__park=int(mail.subject_id), sent_on=mail.occasion)
    return "" if recalls.exclude(instrument__is_archived=True).exists() else "Los instrumentos se archivaron."


declare = partial(
    events.declare,
    readers=ServiceRequest.desk.handle,
    content=lambda mail: Content(_words(mail)),
    action="Abrir la solicitud",
    subject=Subject(
        ServiceRequest, "radicado__number", lambda key, number: reverse("services:desk_case", args=[number])
    ),
)

# To the customer.
FILED = declare("services.filed", "Acuse de recibo de una solicitud", content=letter_told)
WRITING_FILED = declare("services.writing_filed", "Acuse de recibo de un escrito", content=letter_told)
LETTER = declare("services.letter", "Comunicación del Instituto", content=letter_told)
# A step with words for the customer that is no letter.
MESSAGE = declare("services.message", "Mensaje del Instituto", content=step_told)
QUOTE_ENDS = declare("services.quote_ends", "La cotización vence pronto", content=quote_told)
QUOTE_EXPIRED = declare("services.quote_expired", "La cotización venció", content=quote_told)
PAYMENT_ENDS = declare("services.payment_ends", "El plazo para pagar termina pronto", content=payment_told)
UNPAID = declare("services.unpaid", "Venció el plazo para pagar", content=payment_told)
DEBT = declare("services.debt", "Recordatorio de pago aplazado", content=payment_told)
# To the treasury: money came, is said to have come, or is said not to be there.
TREASURY = declare("services.treasury", "Dinero de una solicitud", content=step_told, readers=CONFIRM_PAYMENT)
# To somebody who took part in a course, whom the case does not concern.
CERTIFICATE = declare(
    "services.certificate", "Constancia de un curso", content=certificate_told, action="Comprobar la constancia"
)
PARTICIPANT = declare("services.participant", "Cambio en un curso", content=participant_told, action="")
# To the staff.
ASSIGNED = declare("services.assigned", "Solicitud asignada", content=step_told)
CUSTOMER_WROTE = declare("services.petitioner_wrote", "El cliente escribió", content=step_told)
LETTER_TO_READ = declare(
    "services.letter_to_read", "Carta por revisar", content=draft_told, needless=draft_gone, action="Abrir la carta"
)
LETTER_READ = declare(
    "services.letter_read", "Carta ya revisada", content=draft_told, needless=draft_gone, action="Abrir la carta"
)

# To the owner of some instruments; of no case.
RECALL = events.declare(
    "services.recall",
    "Instrumentos por calibrar",
    readers=ServiceRequest.desk.handle,
    content=recall_told,
    needless=recall_needless,
    action="Solicitar de nuevo",
)
