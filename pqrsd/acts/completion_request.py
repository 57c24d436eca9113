"""Asking the petitioner to complete the petition, or to clarify it (CPACA, arts. 17 and 19; Ley 1581 de 2012,
arts. 14 and 15)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from expedientes.acts.outgoing import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, closed_refusal, locked_for
from expedientes.models import Paso
from legal_calendar.legal_time import long_date
from legal_calendar.stored import current_calendar
from pqrsd.acts.completion import open_request
from pqrsd.deadlines import Ground, completion_due_on, last_day_to_request_completion
from pqrsd.kinds import Step
from pqrsd.letters.completion_request import compose_completion_request
from pqrsd.models import CompletionRequest, Pqrsd
from radicados.letters import Letter


@transaction.atomic(durable=True)
def request_completion(*, pk: int, version: int, ground: str, text: str, by, request=None) -> Paso:
    """Ask for it, by a letter, and stop the clock unless the norm lets it run.

    Raises ActRefusedError, StaleError and NoSignatoryError.
    """
    pqrsd = locked_for(refusal, Pqrsd, pk, version=version)
    letter, due_on = _drafted(pqrsd, ground, text)
    if due_on:
        pqrsd.due_on, pqrsd.waiting_until = None, due_on
    step = write_letter(
        pqrsd,
        Step.COMPLETION_REQUESTED,
        letter,
        document_kind="Solicitud de completar una petición",
        by=by,
        text=text,
        data={"ground": ground, "due_on": due_on and due_on.isoformat()},
    )
    if due_on:
        CompletionRequest.objects.create(
            pqrsd=pqrsd, ground=ground, requested_on=timezone.localdate(), due_on=due_on, step=step
        )
    return send_letter(pqrsd, step, request=request)


def completion_letter(pqrsd: Pqrsd, *, ground: str, text: str) -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    return _drafted(pqrsd, ground, text)[0]


def refusal(pqrsd: Pqrsd, today: date) -> str:
    """Once at a time, while there is a ground to ask, and never after the term: a clock that ran out is not
    stopped."""
    if pqrsd.is_waiting:
        return (
            f"Ya se le pidió: el reloj está detenido hasta el {long_date(pqrsd.waiting_until)} "
            f"({open_request(pqrsd).norm})."
        )
    if not pqrsd.is_open:
        return closed_refusal(pqrsd, today)
    if today > pqrsd.due_on:
        return (
            f"El término para responder venció el {long_date(pqrsd.due_on)}: ya no se puede detener "
            f"({pqrsd.termino.norm})."
        )
    refused = [_ground_refusal(pqrsd, ground, today) for ground in Ground]
    return refused[0] if all(refused) else ""


def _ground_refusal(pqrsd: Pqrsd, ground: str, today: date) -> str:
    """Within the days that the norm gives; what is not understood, later, too, where it is clarified."""
    term = pqrsd.termino.term
    last = last_day_to_request_completion(term, pqrsd.effective_on, current_calendar())
    if last and today > last and not (ground == Ground.UNCLEAR and term.clarification_days):
        return (
            f"Solo se podía pedir hasta el {long_date(last)}, {term.ask_days} días hábiles después de la "
            f"radicación ({term.completion_norm}). Responda con lo que hay."
        )
    return ""


def _drafted(pqrsd: Pqrsd, ground: str, text: str) -> tuple[Letter, date | None]:
    """The letter, and the petitioner's last day; None when nothing waits for them."""
    today, term = timezone.localdate(), pqrsd.termino.term
    if reason := _ground_refusal(pqrsd, ground, today):
        raise ActRefusedError(reason)
    due_on = None
    if term.completion_months:
        due_on = completion_due_on(term, today, current_calendar(), ground=ground)
    return compose_completion_request(pqrsd, ground=ground, text=text, due_on=due_on), due_on
