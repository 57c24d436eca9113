"""Dates, hours and terms as people read them, in the legal time of Colombia. Pure functions."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LEGAL_TIME = ZoneInfo("America/Bogota")
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def long_date(moment: datetime | date) -> str:
    """«20 de noviembre de 2026», in the legal time of Colombia."""
    day = moment.astimezone(LEGAL_TIME) if isinstance(moment, datetime) else moment
    return f"{day.day} de {_MONTHS[day.month - 1]} de {day.year}"


def hour(moment: datetime) -> str:
    """«3:04 p. m.», in the legal time of Colombia, with spaces that do not break."""
    moment = moment.astimezone(LEGAL_TIME)
    half = "a.\xa0m." if moment.hour < 12 else "p.\xa0m."
    return f"{moment.hour % 12 or 12}:{moment.minute:02}\xa0{half}"


def instant(moment: datetime) -> str:
    """«20 de noviembre de 2026, 3:04 p. m.», in the legal time of Colombia."""
    return f"{long_date(moment)}, {hour(moment)}"


def english_date(moment: datetime | date) -> str:
    """«20 November 2026», in the legal time of Colombia."""
    day = moment.astimezone(LEGAL_TIME) if isinstance(moment, datetime) else moment
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


def english_hour(moment: datetime) -> str:
    """«3:04 pm», in the legal time of Colombia, with a space that does not break."""
    moment = moment.astimezone(LEGAL_TIME)
    return f"{moment.hour % 12 or 12}:{moment.minute:02}\xa0{'am' if moment.hour < 12 else 'pm'}"


def iso(moment: datetime) -> str:
    """«2026-11-20T15:04:00-05:00», as HTML's `time` takes it: seconds, and no part of one."""
    return moment.astimezone(LEGAL_TIME).isoformat(timespec="seconds")


def business_days(days: int) -> str:
    return "1 día hábil" if days == 1 else f"{days} días hábiles"


def until_due(days: int) -> str:
    """«Quedan 4 días hábiles», «Vence hoy», «Venció hace 1 día hábil» of so many days until it is due."""
    if days < 0:
        return f"Venció hace {business_days(-days)}"
    return f"{'Queda' if days == 1 else 'Quedan'} {business_days(days)}" if days else "Vence hoy"


def runs(reasons: Mapping[date, object], *, gap: timedelta) -> list[list[date]]:
    """The days in their order, together those that are at most `gap` apart and have the same reason."""
    runs: list[list[date]] = []
    for day in sorted(reasons):
        last = runs[-1][-1] if runs else None
        if last and reasons[last] == reasons[day] and day - last <= gap:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def span(run: list[date]) -> str:
    """«el 13 de julio de 2026», or «del 13 de julio de 2026 al 14 de julio de 2026»."""
    first, last = long_date(run[0]), long_date(run[-1])
    return f"el {first}" if first == last else f"del {first} al {last}"
