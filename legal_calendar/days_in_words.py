"""Days as people read them. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta

from legal_calendar.legal_time import long_date


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
