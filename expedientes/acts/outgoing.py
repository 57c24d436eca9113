"""A step that is a letter of the entity: written, told to who filed the case, filed."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from accounts.models import User
from expedientes.acts.steps import add_step
from expedientes.models import Expediente, Paso
from expedientes.models.step import StepKind
from ground.audit.models import Action, record
from ground.documents.models import Document
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
    by: User,
    text: str,
    data: dict[str, Any] | None = None,
    documents: Iterable[Document] = (),
    addressee: str = "",
) -> Paso:
    """The step with its letter, a salida that is not numbered yet; to who filed the case unless another
    addressee is named."""
    radicado = prepare_radicado(
        letter=letter,
        kind=Radicado.Kind.SALIDA,
        document_kind=document_kind,
        office=case.office_name,
        filed_by=by,
        company=None,
        filer_name=addressee or case.addressee_name,
        filer_document="",
        filed_from=None,
        is_reserved=case.is_reserved,
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
