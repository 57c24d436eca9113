"""The legal clock of a petition (CPACA, Ley 1437 de 2011, arts. 13 to 33, as replaced by Ley 1755 de 2015; of
one about personal data, Ley 1581 de 2012, arts. 14 and 15, which go before it: CPACA, art. 14).

Pure: everything it needs is given, the calendar and today included, and every result carries its trace. The
terms themselves are dated rows (`Term`), each with its norms: a new law is a new row. Terms count business
days from the day after the one on which the petition was effectively received (Ley 4 de 1913, art. 62).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from legal_calendar.days import Calendar, Day, IncompleteTablesError, days_after
from legal_calendar.legal_time import LEGAL_TIME, long_date

DELIVERY_DAYS = 3  # art. 14, numeral 1

STOPPED = "reloj detenido: se pidió completar o aclarar la petición"
RESTARTED = "no cuenta: el término empezó de nuevo al completarse la petición"


class NoTermError(IncompleteTablesError):
    """No row says how long an answer to the kind may take on that date."""


class Resumption(StrEnum):
    """What the completion of a petition does to its clock: CPACA, art. 17, only says «se reactivará», and Ley
    1581 de 2012, art. 15, nothing. A claim that RUNS is worked to the date counted from its reception, which
    is the safe one, unless it had passed before the claim was complete.
    """

    CONTINUES = "continua"
    RESTARTS = "reinicia"
    RUNS = "corre"


class Ground(StrEnum):
    """Why the petitioner was asked for something: it lacks it, or it is not understood (CPACA, art. 19)."""

    INCOMPLETE = "incompleta"
    UNCLEAR = "oscura"


@dataclass(frozen=True)
class Term:
    """How many business days a norm gives from a date, how many more when it is extended, and how a petition
    under it is completed and transferred.

    It may be asked for within `ask_days` business days (None: until it is due), and the petitioner then has
    `completion_months`; 0: asking neither stops the clock nor ends the petition. Without `clarification_days`
    what is not understood is completed like the rest. With `lapses_by_act` giving up by silence is decreed,
    notified and open to recourse. With `covers_running` the row also takes over the petitions that were still
    running when it came into force. One that `spares_rights` is not of petitions about the effectiveness of other
    fundamental rights, which keep the term that there was.
    """

    kind: str
    days: int
    extension_days: int
    norm: str
    valid_from: date
    ask_days: int | None
    completion_months: int
    is_completion_extendable: bool
    lapses_by_act: bool
    completion_norm: str
    clarification_days: int | None
    transfer_days: int
    transfer_norm: str
    covers_running: bool = False
    resumption: Resumption = Resumption.CONTINUES
    spares_rights: bool = False


@dataclass(frozen=True)
class Stop:
    """A request to complete and the day on which it was satisfied; None while it has not been."""

    requested_on: date
    completed_on: date | None = None

    def __post_init__(self) -> None:
        if self.completed_on and self.completed_on < self.requested_on:
            raise ValueError("A petition cannot be completed before that was asked.")

    def holds(self, day: date) -> bool:
        """Neither the day of the request nor the day of the completion counts."""
        return self.requested_on <= day and (self.completed_on is None or day <= self.completed_on)


@dataclass(frozen=True)
class Facts:
    """What happened to a petition, as far as its clock is concerned."""

    effective_on: date
    stops: tuple[Stop, ...] = ()
    extension_days: int = 0
    is_about_rights: bool = False  # about the effectiveness of fundamental rights other than that of petition


@dataclass(frozen=True)
class Deadline:
    """The last day to answer in time; None while the clock is stopped.

    `initial_due_on` is what it would be without stops or extension. The trace has every day from the one
    after reception to the last one, numbered or with the reason why it does not count; while the clock is
    stopped it ends on the day of the request. `from_completion_on` is the other reading of the law on a claim
    that was completed: its term counted whole from then; None when there is nothing else to read.
    """

    due_on: date | None
    initial_due_on: date
    term: Term
    trace: tuple[Day, ...]
    from_completion_on: date | None = None


# --- When it starts, and under which norm --------------------------------------------------------------
def effective_on(received_at: datetime, *, calendar: Calendar, cutoff: time | None) -> date:
    """The day on which a petition counts as received, in the legal time of Colombia (CPACA, art. 54).

    The same one when it is a business day and the hour is not past the cut-off; else the next business day.
    No cut-off, like 00:00, is midnight: the whole day. What arrives at the cut-off is in time.
    """
    if received_at.tzinfo is None:
        raise ValueError("The instant of reception needs its time zone.")
    local = received_at.astimezone(LEGAL_TIME)
    is_late = cutoff is not None and cutoff != time.min and local.time() > cutoff
    return calendar.on_or_after(local.date() + timedelta(days=is_late))


def governing_term(terms: Iterable[Term], *, kind: str, facts: Facts, calendar: Calendar) -> Term:
    """The row that governs a petition of the kind to which that happened; raises NoTermError.

    It is the latest one in force on the effective day. A later row that covers what is running takes over
    when it comes into force while the petition, under the former row, is not yet overdue: nor is one whose
    clock is stopped then (Decreto Legislativo 491 de 2020, art. 5: «peticiones que se encuentren en curso»). A row
    that spares petitions about other fundamental rights governs none of them (the same article, paragraph).
    """
    of_kind = (term for term in terms if term.kind == kind and not (term.spares_rights and facts.is_about_rights))
    rows = sorted(of_kind, key=lambda term: term.valid_from)
    governing = None
    for row in rows:
        governs = row.valid_from <= facts.effective_on
        if not governs and governing and row.covers_running:
            granted = min(facts.extension_days, governing.extension_days)
            due_on = reckon(governing, replace(facts, extension_days=granted), calendar).due_on
            governs = due_on is None or row.valid_from <= due_on
        if governs:
            governing = row
    if governing is None:
        raise NoTermError(f"Ningún término rige el {long_date(facts.effective_on)} para esa clase de petición.")
    return governing


# --- When it ends ---------------------------------------------------------------------------------------
def reckon(term: Term, facts: Facts, calendar: Calendar) -> Deadline:
    """When a petition is due (CPACA, art. 14), with its stops (art. 17) and its extension (art. 14, par.)."""
    initial_due_on = calendar.after(facts.effective_on, term.days)
    stops = facts.stops if term.completion_months else ()
    runs = term.resumption == Resumption.RUNS
    holding = tuple(stop for stop in stops if not (runs and stop.completed_on))
    trace = _count(term, replace(facts, stops=holding), calendar)
    due_on, from_completion_on = trace[-1].date if trace[-1].number else None, None
    if runs and stops and due_on:
        restarting = replace(term, resumption=Resumption.RESTARTS)
        afresh = _count(restarting, facts, calendar)
        from_completion_on = afresh[-1].date
        if initial_due_on < max(stop.completed_on for stop in stops if stop.completed_on):
            trace, due_on = afresh, from_completion_on
    return Deadline(due_on, initial_due_on, term, tuple(trace), from_completion_on)


def _count(term: Term, facts: Facts, calendar: Calendar) -> list[Day]:
    """Every day to the last one, whose number is the whole term's; while it is stopped, to the request."""
    total = term.days + facts.extension_days
    trace: list[Day] = []
    number = 0
    for day in days_after(facts.effective_on):
        if number == total:
            break
        # Of several stops, the one that holds the clock longest.
        holding = [stop for stop in facts.stops if stop.holds(day)]
        if stop := max(holding, key=lambda stop: stop.completed_on or date.max, default=None):
            trace.append(Day(day, None, STOPPED))
            if stop.completed_on is None:
                break
            if day == stop.completed_on and term.resumption == Resumption.RESTARTS:
                void = [replace(each, number=None, reason=RESTARTED) if each.number else each for each in trace]
                trace, number = void, 0
            continue
        reason = calendar.why_skipped(day)
        number += not reason
        trace.append(Day(day, None if reason else number, reason))
    return trace


def days_elapsed(deadline: Deadline, today: date, calendar: Calendar) -> int:
    """Business days that counted until today, today included; past the last one they go on."""
    counted = sum(1 for day in deadline.trace if day.number and day.date <= today)
    if deadline.due_on and today > deadline.due_on:
        counted += calendar.days_between(deadline.due_on, today)
    return counted


def days_left(deadline: Deadline, today: date, calendar: Calendar) -> int | None:
    """Business days after today and up to the last one: 0 on it, negative after; None while stopped."""
    if deadline.due_on is None:
        return None
    if today > deadline.due_on:
        return -calendar.days_between(deadline.due_on, today)
    return sum(1 for day in deadline.trace if day.number and day.date > today)


def delivery_due_on_after_silence(deadline: Deadline, calendar: Calendar) -> date | None:
    """Information that was not answered in time counts as granted, and its copies are due within the next
    three days (art. 14, numeral 1); None while the clock is stopped.
    """
    return calendar.after(deadline.due_on, DELIVERY_DAYS) if deadline.due_on else None


# --- Transferring -------------------------------------------------------------------------------------
def last_day_to_transfer(term: Term, effective_on: date, calendar: Calendar) -> date:
    """To whoever is competent, within the five days that follow the reception (CPACA, art. 21); of a claim
    about personal data, two (Ley 1581 de 2012, art. 15)."""
    return calendar.after(effective_on, term.transfer_days)


# --- Extending ------------------------------------------------------------------------------------------
def last_day_of_extension(term: Term, facts: Facts, calendar: Calendar) -> date | None:
    """When the petition would be due with the longest extension; None while the clock is stopped."""
    longest = replace(facts, extension_days=term.extension_days)
    return reckon(term, longest, calendar).due_on


def extension_refusal(term: Term, due_on: date | None, *, today: date, already_extended: bool, days: int) -> str:
    """Why the term of what is due on that day (None: its clock is stopped) cannot be extended by so many days
    today; "" when it can be.

    Before it expires, once, within the limit and with the clock running (art. 14, par.). The norm that gives
    a term says how it is extended, so that norm is the one to cite.
    """
    longest = term.extension_days
    if already_extended:
        reason = "el término ya se amplió una vez"
    elif not longest:
        reason = "este término no se puede ampliar"
    elif due_on is None:
        reason = "el reloj está detenido mientras se completa la petición"
    elif today > due_on:
        reason = f"el término venció el {long_date(due_on)} y solo se amplía antes de vencer"
    elif not 1 <= days <= longest:
        reason = f"se puede ampliar {'un día hábil' if longest == 1 else f'entre 1 y {longest} días hábiles'}"
    else:
        return ""
    return f"No es posible ampliarlo: {reason} ({term.norm})."
