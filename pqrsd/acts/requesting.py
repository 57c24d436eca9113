"""Asking the petitioner to complete the petition, or to clarify it (CPACA, arts. 17 and 19; Ley 1581 de 2012,
arts. 14 and 15)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from legal_calendar.days import Calendar
from legal_calendar.legal_time import long_date
from legal_calendar.stored import current_calendar
from pqrsd.acts.sending import send_letter, write_letter
from pqrsd.acts.steps import ActRefusedError, locked_open
from pqrsd.deadlines import Ground, completion_due_on, last_day_to_request_completion
from pqrsd.letters.completion_request import compose
from pqrsd.models import CaseEvent, CompletionRequest, Pqrsd
from radicados.letters import Letter

DOCUMENT_KIND = "Solicitud de completar una petición"


@transaction.atomic(durable=True)
def request_completion(*, pk: int, version: int, ground: str, text: str, by, request=None) -> CaseEvent:
    """Ask for it, by a letter, and stop the clock unless the norm lets it run.

    Raises ActRefusedError, StaleError and NoSignatoryError.
    """
    pqrsd = locked_open(pk, version=version)
    letter, due_on = _drafted(pqrsd, ground, text)
    if due_on:
        pqrsd.due_on, pqrsd.waiting_until = None, due_on
    event = write_letter(
        pqrsd,
        CaseEvent.Kind.COMPLETION_REQUESTED,
        letter,
        document_kind=DOCUMENT_KIND,
        by=by,
        text=text,
        data={"ground": ground, "due_on": due_on and due_on.isoformat()},
    )
    if due_on:
        CompletionRequest.objects.create(
            pqrsd=pqrsd, ground=ground, requested_on=timezone.localdate(), due_on=due_on, event=event
        )
    return send_letter(pqrsd, event, request=request)


def completion_letter(pqrsd: Pqrsd, *, ground: str, text: str) -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    return _drafted(pqrsd, ground, text)[0]


def completion_refusal(pqrsd: Pqrsd, *, ground: str, today: date, calendar: Calendar) -> str:
    """Why the petitioner cannot be asked any more; "" when they can be.

    Within the days that the norm gives, and never after the term: a clock that ran out is not stopped.
    """
    term = pqrsd.termino.term
    last = last_day_to_request_completion(term, pqrsd.effective_on, calendar)
    if pqrsd.is_waiting:
        return f"Ya se le pidió: el reloj está detenido hasta el {long_date(pqrsd.waiting_until)}."
    if today > pqrsd.due_on:
        return f"El término para responder venció el {long_date(pqrsd.due_on)}: ya no se puede detener."
    if last and today > last and not (ground == Ground.UNCLEAR and term.clarification_days):
        return (
            f"Solo se podía pedir hasta el {long_date(last)}, {term.ask_days} días hábiles después de la "
            f"radicación ({term.completion_norm}). Responda con lo que hay."
        )
    return ""


def _drafted(pqrsd: Pqrsd, ground: str, text: str) -> tuple[Letter, date | None]:
    """The letter, and the petitioner's last day; None when nothing waits for them."""
    today, calendar = timezone.localdate(), current_calendar()
    if refusal := completion_refusal(pqrsd, ground=ground, today=today, calendar=calendar):
        raise ActRefusedError(refusal)
    term = pqrsd.termino.term
    due_on = completion_due_on(term, today, calendar, ground=ground) if term.completion_months else None
    return compose(pqrsd, ground=ground, text=text, due_on=due_on), due_on
