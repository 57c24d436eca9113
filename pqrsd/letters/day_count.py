"""How a due date was computed, in words. Pure."""

from datetime import date, datetime, timedelta

from legal_calendar.days_in_words import runs, span
from legal_calendar.legal_time import LEGAL_TIME, long_date
from pqrsd.deadlines import Deadline

WEEKEND = frozenset({"sábado", "domingo"})
ONE_DAY = timedelta(days=1)


def day_count_in_words(deadline: Deadline, effective_on: date) -> str:
    """«15 días hábiles (norma) y 5 de prórroga, contados desde el día hábil siguiente al… No se cuentan…»"""
    counted = sum(day.number is not None for day in deadline.trace)
    extension = counted - deadline.term.days
    more = f" y {extension} de prórroga" if extension > 0 else ""
    uncounted = [day for day in deadline.trace if day.number is None]
    weekend = sum(day.reason in WEEKEND for day in uncounted)
    parts = [f"{weekend} sábados y domingos"] if weekend else []
    reasons = {day.date: day.reason for day in uncounted if day.reason not in WEEKEND}
    parts += [f"{span(run)} ({reasons[run[0]]})" for run in runs(reasons, gap=ONE_DAY)]
    skipped = f"No se cuentan: {'; '.join(parts)}." if parts else ""
    return (
        f"{deadline.term.days} días hábiles ({deadline.term.norm}){more}, contados desde el día hábil "
        f"siguiente al {long_date(effective_on)}. {skipped}"
    ).strip()


def deferral_in_words(received_at: datetime, effective_on: date) -> str:
    """Why it does not count from the day on which it was received; "" when it does."""
    if effective_on == received_at.astimezone(LEGAL_TIME).date():
        return ""
    return (
        "Como llegó en un día no hábil o después de la hora de corte, cuenta como recibida el "
        f"{long_date(effective_on)}. "
    )
