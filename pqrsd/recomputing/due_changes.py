"""Why a petition is due on another day, as its petitioner reads it. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta

from pqrsd.deadlines import Term
from radicados.legal_time import long_date

OVER_A_WEEKEND = timedelta(days=3)


def explained(
    days: Mapping[date, tuple[str, str]],
    *,
    before: date,
    now: date,
    is_waiting: bool,
    new_term: Term | None = None,
) -> str:
    """«El 13 de julio de 2026 no cuenta (festivo: …). La nueva fecha límite de respuesta es el…»

    `days`: each day that changed, with the reason why it did not count and why it does not now.
    """
    parts = [_spoken(run, *days[run[0]]) for run in _runs(days)]
    if new_term:
        parts.append(f"Ahora rige un término de {new_term.days} días hábiles ({new_term.norm}).")
    if not parts:
        parts.append("Cambió el calendario de los días hábiles.")
    what = "El nuevo plazo para completar la petición" if is_waiting else "La nueva fecha límite de respuesta"
    return " ".join([*parts, f"{what} es el {long_date(now)}; antes era el {long_date(before)}."])


def _runs(days: Mapping[date, tuple[str, str]]) -> list[list[date]]:
    """Days that follow one another, weekends aside, for the same reason."""
    runs: list[list[date]] = []
    for day in sorted(days):
        last = runs[-1][-1] if runs else None
        if last and days[last] == days[day] and day - last <= OVER_A_WEEKEND:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _spoken(days: list[date], before: str, now: str) -> str:
    if len(days) == 1:
        span, verb = f"El {long_date(days[0])}", "cuenta"
    else:
        span, verb = f"Del {long_date(days[0])} al {long_date(days[-1])}", "cuentan"
    return f"{span} no {verb} ({now})." if now else f"{span} sí {verb} (antes no: {before})."
