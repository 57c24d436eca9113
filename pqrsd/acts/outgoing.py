"""A step that is a letter of the entity: written, told to the petitioner, filed."""

from collections.abc import Iterable

from expedientes.models import Paso
from expedientes.models.step import StepKind
from ground.audit.models import Action
from ground.audit.trail import record
from ground.documents.models import Document
from ground.mails.queue import owe
from pqrsd.acts.steps import add_step
from pqrsd.letters.parts import addressee_name
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import LETTER
from pqrsd.notices.recipients import petitioner_address
from radicados.filing import prepare_radicado, radicar
from radicados.letter_mails import letter_key
from radicados.letters import Letter
from radicados.models import Radicado


def write_letter(
    pqrsd: Pqrsd,
    kind: StepKind,
    letter: Letter,
    *,
    document_kind: str,
    by,
    text: str,
    data: dict | None = None,
    documents: Iterable[Document] = (),
    addressee: str = "",
) -> Paso:
    """The step with its letter, a salida that is not numbered yet; to the petitioner unless another addressee
    is named."""
    radicado = prepare_radicado(
        letter=letter,
        kind=Radicado.Kind.SALIDA,
        document_kind=document_kind,
        office=pqrsd.office.name,
        filed_by=by,
        company=None,
        filer_name=addressee or addressee_name(pqrsd.named_petitioner),
        filer_document="",
        filed_from=None,
        is_reserved=pqrsd.is_reserved,
        in_reply_to=pqrsd.radicado,
    )
    return add_step(pqrsd, kind, by=by, text=text, data=data, radicado=radicado, documents=documents)


def send_letter(pqrsd: Pqrsd, step: Paso, *, request) -> Paso:
    """Record the act, owe the petitioner the letter and give it its number: the end of the transaction."""
    record(Action.CHANGED, request=request, actor=step.by, subject=pqrsd, what=f"pqrsd_{step.kind}")
    owe(
        LETTER,
        recipient=petitioner_address(pqrsd),
        about=pqrsd,
        occasion=step.pk,
        awaits=letter_key(step.radicado),
    )
    radicar(radicado=step.radicado)
    return step
