"""A request that lacks something: asking for it, taking that back, handing it in, and silence (CPACA, art. 17, which
is applied to requests for services by analogy)."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from expedientes.acts.letters import done_already, send_letter, write_letter
from expedientes.acts.steps import add_step, close, locked, locked_for
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.documents.drafts import handed_over
from ground.languages import Words
from ground.mails.queue import owe
from legal_calendar.days import months_after
from legal_calendar.legal_time import long_date
from legal_calendar.stored import current_calendar
from radicados.letter_parts import paragraphs
from radicados.letters import Block, Fields, Letter, Paragraph
from services.acts.refusals import only_in
from services.acts.writings import acknowledge
from services.facts import settle
from services.kinds import Outcome, State, Step
from services.letters.parts import following, reference, to_customer
from services.models import ServiceRequest
from services.notices.mail_events import MESSAGE

ASKABLE = frozenset({State.FILED, State.CHECKED})
WAITING = frozenset({State.INCOMPLETE})


# --- 3: asking for it --------------------------------------------------------------------------------------
def request_refusal(case: ServiceRequest, today: date) -> Words:
    if case.is_open and case.asked_until:
        return f"Ya se pidió completar; vence el {long_date(case.asked_until)}."
    return only_in(ASKABLE)(case, today)


@transaction.atomic(durable=True)
def request_completion(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """Raises ActRefusedError, StaleError and NoSignatoryError."""
    case = locked_for(request_refusal, ServiceRequest, pk, version=version)
    letter = completion_letter(case, text=text)
    case.asked_until = completion_due_on(timezone.localdate())
    step = write_letter(
        case,
        Step.COMPLETION_REQUESTED,
        letter,
        document_kind="Solicitud de completar una solicitud de servicio",
        by=by,
        text=text,
        data={"due_on": case.asked_until.isoformat()},
    )
    settle(case)
    return send_letter(case, step, request=request)


def completion_due_on(asked_on: date) -> date:
    """One month, which ends on a business day (Ley 4 de 1913, arts. 59 and 62)."""
    return current_calendar().on_or_after(months_after(asked_on, settings.SERVICES_COMPLETION_MONTHS))


def completion_letter(case: ServiceRequest, *, text: str) -> Letter:
    until = long_date(completion_due_on(timezone.localdate()))
    blocks: tuple[Block, ...] = (
        Paragraph(f"Leímos su {reference(case)}. Para cotizarla hace falta que la complete (CPACA, artículo 17):"),
        *paragraphs(text),
        Fields("Plazo", (("Complétela a más tardar el", until),)),
        Paragraph(
            "Si no la completa en ese plazo se entenderá que desistió de ella; podrá pedir el servicio de nuevo."
        ),
        following(),
    )
    return to_customer(case, f"Complete su solicitud {case.radicado.number}", blocks)


# --- 3b: taking it back ------------------------------------------------------------------------------------
recall_refusal = only_in(WAITING)


@transaction.atomic(durable=True)
def recall(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """What was asked is needed no more, and the customer is told. Raises ActRefusedError and StaleError."""
    case = locked_for(recall_refusal, ServiceRequest, pk, version=version)
    case.asked_until = None
    step = add_step(case, Step.COMPLETION_RECALLED, by=by, text=text)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step


# --- 4: handing it in --------------------------------------------------------------------------------------
def completing_refusal(case: ServiceRequest, today: date) -> Words:
    is_asked = case.is_open and case.asked_until
    return "" if is_asked else _("No hace falta completarla.")


@transaction.atomic(durable=True)
def complete(*, pk: int, submission: UUID, text: str, draft_id: UUID | None, request) -> Paso:
    """Late, too, as long as nobody ended it. Raises ActRefusedError and NoSignatoryError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(completing_refusal, ServiceRequest, pk)
    case.asked_until = case.checked_at = None
    step = acknowledge(
        case,
        Step.COMPLETED,
        submission=submission,
        request=request,
        document_kind="Complemento de una solicitud de servicio",
        effect="El INM vuelve a revisar su solicitud con esto.",
        text=text,
        documents=handed_over(draft_id)[ATTACHMENTS],
    )
    settle(case)
    return step


# --- 5: silence --------------------------------------------------------------------------------------------
def lapse_refusal(case: ServiceRequest, today: date) -> Words:
    if case.is_open and case.asked_until and today <= case.asked_until:
        return f"El plazo va hasta el {long_date(case.asked_until)}."
    return only_in(WAITING)(case, today)


@transaction.atomic(durable=True)
def lapse(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """Raises ActRefusedError, StaleError and NoSignatoryError."""
    case = locked_for(lapse_refusal, ServiceRequest, pk, version=version)
    letter = lapse_letter(case, text=text)
    close(case, Outcome.WITHDRAWN)
    step = write_letter(
        case,
        Step.LAPSED,
        letter,
        document_kind="Desistimiento tácito de una solicitud de servicio",
        by=by,
        text=text,
    )
    settle(case)
    return send_letter(case, step, request=request)


def lapse_letter(case: ServiceRequest, *, text: str) -> Letter:
    until = long_date(case.asked_until) if case.asked_until else ""
    blocks = (
        Paragraph(
            f"Le pedimos completar su {reference(case)} a más tardar el {until} y no lo hizo. Por eso se entiende que "
            "desistió de ella (CPACA, artículo 17) y el caso se cierra."
        ),
        *paragraphs(text),
        Paragraph("Puede pedir el servicio de nuevo cuando quiera."),
        following(),
    )
    return to_customer(case, f"Se archivó su solicitud {case.radicado.number}", blocks)
