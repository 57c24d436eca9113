"""A step that is a radicado: a letter of the entity, told to who filed the case; or a writing of theirs, done
once and filed with an acknowledgement, nobody named when the case is anonymous."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.doors import UserRequest
from accounts.models import User
from expedientes.acts.assignment import staff_of
from expedientes.acts.steps import add_step
from expedientes.models import Expediente, LetterDraft, Paso
from expedientes.models.case import THIS_PORTAL
from expedientes.models.step import StepKind
from ground.audit.models import Action, record
from ground.documents.models import Document
from ground.doors.addresses import client_ip
from ground.mails.models import Mail
from ground.mails.queue import owe
from radicados.filing import prepare_radicado, radicar
from radicados.letter_mails import letter_key
from radicados.letters import Letter
from radicados.models import Radicado


def write_letter(
    case: Expediente,
    kind: StepKind,
    letter: Letter,
    *,
    document_kind: str,
    by: User | None,
    text: str,
    data: dict[str, Any] | None = None,
    documents: Sequence[Document] = (),
    addressee: str = "",
    is_reserved: bool = False,
) -> Paso:
    """The step with its letter, a salida that is not numbered yet; to who filed the case unless another
    addressee is named. Without `by` it is the portal's own. It may be reserved though the case is not."""
    radicado = prepare_radicado(
        letter=letter,
        kind=Radicado.Kind.SALIDA,
        document_kind=document_kind,
        office=case.office_name,
        channel=case.answer_medium,
        responsible=str(by or THIS_PORTAL),
        documents=documents,
        filed_by=by,
        company=None,
        filer_name=addressee or case.addressee_name,
        filer_document="",
        filed_from=None,
        is_reserved=case.is_reserved or is_reserved,
        in_reply_to=case.radicado,
    )
    return add_step(case, kind, by=by, text=text, data=data, radicado=radicado, documents=documents)


def send_letter(case: Expediente, step: Paso, *, request: HttpRequest | None) -> Paso:
    """Record the act, owe the letter to who filed the case and number it: the end of the transaction."""
    record(Action.CHANGED, request=request, actor=step.by, subject=case, what=f"{case.desk.app}_{step.kind}")
    owe(
        case.desk.event("letter"),
        recipient=case.mail_address,
        about=case,
        occasion=step.pk,
        awaits=letter_key(step.letter),
    )
    radicar(radicado=step.letter)
    return step


def done_already(case: Expediente, submission: UUID) -> Paso | None:
    """The step that the same page wrote before: of two clicks, the second does nothing."""
    return case.steps.filter(data__submission=str(submission)).first()


def file_writing(
    case: Expediente,
    kind: StepKind,
    letter: Letter,
    *,
    document_kind: str,
    text: str,
    submission: UUID,
    request: UserRequest,
    documents: Sequence[Document] = (),
    is_reserved: bool = False,
) -> Paso:
    """Write the step and file it as a radicado, with the letter that acknowledges it: the end of an act. It may be
    reserved though the case is not.

    It is filed by whoever is logged in, when the case is theirs; anybody else came with number and code.
    Of an anonymous one neither user nor address are kept.
    """
    radicado = prepare_radicado(
        letter=letter,
        kind=Radicado.Kind.ENTRADA,
        document_kind=document_kind,
        office=case.office_name,
        channel=THIS_PORTAL,
        responsible=str(case.assignee or ""),
        documents=documents,
        filed_by=None if case.is_anonymous or not case.is_own(request.user) else request.user,
        company=case.radicado.company,
        filer_name=case.radicado.filer_name,
        filer_document=case.radicado.filer_document,
        filed_from=None if case.is_anonymous else client_ip(request) or None,
        is_reserved=case.is_reserved or is_reserved,
        in_reply_to=case.radicado,
    )
    step = add_step(
        case,
        kind,
        text=text,
        data={"submission": str(submission)},
        radicado=radicado,
        documents=documents,
    )
    record_citizen(case, request, what=kind)
    owe(
        case.desk.event("writing_filed"),
        recipient=case.mail_address,
        about=case,
        occasion=step.pk,
        awaits=letter_key(radicado),
    )
    for user in staff_of(case):
        owe(case.desk.event("petitioner_wrote"), recipient=user.email, about=case, occasion=step.pk)
    radicar(radicado=radicado)
    return step


def record_citizen(case: Expediente, request: HttpRequest, *, what: StepKind) -> None:
    """In the audit trail, unless the case is anonymous: then nothing may tell who did it."""
    if not case.is_anonymous:
        record(Action.CHANGED, request=request, subject=case, what=f"{case.desk.app}_{what}")


# --- A letter that is being written, as a mail tells of it -------------------------------------------------
def draft_url(mail: Mail, number: str) -> str:
    """The page on which it is written, of the case with that number."""
    return settings.PORTAL_BASE_URL + reverse(mail.details["act"], args=[number])


def draft_gone(mail: Mail) -> str:
    """Why nobody has to be told of it any more."""
    is_there = LetterDraft.objects.filter(pk=mail.details["draft"]).exists()
    return "" if is_there else "La carta ya se envió, o no se envía."
