"""Asking the petitioner to complete or clarify their petition: until when one may, why not, and how long they have.

Pure, as the clock itself (pqrsd/deadlines.py): the desk, the petitioner's page and the calculator ask the same.
"""

from datetime import date

from legal_calendar.days import Calendar, months_after
from legal_calendar.legal_time import business_days, long_date
from pqrsd.deadlines import Ground, Term

CLARIFICATION_NORM = "CPACA, artículo 19"


def last_day_to_request_completion(term: Term, effective_on: date, calendar: Calendar) -> date | None:
    """Within the ten days that follow the filing (CPACA, art. 17); of a claim about personal data, five (Ley
    1581 de 2012, art. 15). None where the norm sets no limit."""
    return calendar.after(effective_on, term.ask_days) if term.ask_days else None


def is_clarified(term: Term, ground: str) -> bool:
    """Whether it is returned because nobody understands it, where its norm knows that (CPACA, art. 19)."""
    return ground == Ground.UNCLEAR and term.clarification_days is not None


def completion_norm(term: Term, ground: str) -> str:
    """What gives the petitioner their time."""
    return CLARIFICATION_NORM if is_clarified(term, ground) else term.completion_norm


def asking_refusal(
    term: Term, effective_on: date, due_on: date | None, calendar: Calendar, *, today: date, ground: str
) -> str:
    """Why the petitioner of what is due on that day cannot be asked today to complete it; "" when they can.

    Never after the term, because a clock that ran out is not stopped, and within the days that the norm gives;
    what is not understood, later, too, where it is clarified.
    """
    if due_on and today > due_on:
        return f"El término para responder venció el {long_date(due_on)}: ya no se puede detener ({term.norm})."
    last = last_day_to_request_completion(term, effective_on, calendar)
    if last and today > last and not is_clarified(term, ground):
        return (
            f"Solo se podía pedir hasta el {long_date(last)}, {business_days(term.ask_days or 0)} después de la "
            f"radicación ({term.completion_norm})."
        )
    return ""


def more_time_refusal(term: Term, until: date, *, today: date, ground: str, already_extended: bool) -> str:
    """Why whoever has until that day to complete it cannot ask today for more time; "" when they can.

    Only for what has to be completed, where the norm gives more time, once, and not once it is late.
    """
    norm = completion_norm(term, ground)
    if is_clarified(term, ground):
        return f"El plazo para aclarar una petición no se amplía ({norm})."
    if not term.is_completion_extendable:
        return f"El plazo para completarla no se amplía ({norm})."
    if already_extended:
        return f"El plazo ya se amplió una vez; va hasta el {long_date(until)} ({norm})."
    if today > until:
        return (
            f"El plazo para completarla venció el {long_date(until)} y solo se amplía antes de vencer ({norm}). "
            "Mientras el caso siga abierto, todavía se puede completar la petición."
        )
    return ""


def completion_due_on(
    term: Term,
    asked_on: date,
    calendar: Calendar,
    *,
    is_extended: bool = False,
    ground: str = Ground.INCOMPLETE,
) -> date:
    """The petitioner's last day to complete or to clarify; after it the petition lapses.

    One month, which they may extend once by an equal one (CPACA, art. 17); of a claim about personal data,
    two, without extension (Ley 1581 de 2012, art. 15). Months are calendar ones, end on the day of the same
    number (on the month's last when it has none), and when that is no business day, on the next (Ley 4 de
    1913, arts. 59 and 62). What is not understood, ten days, without extension (CPACA, art. 19).
    """
    if is_clarified(term, ground):
        return calendar.after(asked_on, term.clarification_days or 0)
    is_longer = is_extended and term.is_completion_extendable
    return calendar.on_or_after(months_after(asked_on, term.completion_months * (1 + is_longer)))
