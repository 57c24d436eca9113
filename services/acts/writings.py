"""What a customer writes about a request, with its short acknowledgement; and what the Institute writes back."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from expedientes.acts.letters import done_already, file_writing
from expedientes.acts.steps import add_step, close, locked, locked_for
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.documents.drafts import handed_over
from ground.documents.models import Document
from ground.languages import Words
from ground.mails.queue import owe
from radicados.letter_parts import enclosures, in_a_sentence, paragraphs
from radicados.letters import Block, Fields, Paragraph
from services.acts.refusals import only_in
from services.facts import settle
from services.kinds import Outcome, State, Step
from services.ledger import counted_payments
from services.letters.parts import following, reference, to_customer
from services.models import ServiceRequest
from services.notices.mail_events import MESSAGE
from services.stock import gone

# Until the service begins, whoever asked for it may give it up (CPACA, art. 18).
NOT_BEGUN = frozenset(
    {
        State.FILED, State.INCOMPLETE, State.CHECKED, State.QUOTED, State.ACCEPTED, State.OWED, State.PAID,
        State.SCHEDULED, State.RECEIVED,
    }
)  # fmt: skip
GIVEN_UP = "Su solicitud quedó desistida (CPACA, artículo 18). Puede pedir el servicio de nuevo cuando quiera."
BEGUN = _("El servicio ya comenzó: escríbanos y lo revisamos.")
ANNULLED = _("El radicado de esta solicitud fue anulado: presente otra.")


def acknowledge(
    case: ServiceRequest,
    kind: Step,
    *,
    submission: UUID,
    request,
    document_kind: str,
    effect: str,
    text: str,
    facts: Sequence[tuple[str, str]] = (),
    documents: Sequence[Document] = (),
    is_reserved: bool = False,
) -> Paso:
    """File what the customer wrote, with its acknowledgement; raises NoSignatoryError.

    `effect` is what it does, in a sentence; `facts`, what else the letter names, as label and value.
    """
    received = (
        f"El {settings.ENTITY['name']} recibió lo que usted escribió sobre su {reference(case)}, y lo radicó con el "
        f"número, la fecha y la hora de esta carta. {effect}"
    )
    told = (("Solicitud", case.radicado.number), ("Qué presentó", document_kind), *facts)
    words: tuple[Block, ...] = (Paragraph("Lo que usted escribió:"), *paragraphs(text)) if text else ()
    blocks: tuple[Block, ...] = (
        Paragraph(received),
        Fields("Escrito", told),
        *words,
        *enclosures(documents),
        following(),
    )
    letter = to_customer(case, f"Acuse de recibo: {in_a_sentence(document_kind)}", blocks)
    return file_writing(
        case,
        kind,
        letter,
        document_kind=document_kind,
        text=text,
        submission=submission,
        request=request,
        documents=documents,
        is_reserved=is_reserved,
    )


# --- 41: messages, both ways -------------------------------------------------------------------------------
def writing_refusal(case: ServiceRequest, today: date) -> Words:
    return ANNULLED if case.outcome == Outcome.ANNULLED else ""


@transaction.atomic(durable=True)
def write(*, pk: int, submission: UUID, text: str, draft_id: UUID | None, request) -> Paso:
    """A message of the customer's; it changes nothing. Raises ActRefusedError and NoSignatoryError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(writing_refusal, ServiceRequest, pk)
    return acknowledge(
        case,
        Step.WROTE,
        submission=submission,
        request=request,
        document_kind="Mensaje sobre una solicitud de servicio",
        effect="Quien la atiende lo tendrá a la vista.",
        text=text,
        documents=handed_over(draft_id)[ATTACHMENTS],
    )


@transaction.atomic(durable=True)
def message(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """A message of the Institute's, which decides nothing: what does is a letter."""
    case = locked_for(writing_refusal, ServiceRequest, pk, version=version)
    step = add_step(case, Step.ANSWERED, by=by, text=text)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step


# --- 15: giving it up (CPACA, art. 18) ---------------------------------------------------------------------
def withdrawal_refusal(case: ServiceRequest, today: date) -> Words:
    is_begun = State(case.state) in {State.IN_SERVICE, State.DONE, State.DELIVERED} or bool(gone(case))
    return BEGUN if case.is_open and is_begun else only_in(NOT_BEGUN)(case, today)


@transaction.atomic(durable=True)
def withdraw(*, pk: int, submission: UUID, text: str, request) -> Paso:
    """End the request at its customer's will. Raises ActRefusedError and NoSignatoryError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(withdrawal_refusal, ServiceRequest, pk)
    is_paid = bool(counted_payments(case))
    close(case, Outcome.WITHDRAWN)
    step = acknowledge(
        case,
        Step.WITHDRAWN,
        submission=submission,
        request=request,
        document_kind="Desistimiento de una solicitud de servicio",
        effect=" ".join(filter(None, (GIVEN_UP, "El INM le devuelve lo que pagó." if is_paid else ""))),
        text=text,
    )
    settle(case)
    return step
