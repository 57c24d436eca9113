"""What is told before and after a term is over: to the staff, and to the petitioner whose own term ends."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from legal_calendar.days import Calendar
from pqrsd.desk.lights import Light, Lights
from pqrsd.models import CaseNotice, Pqrsd
from pqrsd.notices.owing import owe
from pqrsd.notices.recipients import petitioner_address, staff_of

BATCH = 200
REMINDER_DAYS = 3  # business days before the petitioner's own term is over
WEEK = 5  # business days

Event = CaseNotice.Event
_BY_LIGHT = {Light.SOON: Event.DUE_SOON, Light.TODAY: Event.DUE_TODAY, Light.OVERDUE: Event.OVERDUE}


def warn(*, after: int = 0, lights: Lights | None = None) -> int | None:
    """Owe today's warnings about the next petitions that are near their last day, or past it.

    Nobody is warned twice of the same last day: one that moved warns anew. Only on business days. Gives the
    last of a full batch, None when there are no more.
    """
    lights = lights or Lights.now()
    if not lights.calendar.is_business_day(lights.today):
        return None
    batch = list(_near(lights).filter(pk__gt=after)[:BATCH])
    for pqrsd, (event, occasion) in _not_told(batch, lights):
        _warn(pqrsd, event, occasion)
    return batch[-1].pk if len(batch) == BATCH else None


def warning_of(pqrsd: Pqrsd, lights: Lights) -> tuple[Event, str] | None:
    """The warning that an open petition deserves today, with its occasion; None when it is far from its last
    day. Pure.

    A late one is told on the first business day after, and then once for each week.
    """
    if pqrsd.due_on is None:
        return _of_waiting(pqrsd.waiting_until, lights.today, lights.calendar)
    event = _BY_LIGHT.get(lights.of(pqrsd))
    if event == Event.OVERDUE:
        return event, f"{pqrsd.due_on} {_weeks_late(pqrsd.due_on, lights)}"
    return (event, str(pqrsd.due_on)) if event else None


def _of_waiting(until: date, today: date, calendar: Calendar) -> tuple[Event, str] | None:
    if until < today:
        return Event.WAITING_OVER, str(until)
    is_near = until <= calendar.after(today, REMINDER_DAYS)
    return (Event.WAITING_ENDS, str(until)) if is_near else None


def _weeks_late(due_on: date, lights: Lights) -> int:
    """Whole weeks since the first day late; of what is years late, by the calendar of everybody."""
    if due_on.year < lights.calendar.first_year:
        return (lights.today - due_on).days // 7
    return (lights.calendar.days_between(due_on, lights.today) - 1) // WEEK


def _near(lights: Lights):
    """Open petitions whose last day is near or past: with the partial indexes on the open ones, those that
    were closed, which are nearly all, are never looked at."""
    reminded = lights.calendar.after(lights.today, REMINDER_DAYS)
    is_near = Q(due_on__lte=lights.soon) | Q(waiting_until__lte=reminded)
    facts = "due_on", "waiting_until", "closed_at", "is_reserved", "assignee", "applicant"
    return Pqrsd.objects.open().filter(is_near).only(*facts).order_by("pk")


def _not_told(batch: Iterable[Pqrsd], lights: Lights):
    """What is left to be told of a batch, by one query."""
    warnings = {pqrsd: warning for pqrsd in batch if (warning := warning_of(pqrsd, lights))}
    told = CaseNotice.objects.filter(pqrsd__in=warnings).values_list("pqrsd_id", "event", "occasion")
    known = set(told)
    return [(pqrsd, warning) for pqrsd, warning in warnings.items() if (pqrsd.pk, *warning) not in known]


@transaction.atomic
def _warn(pqrsd: Pqrsd, event: Event, occasion: str) -> None:
    """All of them or none: a petition of which somebody was told is not looked at again."""
    is_petitioners = event == Event.WAITING_ENDS
    people = [petitioner_address(pqrsd)] if is_petitioners else [user.email for user in staff_of(pqrsd)]
    for address in people:
        owe(event, recipient=address, occasion=occasion, pqrsd=pqrsd)
