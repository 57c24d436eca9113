"""What is told before and after a term is over: to the staff, and to the petitioner whose own term ends."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from expedientes.acts.assignment import staff_of
from expedientes.lights import Light, Lights
from ground.mails.events import Event
from ground.mails.models import Mail
from ground.mails.queue import owe
from legal_calendar.days import Calendar
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import DUE_SOON, DUE_TODAY, OVERDUE, WAITING_ENDS, WAITING_OVER

BATCH = 200
REMINDER_DAYS = 3  # business days before the petitioner's own term is over
WEEK = 5  # business days

_BY_LIGHT = {Light.SOON: DUE_SOON, Light.TODAY: DUE_TODAY, Light.OVERDUE: OVERDUE}


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
        until = pqrsd.waiting_until
        return _of_waiting(until, lights.today, lights.calendar) if until else None
    event = _BY_LIGHT.get(lights.of(pqrsd))
    if event == OVERDUE:
        return event, f"{pqrsd.due_on} {_weeks_late(pqrsd.due_on, lights)}"
    return (event, str(pqrsd.due_on)) if event else None


def _of_waiting(until: date, today: date, calendar: Calendar) -> tuple[Event, str] | None:
    if until < today:
        return WAITING_OVER, str(until)
    is_near = until <= calendar.after(today, REMINDER_DAYS)
    return (WAITING_ENDS, str(until)) if is_near else None


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
    told = Mail.objects.about(*warnings).filter(cancelled_at__isnull=True)
    known = set(told.values_list("subject_id", "event", "occasion"))
    return [
        (pqrsd, (event, occasion))
        for pqrsd, (event, occasion) in warnings.items()
        if (str(pqrsd.pk), event.name, occasion) not in known
    ]


@transaction.atomic
def _warn(pqrsd: Pqrsd, event: Event, occasion: str) -> None:
    """All of them or none: a petition of which somebody was told is not looked at again."""
    is_petitioners = event == WAITING_ENDS
    people = [pqrsd.mail_address] if is_petitioners else [user.email for user in staff_of(pqrsd)]
    for address in people:
        owe(event, recipient=address, about=pqrsd, occasion=occasion)
