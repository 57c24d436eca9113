"""The dates of open petitions when the calendar, or the law, changes under them."""

import logging
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from expedientes.acts.assignment import staff_of
from ground.audit.models import Action
from ground.audit.trail import record
from ground.mails.queue import owe
from legal_calendar.days import Calendar, UncoveredYearError
from legal_calendar.stored import calendar_version, current_calendar
from pqrsd import clock
from pqrsd.acts.due_change import tell_due_change
from pqrsd.deadlines import NoTermError
from pqrsd.models import Pqrsd, Termino
from pqrsd.notices.mail_events import DUE_CHANGED
from pqrsd.revision.calendar_copies import changed_days, keep_copy

logger = logging.getLogger(__name__)

BATCH = 200


@dataclass(frozen=True)
class Dates:
    """What a petition says about its clock."""

    due_on: date | None
    waiting_until: date | None
    termino_id: int

    @classmethod
    def of(cls, pqrsd: Pqrsd) -> "Dates":
        return cls(pqrsd.due_on, pqrsd.waiting_until, pqrsd.termino_id)

    @property
    def last_day(self) -> date:
        """Of the answer, or while the clock is stopped of the petitioner."""
        return self.due_on or self.waiting_until


def recompute(*, after: int = 0) -> int | None:
    """Date the next open petitions that were dated by another calendar, and tell whom it concerns.

    Gives the last of a full batch, None when there are no more. Each is one transaction: one that was closed
    meanwhile stays as it is, and one that cannot be dated does not stop the others.
    """
    version = calendar_version()  # before the calendar: one that changes in between is dated again
    calendar = current_calendar()
    keep_copy(calendar, version)
    batch = list(_dated_otherwise(version).filter(pk__gt=after).values_list("pk", flat=True)[:BATCH])
    for pk in batch:
        try:
            _recompute(pk, calendar, version)
        except (NoTermError, UncoveredYearError) as error:
            logger.error("petition %s cannot be dated: %s", pk, error)
    return batch[-1] if len(batch) == BATCH else None


def forget_calendar(law: Termino, *former: Termino) -> None:
    """Have the open petitions dated again that this row of the law may govern, or governed as it was before.

    The others are not locked: a law to come that covers nothing of what is running holds nobody up.
    """
    governed = Q()
    for row in (law, *former):
        governed |= Q(kind=row.kind) & (Q() if row.covers_running else Q(effective_on__gte=row.valid_from))
    with transaction.atomic():  # one that closes meanwhile is let go of
        dated = Pqrsd.objects.open().filter(governed).exclude(calendar_version="").order_by("pk")
        keys = [pqrsd.pk for pqrsd in dated.locked().only("version")]
        Pqrsd.objects.filter(pk__in=keys).update(calendar_version="")


def _dated_otherwise(version: str):
    return Pqrsd.objects.open().exclude(calendar_version=version).order_by("pk")


@transaction.atomic(durable=True)
def _recompute(pk: int, calendar: Calendar, version: str) -> None:
    pqrsd = _dated_otherwise(version).locked().with_number().filter(pk=pk).first()
    if pqrsd is None:
        return
    before, dated_by = Dates.of(pqrsd), pqrsd.calendar_version
    clock.restart(pqrsd, calendar=calendar, calendar_version=version)
    pqrsd.save(update_fields=["termino", "initial_due_on", "calendar_version"])
    if Dates.of(pqrsd).last_day != before.last_day:
        _tell(pqrsd, before, changed_days(pqrsd, dated_by, calendar, before.last_day))


def _tell(pqrsd: Pqrsd, before: Dates, days: dict[date, tuple[str, str]]) -> None:
    now = Dates.of(pqrsd)
    step = tell_due_change(
        pqrsd,
        days,
        before=before.last_day,
        now=now.last_day,
        is_waiting=now.due_on is None,
        new_term=pqrsd.termino.term if now.termino_id != before.termino_id else None,
    )
    record(Action.CHANGED, subject=pqrsd, what="due_on", **step.data)
    for user in staff_of(pqrsd):
        owe(DUE_CHANGED, recipient=user.email, about=pqrsd, occasion=step.pk)
