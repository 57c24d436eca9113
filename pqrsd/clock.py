"""The legal clock of a stored petition: rows into deadlines, and their dates back onto the petition."""

from datetime import datetime

from django.conf import settings

from legal_calendar.days import Calendar
from pqrsd.completing import completion_due_on
from pqrsd.deadlines import Deadline, Facts, Stop, effective_on, governing_term, reckon
from pqrsd.models import Pqrsd, Termino


def start(pqrsd: Pqrsd, *, received_at: datetime, calendar: Calendar, calendar_version: str) -> Deadline:
    """Date a new petition: reception, effective day, term in force and when it is due. Writes nothing."""
    pqrsd.received_at = received_at
    pqrsd.effective_on = effective_on(received_at, calendar=calendar, cutoff=settings.PQRSD_CUTOFF)
    return restart(pqrsd, calendar=calendar, calendar_version=calendar_version)


def restart(pqrsd: Pqrsd, *, calendar: Calendar, calendar_version: str) -> Deadline:
    """The same for a petition whose kind or calendar changed. Writes only until when the petitioner may hand
    in what they were asked for and have not."""
    rows = {row.term: row for row in Termino.objects.filter(kind=pqrsd.kind)}
    term = governing_term(tuple(rows), kind=pqrsd.kind, facts=facts_of(pqrsd), calendar=calendar)
    pqrsd.termino = rows[term]
    for asked in pqrsd.completion_requests.filter(completed_on=None) if pqrsd.pk else ():
        asked.due_on = completion_due_on(
            term, asked.requested_on, calendar, is_extended=asked.extended_at is not None, ground=asked.ground
        )
        asked.save(update_fields=["due_on"])
    deadline = deadline_of(pqrsd, calendar)
    pqrsd.initial_due_on = deadline.initial_due_on
    pqrsd.calendar_version = calendar_version
    set_due(pqrsd, deadline)
    return deadline


def deadline_of(pqrsd: Pqrsd, calendar: Calendar) -> Deadline:
    """When a petition is due, and every day that was counted or skipped on the way."""
    return reckon(pqrsd.termino.term, facts_of(pqrsd), calendar)


def facts_of(pqrsd: Pqrsd) -> Facts:
    """What happened to its clock."""
    requests = pqrsd.completion_requests.all() if pqrsd.pk else ()
    stops = tuple(Stop(request.requested_on, request.completed_on) for request in requests)
    return Facts(pqrsd.effective_on, stops, pqrsd.extension_days, pqrsd.is_about_rights)


def set_due(pqrsd: Pqrsd, deadline: Deadline) -> None:
    """Copy the deadline: a due date, or while the clock is stopped the petitioner's own term."""
    pqrsd.due_on = deadline.due_on
    pqrsd.waiting_until = None if deadline.due_on else pqrsd.completion_requests.get(completed_on=None).due_on
