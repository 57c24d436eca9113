"""«¿Cuándo me responden?»: what the clock says about a petition that need not exist. Pure.

The clock itself is pqrsd/deadlines.py; here are the question as people ask it and the answer as they read it.
"""

from calendar import Calendar as Almanac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from legal_calendar.days import Calendar, Day
from legal_calendar.legal_time import LEGAL_TIME, hour, long_date
from pqrsd.completing import asking_refusal, completion_due_on, completion_norm, is_clarified, more_time_refusal
from pqrsd.deadlines import (
    RESTARTED,
    STOPPED,
    Deadline,
    Facts,
    Ground,
    NoTermError,
    Stop,
    Term,
    delivery_due_on_after_silence,
    effective_on,
    extension_refusal,
    governing_term,
    last_day_of_extension,
    reckon,
)
from pqrsd.kinds import Kind

WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
# What a day that does not count says in the little room of a calendar, by the beginning of its reason.
SHORT_REASONS = {"festivo": "fest.", "términos": "susp.", STOPPED: "pausa", RESTARTED: "anula"}


class ImpossibleError(Exception):
    """What is asked cannot have happened; `fact` is what of the Question is at fault."""

    def __init__(self, fact: str, message: str):
        super().__init__(message)
        self.fact = fact


@dataclass(frozen=True)
class Question:
    """A kind and when it was received; perhaps when and why it was to be completed, when more time was asked for
    that, when it was completed, and its extension."""

    kind: str
    received_on: date
    received_time: time | None = None
    asked_on: date | None = None
    asked_for: str = Ground.INCOMPLETE
    more_time_on: date | None = None
    completed_on: date | None = None
    extension_days: int = 0
    is_about_rights: bool = False

    @property
    def received_at(self) -> datetime:
        """Without an hour, the first one of the day."""
        return datetime.combine(self.received_on, self.received_time or time.min, LEGAL_TIME)

    @property
    def stops(self) -> tuple[Stop, ...]:
        return (Stop(self.asked_on, self.completed_on),) if self.asked_on else ()


@dataclass(frozen=True)
class Cell:
    """A day of a month: how it looks (`state`), what it says in short (`mark`) and in full (`said`)."""

    date: date
    state: str = ""
    mark: str = ""
    said: str = ""


@dataclass(frozen=True)
class Month:
    """A month and its weeks from Monday to Sunday; None is a day of another month."""

    name: str
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True)
class Estimate:
    """When the answer is due, why, and what else follows from it."""

    question: Question
    deadline: Deadline
    effective_on: date
    effective_why: str
    extendable_until: date | None
    complete_by: date | None
    delivery_due_on: date | None

    @property
    def counted_days(self) -> int:
        return sum(day.number is not None for day in self.deadline.trace)

    @property
    def asks_more_time(self) -> bool:
        """Whether the petitioner may still ask for more time to complete it."""
        return _may_have_more_time(self.question, self.deadline.term)

    @property
    def completion_norm(self) -> str:
        return completion_norm(self.deadline.term, self.question.asked_for)

    @property
    def skipped_days(self) -> int:
        return len(self.deadline.trace) - self.counted_days

    @property
    def kind_name(self) -> str:
        return Kind(self.question.kind).label

    @property
    def lines(self) -> list[tuple[str, Day]]:
        """Every day after the effective one, with its name."""
        return [(named(day.date), day) for day in self.deadline.trace]

    @property
    def months(self) -> list[Month]:
        """The months from the reception to the last day, each day with what it is."""
        cells = {}
        for day in self.deadline.trace:
            if day.number is not None:
                cell = Cell(day.date, "counted", f"día {day.number}", f"cuenta: día hábil {day.number}")
            else:
                short = next((mark for start, mark in SHORT_REASONS.items() if day.reason.startswith(start)), "")
                cell = Cell(day.date, "skipped", short, day.reason)
            cells[day.date] = cell
        # The days that have a name hide what their day would say otherwise.
        received, effective = self.question.received_on, self.effective_on
        cells[received] = Cell(received, "start", "llega", "se recibió")
        mark = "llega" if received == effective else "efect."
        cells[effective] = Cell(effective, "start", mark, "se cuenta como recibida: este día no se cuenta")
        if due_on := self.deadline.due_on:
            said = f"último día para responder: día hábil {self.counted_days}"
            cells[due_on] = Cell(due_on, "due", "vence", said)
        months = []
        for first in sorted({day.replace(day=1) for day in cells}):
            weeks = tuple(
                tuple(cells.get(day, Cell(day)) if day.month == first.month else None for day in week)
                for week in Almanac().monthdatescalendar(first.year, first.month)
            )
            months.append(Month(long_date(first).partition(" de ")[2].capitalize(), weeks))
        return months


def named(day: date) -> str:
    """«lunes 11 de mayo de 2020»."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


# --- The answer -----------------------------------------------------------------------------------------
def estimate(question: Question, *, terms: Iterable[Term], calendar: Calendar, cutoff: time | None = None) -> Estimate:
    """What the clock says; raises ImpossibleError, NoTermError and UncoveredYearError."""
    for day in (question.received_on, question.asked_on, question.more_time_on, question.completed_on):
        if day:
            calendar.why_skipped(day)  # raises for a day of a year without holidays
    start = effective_on(question.received_at, calendar=calendar, cutoff=cutoff)
    facts = Facts(start, question.stops, question.extension_days, question.is_about_rights)
    term = governing_term(terms, kind=question.kind, facts=facts, calendar=calendar)
    complete_by = _complete_by(question, term, facts, calendar) if question.asked_on else None
    if days := question.extension_days:
        due_on = reckon(term, replace(facts, extension_days=0), calendar).due_on
        if refusal := extension_refusal(term, due_on, today=start, already_extended=False, days=days):
            raise ImpossibleError("extension_days", refusal)
    # Why it is not effective on the day on which it was received.
    effective_why = ""
    if start != question.received_on:
        if reason := calendar.why_skipped(question.received_on):
            effective_why = f"el {named(question.received_on)} no es hábil ({reason})"
        else:
            last = datetime.combine(question.received_on, cutoff, LEGAL_TIME)
            effective_why = f"llegó después de las {hour(last)}, la hora de corte"
    deadline = reckon(term, facts, calendar)
    is_information = question.kind == Kind.INFORMATION
    return Estimate(
        question=question,
        deadline=deadline,
        effective_on=start,
        effective_why=effective_why,
        extendable_until=last_day_of_extension(term, facts, calendar) if term.extension_days else None,
        complete_by=None if deadline.due_on else complete_by,
        delivery_due_on=delivery_due_on_after_silence(deadline, calendar) if is_information else None,
    )


def terms_on(day: date, *, terms: Iterable[Term], calendar: Calendar) -> list[tuple[Kind, Term]]:
    """The term of each kind for what is effectively received that day; kinds without any are left out."""
    terms, found = tuple(terms), []
    for kind in Kind:
        try:
            found.append((kind, governing_term(terms, kind=kind, facts=Facts(day), calendar=calendar)))
        except NoTermError:
            continue
    return found


def _complete_by(question: Question, term: Term, facts: Facts, calendar: Calendar) -> date:
    """The petitioner's last day to complete it, as what they say makes it; raises ImpossibleError where the desk
    would refuse, in its words."""
    asked_on, ground = question.asked_on, question.asked_for
    if not term.completion_months:
        raise ImpossibleError("asked_on", f"Pedirle que la complete no detiene este plazo ({term.completion_norm}).")
    due_on = reckon(term, replace(facts, stops=()), calendar).due_on
    if refusal := asking_refusal(term, facts.effective_on, due_on, calendar, today=asked_on, ground=ground):
        raise ImpossibleError("asked_on", refusal)
    until, norm = completion_due_on(term, asked_on, calendar, ground=ground), completion_norm(term, ground)
    if question.more_time_on:
        refusal = more_time_refusal(term, until, today=question.more_time_on, ground=ground, already_extended=False)
        if refusal:
            raise ImpossibleError("more_time_on", refusal)
        until = completion_due_on(term, asked_on, calendar, is_extended=True, ground=ground)
    if question.completed_on and question.completed_on > until:
        unless = ", y no pidió antes otro plazo igual" if _may_have_more_time(question, term) else ""
        raise ImpossibleError(
            "completed_on",
            f"El plazo para completarla venció el {long_date(until)}{unless}: desde entonces se archiva, y puede "
            f"presentarse de nuevo ({norm}). Solo sirve completarla después si el caso sigue abierto.",
        )
    return until


def _may_have_more_time(question: Question, term: Term) -> bool:
    """Whether more time to complete it exists, and was not asked for."""
    is_given = term.is_completion_extendable and not is_clarified(term, question.asked_for)
    return is_given and question.more_time_on is None
