"""The step that tells that a petition is due on another day, and why."""

from collections.abc import Mapping
from datetime import date, timedelta

from expedientes.acts.steps import add_step
from expedientes.models import Paso
from ground.mails.queue import owe
from legal_calendar.legal_time import business_days, long_date, runs, span
from pqrsd.deadlines import Term
from pqrsd.kinds import Step
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import DUE_CHANGED

OVER_A_WEEKEND = timedelta(days=3)


def tell_due_change(pqrsd: Pqrsd, *, before: date, now: date, **facts) -> Paso:
    """Write the step, with what `due_change_in_words` says of these and its other facts, and owe its mail to
    the petitioner, who was told the former day."""
    text = due_change_in_words(before=before, now=now, **facts)
    data = {"before": before.isoformat(), "now": now.isoformat()}
    step = add_step(pqrsd, Step.DUE_CHANGED, text=text, data=data)
    owe(DUE_CHANGED, recipient=pqrsd.mail_address, about=pqrsd, occasion=step.pk)
    return step


def due_change_in_words(
    days: Mapping[date, tuple[str, str]],
    *,
    before: date,
    now: date,
    is_waiting: bool,
    has_stopped: bool = False,
    new_term: Term | None = None,
) -> str:
    """«El 13 de julio de 2026 no cuenta (festivo: …). La nueva fecha límite de respuesta es el…»

    `days`: each day that changed, with the reason why it did not count and why it does not now.
    `has_stopped`: `before` was the day of an answer whose clock now waits for the petitioner.
    """
    parts = []
    for run in runs(days, gap=OVER_A_WEEKEND):
        was, why = days[run[0]]
        verb, when = "cuenta" if len(run) == 1 else "cuentan", span(run).capitalize()
        parts.append(f"{when} no {verb} ({why})." if why else f"{when} sí {verb} (antes no: {was}).")
    if new_term:
        parts.append(f"Ahora rige un término de {business_days(new_term.days)} ({new_term.norm}).")
    if not parts:
        parts.append("Cambió el calendario de los días hábiles.")
    if has_stopped:
        parts.append(
            f"El término se detuvo hasta que complete la petición: tiene plazo hasta el {long_date(now)}; "
            f"antes, la respuesta vencía el {long_date(before)}."
        )
    else:
        what = "El nuevo plazo para completar la petición" if is_waiting else "La nueva fecha límite de respuesta"
        parts.append(f"{what} es el {long_date(now)}; antes era el {long_date(before)}.")
    return " ".join(parts)
