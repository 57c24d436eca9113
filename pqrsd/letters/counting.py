"""How a due date was computed, in words. Pure."""

from collections.abc import Iterable
from datetime import date

from legal_calendar.days import Day
from pqrsd.deadlines import Deadline
from radicados.legal_time import long_date

WEEKEND = frozenset({"sábado", "domingo"})


def explained(deadline: Deadline, effective_on: date) -> str:
    """«15 días hábiles (norma), desde el día hábil siguiente al 11 de mayo de 2020. No se cuentan…»"""
    counted = sum(day.number is not None for day in deadline.trace)
    return (
        f"{counted} días hábiles ({deadline.term.norm}), contados desde el día hábil siguiente al "
        f"{long_date(effective_on)}. {_skipped(deadline.trace)}"
    ).strip()


def _skipped(trace: Iterable[Day]) -> str:
    skipped = [day for day in trace if day.number is None]
    parts = [f"{len(weekend)} sábados y domingos"] if (weekend := _weekend(skipped)) else []
    parts += [f"el {long_date(day.date)} ({day.reason})" for day in skipped if day.reason not in WEEKEND]
    return f"No se cuentan: {'; '.join(parts)}." if parts else ""


def _weekend(days: list[Day]) -> list[Day]:
    return [day for day in days if day.reason in WEEKEND]
