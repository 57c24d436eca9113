"""What is told on business days: before and after a term is over, to the staff and to the petitioner whose
own term ends; and the summary of the day, to whoever directs the work."""

from django.db import transaction
from django.db.models import Q

from expedientes.acts.assignment import staff_of
from expedientes.lights import Light, Lights
from ground.doors.explicit_permissions import holders_of
from ground.mails.events import Event
from ground.mails.models import Mail
from ground.mails.queue import owe
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import (
    DIGEST,
    DUE_SOON,
    DUE_TODAY,
    OVERDUE,
    WAITING_ENDS,
    WAITING_OVER,
    summarise,
)

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
    # With the partial indexes on the open ones, those that were closed, which are nearly all, are never
    # looked at.
    reminded = lights.calendar.after(lights.today, REMINDER_DAYS)
    is_near = Q(due_on__lte=lights.soon) | Q(waiting_until__lte=reminded)
    facts = "due_on", "waiting_until", "closed_at", "is_reserved", "assignee", "applicant"
    near = Pqrsd.objects.open().filter(is_near, pk__gt=after).only(*facts).order_by("pk")
    batch = list(near[:BATCH])
    warnings = {pqrsd: warning for pqrsd in batch if (warning := warning_of(pqrsd, lights))}
    told = Mail.objects.about(*warnings).filter(cancelled_at__isnull=True)
    known = set(told.values_list("subject_id", "event", "occasion"))
    for pqrsd, (event, occasion) in warnings.items():
        if (str(pqrsd.pk), event.name, occasion) in known:
            continue
        is_petitioners = event == WAITING_ENDS
        people = [pqrsd.mail_address] if is_petitioners else [user.email for user in staff_of(pqrsd)]
        # All of them or none: a petition of which somebody was told is not looked at again.
        with transaction.atomic():
            for address in people:
                owe(event, recipient=address, about=pqrsd, occasion=occasion)
    return batch[-1].pk if len(batch) == BATCH else None


def warning_of(pqrsd: Pqrsd, lights: Lights) -> tuple[Event, str] | None:
    """The warning that an open petition deserves today, with its occasion; None when it is far from its last
    day. Pure.

    A late one is told on the first business day after, and then once for each week.
    """
    today, calendar = lights.today, lights.calendar
    if until := pqrsd.waiting_until:
        if until < today:
            return WAITING_OVER, str(until)
        return (WAITING_ENDS, str(until)) if until <= calendar.after(today, REMINDER_DAYS) else None
    due_on, event = pqrsd.due_on, _BY_LIGHT.get(lights.of(pqrsd))
    if due_on is None or event != OVERDUE:
        return (event, str(due_on)) if event else None
    if due_on.year < calendar.first_year:  # years late: by the calendar of everybody
        weeks = (today - due_on).days // 7
    else:
        weeks = (calendar.days_between(due_on, today) - 1) // WEEK
    return OVERDUE, f"{due_on} {weeks}"


def owe_digests(lights: Lights | None = None) -> None:
    """Once a business day to each of them, the reserved petitions apart, and only when there is something to
    tell."""
    lights = lights or Lights.now()
    if not lights.calendar.is_business_day(lights.today):
        return
    for is_reserved, permission in ((False, "pqrsd.supervise_pqrsd"), (True, Pqrsd.desk.handle_reserved)):
        if summarise(is_reserved=is_reserved, lights=lights).is_worth_telling:
            occasion = f"{lights.today} {'reservadas' if is_reserved else 'ordinarias'}"
            for user in holders_of(permission):
                owe(DIGEST, recipient=user.email, occasion=occasion, is_reserved=is_reserved)
