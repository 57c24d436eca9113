"""What every act has in common: the petition locked and unchanged since it was read, its step and its
radicado."""

from collections.abc import Iterable

from django.db.models.functions import Now
from django.utils import timezone

from ground.documents.models import Document
from ground.mails.models import Mail
from pqrsd.kinds import Outcome
from pqrsd.models import Anexo, CaseEvent, Pqrsd
from pqrsd.models.case import CaseEventQuerySet
from pqrsd.notices.mail_events import CASE_CLOSED, WHILE_OPEN
from radicados.filing import prepare_radicado
from radicados.letters import Letter
from radicados.models import Radicado


class ActRefusedError(Exception):
    """The act is not possible as the case stands; the message, in Spanish, says why."""


class StaleError(Exception):
    """Somebody else acted on the case after it was read; `events` are the steps not seen by the reader."""

    def __init__(self, events: CaseEventQuerySet):
        super().__init__("El caso cambió mientras usted lo tenía abierto.")
        self.events = events


def locked(pk: int, *, version: int | None = None) -> Pqrsd:
    """The petition, locked until the caller's transaction ends.

    Raises StaleError when a version was read that is not the present one. Rows that only point to the
    petition wait for nobody: two acts that name each other's would wait for ever.
    """
    pqrsd = Pqrsd.objects.select_for_update(of=["self"], no_key=True).with_number().get(pk=pk)
    if version is not None and version != pqrsd.version:
        unseen = max(pqrsd.version - version, 0)
        raise StaleError(pqrsd.events.order_by("-pk")[:unseen])
    return pqrsd


def locked_open(pk: int, *, version: int | None = None) -> Pqrsd:
    """The same, of a case that is not closed; raises ActRefusedError when it is."""
    pqrsd = locked(pk, version=version)
    if not pqrsd.is_open:
        raise ActRefusedError(f"El caso está cerrado: {pqrsd.get_outcome_display().lower()}.")
    return pqrsd


def add_step(
    pqrsd: Pqrsd,
    kind: CaseEvent.Kind,
    *,
    by=None,
    text: str = "",
    data: dict | None = None,
    radicado: Radicado | None = None,
    documents: Iterable[Document] = (),
) -> CaseEvent:
    """Write one step, with its files, and save the petition as the act left it, one version on."""
    pqrsd.version += 1
    pqrsd.save()
    event = CaseEvent.objects.create(
        pqrsd=pqrsd, kind=kind, by=by, text=text, data=data or {}, radicado=radicado
    )
    Anexo.objects.bulk_create(Anexo(event=event, document=document) for document in documents)
    attached = Document.objects.filter(pk__in=[document.pk for document in documents])
    attached.update(is_reserved=pqrsd.is_reserved)
    return event


def close(pqrsd: Pqrsd, outcome: Outcome) -> None:
    """End the case; the caller writes the step, which saves it. With the clock stopped nothing is late.
    What makes sense only while it is open is told no more."""
    pqrsd.closed_at, pqrsd.outcome = Now(), outcome
    Mail.objects.about(pqrsd).of(*WHILE_OPEN).cancel(CASE_CLOSED)
    if pqrsd.waiting_until:
        pqrsd.due_on, pqrsd.waiting_until = max(pqrsd.initial_due_on, timezone.localdate()), None


def outgoing(pqrsd: Pqrsd, letter: Letter, *, document_kind: str, addressee: str, by) -> Radicado:
    """A letter of the entity about the petition, of the series of salidas, not numbered yet."""
    return prepare_radicado(
        letter=letter,
        kind=Radicado.Kind.SALIDA,
        document_kind=document_kind,
        office=pqrsd.office.name,
        filed_by=by,
        company=None,
        filer_name=addressee,
        filer_document="",
        filed_from=None,
        is_reserved=pqrsd.is_reserved,
        in_reply_to=pqrsd.radicado,
    )


def incoming(pqrsd: Pqrsd, letter: Letter, *, document_kind: str, filed_by=None, filed_from=None) -> Radicado:
    """A writing of the petitioner's about their own petition, not numbered yet. Of an anonymous one neither
    user nor address are kept, whatever is given."""
    is_known = not pqrsd.is_anonymous
    return prepare_radicado(
        letter=letter,
        kind=Radicado.Kind.ENTRADA,
        document_kind=document_kind,
        office=pqrsd.office.name,
        filed_by=filed_by if is_known else None,
        company=pqrsd.radicado.company,
        filer_name=pqrsd.radicado.filer_name,
        filer_document=pqrsd.radicado.filer_document,
        filed_from=filed_from if is_known else None,
        is_reserved=pqrsd.is_reserved,
        in_reply_to=pqrsd.radicado,
    )
