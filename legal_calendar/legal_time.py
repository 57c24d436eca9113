"""Dates and hours as people read them, in the legal time of Colombia. Pure functions."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LEGAL_TIME = ZoneInfo("America/Bogota")
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
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
