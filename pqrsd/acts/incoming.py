"""What the acts of the petitioner have in common: done once, filed with an acknowledgement, nobody named
when the petition is anonymous."""

from collections.abc import Sequence
from uuid import UUID

from expedientes.models import Paso
from expedientes.models.step import StepKind
from ground.audit.models import Action
from ground.audit.trail import record
from ground.documents.models import Document
from ground.doors.addresses import client_ip
from ground.mails.queue import owe
from pqrsd.acts.steps import add_step
from pqrsd.following.access import is_own
from pqrsd.letters.writing import Writing, compose_acknowledgement
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import PETITIONER_WROTE, WRITING_FILED
from pqrsd.notices.recipients import petitioner_address, staff_of
from radicados.filing import prepare_radicado, radicar
from radicados.letter_mails import letter_key
from radicados.models import Radicado


def done_already(pqrsd: Pqrsd, submission: UUID) -> Paso | None:
    """The step that the same page wrote before: of two clicks, the second does nothing."""
    return pqrsd.steps.filter(data__submission=str(submission)).first()


def file_writing(
    pqrsd: Pqrsd,
    kind: StepKind,
    writing: Writing,
    *,
    submission: UUID,
    request,
    documents: Sequence[Document] = (),
) -> Paso:
    """Write the step and file it as a radicado: the end of an act. Raises NoSignatoryError.

    It is filed by whoever is logged in, when the petition is theirs; anybody else came with number and code.
    Of an anonymous one neither user nor address are kept.
    """
    radicado = prepare_radicado(
        letter=compose_acknowledgement(pqrsd, writing, documents),
        kind=Radicado.Kind.ENTRADA,
        document_kind=writing.document_kind,
        office=pqrsd.office.name,
        filed_by=None if pqrsd.is_anonymous or not is_own(request.user, pqrsd) else request.user,
        company=pqrsd.radicado.company,
        filer_name=pqrsd.radicado.filer_name,
        filer_document=pqrsd.radicado.filer_document,
        filed_from=None if pqrsd.is_anonymous else client_ip(request) or None,
        is_reserved=pqrsd.is_reserved,
        in_reply_to=pqrsd.radicado,
    )
    step = add_step(
        pqrsd,
        kind,
        text=writing.text,
        data={"submission": str(submission)},
        radicado=radicado,
        documents=documents,
    )
    record_citizen(pqrsd, request, what=f"pqrsd_{kind.value}")
    owe(
        WRITING_FILED,
        recipient=petitioner_address(pqrsd),
        about=pqrsd,
        occasion=step.pk,
        awaits=letter_key(radicado),
    )
    for user in staff_of(pqrsd):
        owe(PETITIONER_WROTE, recipient=user.email, about=pqrsd, occasion=step.pk)
    radicar(radicado=radicado)
    return step


def record_citizen(pqrsd: Pqrsd, request, *, what: str) -> None:
    """In the audit trail, unless the petition is anonymous: then nothing may tell who did it."""
    if not pqrsd.is_anonymous:
        record(Action.CHANGED, request=request, subject=pqrsd, what=what)
