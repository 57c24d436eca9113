"""What every act has in common: the case locked and unchanged since it was read, what the act says of one
that does not admit it, and its step; and its row in the table of an app, who may do it, where the case stands
before and after, by which law.

Each act is a verb and its refusal, `(case, today) -> str`: why, with its article, the case does not admit the
act as it stands, whatever else is answered; "" when it does. The verb asks it of the locked case, and whoever
offers the act asks the same: the pages offer the acts that refuse nothing. What it says becomes text where it is
read: the verb runs in Spanish, and its page may be in English."""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from django.db import models
from django.db.models import TextChoices
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from expedientes.desk import Desk
from expedientes.models import Anexo, Expediente, Paso
from expedientes.models.case import CHANGED_BY_ACTS
from expedientes.models.step import PasoQuerySet, StepKind
from ground.documents.models import Document
from ground.doors.explicit_permissions import Anybody
from ground.languages import Words
from ground.mails.events import event_named
from ground.mails.models import Mail
from radicados.models import Radicado

CaseT = TypeVar("CaseT", bound=Expediente)
Refusal = Callable[[Any, date], Words]

CASE_CLOSED = "El caso se cerró."


class ActRefusedError(Exception):
    """The act is not possible as the case stands; the message says why."""


class StaleError(Exception):
    """Somebody else acted on the case after it was read; `steps` are those not seen by the reader."""

    def __init__(self, steps: PasoQuerySet):
        super().__init__("El caso cambió mientras usted lo tenía abierto.")
        self.steps = steps


def locked(cases: type[CaseT], pk: int, *, version: int | None = None) -> CaseT:
    """The case, locked until the caller's transaction ends.

    Raises StaleError when a version was read that is not the present one.
    """
    case: CaseT = cases.objects.locked().with_number().get(pk=pk)
    if version is not None and version != case.version:
        unseen = max(case.version - version, 0)
        raise StaleError(case.steps.order_by("-pk")[:unseen])
    return case


def locked_for(refusal: Refusal, cases: type[CaseT], pk: int, *, version: int | None = None) -> CaseT:
    """The same, of a case that admits the act; raises ActRefusedError with what its `refusal` says."""
    case = locked(cases, pk, version=version)
    if reason := refusal(case, timezone.localdate()):
        raise ActRefusedError(reason)
    return case


def _outcome(case: Expediente) -> str:
    return case.get_outcome_display().lower()


_outcome_of = lazy(_outcome, str)


def closed_refusal(case: Expediente, today: date) -> Words:
    """The `refusal` of an act that needs an open case and nothing else."""
    return "" if case.is_open else format_lazy(_("El caso está cerrado: {outcome}."), outcome=_outcome_of(case))


def add_step(
    case: Expediente,
    kind: StepKind,
    *,
    by: User | None = None,
    text: str = "",
    data: dict[str, Any] | None = None,
    radicado: Radicado | None = None,
    documents: Iterable[Document] = (),
) -> Paso:
    """Write one step, with its files, and save of the case what acts may change, one version on."""
    case.version += 1
    case.save(update_fields=CHANGED_BY_ACTS)
    step = Paso.of(kind, expediente=case, by=by, text=text, data=data or {}, radicado=radicado)
    step.save(force_insert=True)
    Anexo.objects.bulk_create(Anexo(step=step, document=document) for document in documents)
    attached = Document.objects.filter(pk__in=[document.pk for document in documents])
    attached.update(is_reserved=case.is_reserved)
    return step


def close(case: Expediente, outcome: models.TextChoices) -> None:
    """End the case; the caller writes the step, which saves it. With the clock stopped nothing is late.
    What makes sense only while it is open is told no more."""
    case.closed_at, case.outcome = Now(), outcome
    Mail.objects.about(case).of(*map(event_named, case.while_open)).cancel(CASE_CLOSED)
    if case.waiting_until and case.initial_due_on:
        case.due_on, case.waiting_until = max(case.initial_due_on, timezone.localdate()), None


def reopen(case: Expediente) -> None:
    """Undo the end of a case that ended as it should (FINISHED); the caller writes the step, which saves it."""
    case.closed_at, case.outcome = None, ""


def end_annulled(case: Expediente, outcome: models.TextChoices, *, by: User, reason: str) -> Paso:
    """End the locked case whose radicado was annulled; of one that had ended already, the outcome stays, and
    the step says what happened."""
    if case.is_open:
        close(case, outcome)
    return add_step(case, Paso.Kind.ANNULLED, by=by, text=f"El radicado fue anulado. Motivo: {reason}")


@dataclass(frozen=True)
class Act:
    """`name` is that of its address. It is possible only in `before`, and leads to one of `after`.

    Of the staff it is for whoever handles the case and has the `permission`, if it asks one (`app.codename`).
    """

    name: str
    label: Words
    verb: Callable[..., Any]
    refusal: Refusal
    before: Set[StrEnum | TextChoices]
    after: Set[StrEnum | TextChoices]
    article: str = ""
    with_letter: bool = False
    label_once_closed: Words = ""
    permission: str = ""
    namespace: str = field(kw_only=True)

    @property
    def view_name(self) -> str:
        return f"{self.namespace}:{self.name}"

    def is_for(self, user: Anybody, case: Expediente) -> bool:
        """Whether somebody of the staff may do it, if the case admits it."""
        return case.desk.may_handle(user, case) and self.is_given_to(user, case.desk)

    def is_given_to(self, user: Anybody, desk: Desk) -> bool:
        """Whether they have its permission, if it asks one, whatever the case."""
        return not self.permission or desk.permits(user, self.permission)

    def label_for(self, case: Expediente) -> Words:
        return self.label if case.is_open else self.label_once_closed or self.label


def offered(acts: Iterable[Act], case: Expediente, today: date, *, to: Anybody | None = None) -> list[Act]:
    """Those that the case admits as it stands, and that are for that somebody of the staff."""
    return [act for act in acts if (to is None or act.is_for(to, case)) and not act.refusal(case, today)]
