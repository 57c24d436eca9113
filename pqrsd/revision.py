"""The dates of open petitions when the calendar, or the law, changes under them."""

import logging
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from expedientes.acts.assignment import staff_of
from ground.audit.models import Action, record
from ground.mails.queue import owe
from legal_calendar.days import Calendar, UncoveredYearError
from legal_calendar.stored import calendar_version, current_calendar
from pqrsd import clock
from pqrsd.acts.due_change import tell_due_change
from pqrsd.deadlines import NoTermError
from pqrsd.models import CalendarCopy, Pqrsd, Termino
from pqrsd.notices.mail_events import DUE_CHANGED

logger = logging.getLogger(__name__)

BATCH = 200
ONE_DAY = timedelta(days=1)


def recompute(*, after: int = 0) -> int | None:
    """Date the next open petitions that were dated by another calendar, and tell whom it concerns.

    Gives the last of a full batch, None when there are no more. Each is one transaction: one that was closed
    meanwhile stays as it is, and one that cannot be dated does not stop the others.
    """
    version = calendar_version()  # before the calendar: one that changes in between is dated again
    calendar = current_calendar()
    if not CalendarCopy.objects.filter(pk=version).exists():
        CalendarCopy.objects.get_or_create(pk=version, defaults={"skipped": _skipped(calendar)})
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
    # One that closes meanwhile is let go of; one that still waits to be dated again may be dated just now, by
    # the law as it was.
    with transaction.atomic():
        dated = Pqrsd.objects.open().filter(governed).order_by("pk")
        keys = [pqrsd.pk for pqrsd in dated.locked().only("version")]
        Pqrsd.objects.filter(pk__in=keys).update(calendar_version="")


def _dated_otherwise(version: str):
    return Pqrsd.objects.open().exclude(calendar_version=version).order_by("pk")


@transaction.atomic(durable=True)
def _recompute(pk: int, calendar: Calendar, version: str) -> None:
    pqrsd = _dated_otherwise(version).locked().with_number().filter(pk=pk).first()
    if pqrsd is None:
        return
    dated_by, former_term = pqrsd.calendar_version, pqrsd.termino_id
    before = pqrsd.due_on or pqrsd.waiting_until
    clock.restart(pqrsd, calendar=calendar, calendar_version=version)
    pqrsd.save(update_fields=["termino", "initial_due_on", "calendar_version"])
    now = pqrsd.due_on or pqrsd.waiting_until
    if now == before:
        return
    # The days on the way to the former or the present last day that did not count and now do, or the other
    # way round, if somebody kept a copy of the calendar by which the petition was dated.
    days = {}
    if copy := CalendarCopy.objects.filter(pk=dated_by).first():
        skipped = _skipped(calendar)
        first = pqrsd.effective_on + ONE_DAY if pqrsd.due_on else min(before, now)
        for day in _span(first, max(before, now)):
            was, why = copy.skipped.get(str(day), ""), skipped.get(str(day), "")
            if bool(was) != bool(why):
                days[day] = (was, why)
    step = tell_due_change(
        pqrsd,
        before=before,
        now=now,
        days=days,
        is_waiting=pqrsd.due_on is None,
        new_term=pqrsd.termino.term if pqrsd.termino_id != former_term else None,
    )
    record(Action.CHANGED, subject=pqrsd, what="due_on", **step.data)
    for user in staff_of(pqrsd):
        owe(DUE_CHANGED, recipient=user.email, about=pqrsd, occasion=step.pk)


def _skipped(calendar: Calendar) -> dict[str, str]:
    """Each day that is no business day because somebody said so, with the reason."""
    stated = set(calendar.holidays).union(*(_span(each.starts_on, each.ends_on) for each in calendar.suspensions))
    within = (day for day in stated if calendar.first_year <= day.year <= calendar.last_year)
    return {str(day): calendar.why_skipped(day) for day in sorted(within) if day.weekday() < 5}


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
