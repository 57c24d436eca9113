"""What every act has in common: the petition locked and unchanged since it was read, what the act says of a
case that does not admit it, and its step.

Each act is a module with its verb and its `refusal(pqrsd, today) -> str`: why, with its article, the case
does not admit the act as it stands, whatever else is answered; "" when it does. The verb asks it of the
locked case, and whoever offers the act (pqrsd/workflow.py) asks the same.
"""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models.functions import Now
from django.utils import timezone

from expedientes.models import Anexo, Paso
from expedientes.models.step import PasoQuerySet, StepKind
from ground.documents.models import Document
from ground.mails.models import Mail
from pqrsd.kinds import Outcome
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import CASE_CLOSED, WHILE_OPEN
from radicados.models import Radicado

Refusal = Callable[[Pqrsd, date], str]


class ActRefusedError(Exception):
    """The act is not possible as the case stands; the message, in Spanish, says why."""


class StaleError(Exception):
    """Somebody else acted on the case after it was read; `steps` are the steps not seen by the reader."""

    def __init__(self, steps: PasoQuerySet):
        super().__init__("El caso cambió mientras usted lo tenía abierto.")
        self.steps = steps


def locked(pk: int, *, version: int | None = None) -> Pqrsd:
    """The petition, locked until the caller's transaction ends.

    Raises StaleError when a version was read that is not the present one.
    """
    pqrsd = Pqrsd.objects.locked().with_number().get(pk=pk)
    if version is not None and version != pqrsd.version:
        unseen = max(pqrsd.version - version, 0)
        raise StaleError(pqrsd.steps.order_by("-pk")[:unseen])
    return pqrsd


def locked_for(refusal: Refusal, pk: int, *, version: int | None = None) -> Pqrsd:
    """The same, of a case that admits the act; raises ActRefusedError with what its `refusal` says."""
    pqrsd = locked(pk, version=version)
    if reason := refusal(pqrsd, timezone.localdate()):
        raise ActRefusedError(reason)
    return pqrsd


def closed_refusal(pqrsd: Pqrsd, today: date) -> str:
    """The `refusal` of an act that needs an open case and nothing else."""
    return "" if pqrsd.is_open else f"El caso está cerrado: {pqrsd.get_outcome_display().lower()}."


def add_step(
    pqrsd: Pqrsd,
    kind: StepKind,
    *,
    by=None,
    text: str = "",
    data: dict | None = None,
    radicado: Radicado | None = None,
    documents: Iterable[Document] = (),
) -> Paso:
    """Write one step, with its files, and save the petition as the act left it, one version on."""
    pqrsd.version += 1
    pqrsd.save()
    step = Paso.of(kind, expediente=pqrsd, by=by, text=text, data=data or {}, radicado=radicado)
    step.save(force_insert=True)
    Anexo.objects.bulk_create(Anexo(step=step, document=document) for document in documents)
    attached = Document.objects.filter(pk__in=[document.pk for document in documents])
    attached.update(is_reserved=pqrsd.is_reserved)
    return step


def close(pqrsd: Pqrsd, outcome: Outcome) -> None:
    """End the case; the caller writes the step, which saves it. With the clock stopped nothing is late.
    What makes sense only while it is open is told no more."""
    pqrsd.closed_at, pqrsd.outcome = Now(), outcome
    Mail.objects.about(pqrsd).of(*WHILE_OPEN).cancel(CASE_CLOSED)
    if pqrsd.waiting_until:
        pqrsd.due_on, pqrsd.waiting_until = max(pqrsd.initial_due_on, timezone.localdate()), None
