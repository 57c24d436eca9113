"""Where a petition stands, in the words of its petitioner."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from legal_calendar.days import Calendar, UncoveredYearError
from legal_calendar.legal_time import business_days, until_due
from legal_calendar.stored import current_calendar
from pqrsd.clock import deadline_of
from pqrsd.deadlines import Deadline, days_elapsed, days_left, delivery_due_on_after_silence
from pqrsd.kinds import Kind, Outcome
from pqrsd.models import Pqrsd

# The class of `.status` in the style sheet: each has its own icon, so that colour is not alone.
_DONE, _RUNNING, _LATE, _VOID = "issued", "pending", "failed", "annulled"


@dataclass(frozen=True)
class State:
    words: str
    look: str


@dataclass(frozen=True)
class Standing:
    """State, dates and business days of a case as of today, or of the day on which it was closed.

    `left` is None while the clock waits for the petitioner, and negative once the term is over. When nobody
    answered a request for information in time, it counts as granted, and its copies are due on `copies_on`.
    """

    state: State
    deadline: Deadline
    elapsed: int
    left: int | None
    copies_on: date | None = None

    @property
    def total(self) -> int:
        return self.elapsed + max(self.left or 0, 0)

    @property
    def days_given(self) -> int:
        """The whole term, without what an extension added."""
        return self.deadline.term.days

    @property
    def days_late(self) -> int:
        return max(-(self.left or 0), 0)


def standing_of(pqrsd: Pqrsd) -> Standing:
    calendar = current_calendar()
    deadline = deadline_of(pqrsd, calendar)
    day = timezone.localdate(pqrsd.closed_at) if pqrsd.closed_at else timezone.localdate()
    return Standing(
        state=state_of(pqrsd, timezone.localdate()),
        deadline=deadline,
        elapsed=days_elapsed(deadline, day, calendar),
        left=days_left(deadline, day, calendar),
        copies_on=_copies_on(pqrsd, deadline, day, calendar),
    )


def _copies_on(pqrsd: Pqrsd, deadline: Deadline, today: date, calendar: Calendar) -> date | None:
    is_late = pqrsd.is_open and deadline.due_on and deadline.due_on < today
    if pqrsd.kind != Kind.INFORMATION or not is_late:
        return None
    return delivery_due_on_after_silence(deadline, calendar)


ANNULLED = State(str(Outcome.ANNULLED.label), _VOID)


def state_of(pqrsd: Pqrsd, today: date) -> State:
    if not pqrsd.is_open:
        return State(pqrsd.get_outcome_display(), _look_of(pqrsd.outcome))
    if pqrsd.is_waiting:
        return State("Esperando que usted la complete", _LATE)
    if pqrsd.due_on and pqrsd.due_on < today:
        return State("Vencida: la respuesta está demorada", _LATE)
    if pqrsd.extended_at:
        return State("Prorrogada", _RUNNING)
    is_new = pqrsd.assignee_id is None and pqrsd.version <= 1
    return State("Radicada", _RUNNING) if is_new else State("En trámite", _RUNNING)


def _look_of(outcome: str) -> str:
    return _DONE if outcome in {Outcome.ANSWERED, Outcome.TRANSFERRED} else _VOID


def time_left(pqrsd: Pqrsd, today: date, calendar: Calendar) -> str:
    """«Quedan 3 días hábiles», and the like, from the stored dates alone: for lists. "" when it is closed, or
    the calendar does not reach it."""
    last_day = pqrsd.due_on or pqrsd.waiting_until
    if last_day is None or not pqrsd.is_open:
        return ""
    try:
        left = calendar.days_between(today, last_day)
    except UncoveredYearError:
        return ""
    return _waiting(left) if pqrsd.is_waiting else until_due(left)


def _waiting(left: int) -> str:
    if left < 0:
        return "Pasó el plazo para completarla; todavía puede hacerlo"
    return f"Tiene {business_days(left)} para completarla" if left else "Hoy vence el plazo para completarla"
