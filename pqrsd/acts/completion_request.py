"""Asking the petitioner to complete the petition, or to clarify it (CPACA, arts. 17 and 19; Ley 1581 de 2012,
arts. 14 and 15)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from expedientes.acts.outgoing import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, closed_refusal, locked_for
from expedientes.models import Paso
from legal_calendar.legal_time import business_days, long_date
from legal_calendar.stored import current_calendar
from pqrsd.acts.completion import open_request
from pqrsd.deadlines import Ground, completion_due_on, last_day_to_request_completion
from pqrsd.kinds import Step
from pqrsd.letters.parts import reference, to_petitioner, tracking
from pqrsd.models import CompletionRequest, Pqrsd, Termino
from radicados.letter_parts import paragraphs
from radicados.letters import Block, Fields, Letter, Paragraph


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
    """The letter, and the petitioner's last day; None when the term goes on while they are asked."""
    today, termino = timezone.localdate(), pqrsd.termino
    if reason := _ground_refusal(pqrsd, ground, today):
        raise ActRefusedError(reason)
    is_unclear = ground == Ground.UNCLEAR and termino.clarification_days is not None
    if is_unclear:
        subject, verb = "Aclaración de su petición con radicado", "Aclararla"
        why = (
            f"Leímos su {reference(pqrsd)}, y no comprendemos su finalidad o su objeto. Por eso se la "
            "devolvemos para que la corrija o aclare (CPACA, artículo 19)."
        )
    else:
        subject, verb = "Solicitud de completar su petición con radicado", "Completarla"
        why = (
            f"Leímos su {reference(pqrsd)}, y para responderle de fondo hace falta que la complete "
            f"({termino.completion_norm})."
        )
    due_on: date | None = None
    term_given: list[Block] = []
    if months := termino.completion_months:
        due_on = completion_due_on(termino.term, today, current_calendar(), ground=ground)
        length = f"{months} mes{'es' if months > 1 else ''}"
        if termino.is_completion_extendable:
            length += ", que puede pedir ampliar una vez por un plazo igual"
        if is_unclear:
            length = business_days(termino.clarification_days)
        terms = ((f"{verb} a más tardar el", long_date(due_on)), ("Duración", length))
        term_given = [Fields("Plazo", terms)]
    until_then = Paragraph(_until_then(termino, is_unclear))
    blocks = (Paragraph(why), *paragraphs(text), *term_given, until_then, tracking())
    return to_petitioner(pqrsd, subject, blocks), due_on


def _until_then(termino: Termino, is_unclear: bool) -> str:
    """What happens meanwhile, and what follows from silence."""
    again = "podrá presentarla de nuevo cuando quiera."
    stopped = "Mientras tanto no corre el término para responderle"
    if not termino.completion_months:
        return f"El término para responderle sigue corriendo: le responderemos con lo que haya; {again}"
    if is_unclear:
        return f"{stopped}. Si no la corrige o aclara en el plazo, la petición se archivará; {again}"
    if not termino.lapses_by_act:
        return f"Si no la completa en el plazo, se entenderá que desistió de ella y se lo diremos; {again}"
    return (
        f"{stopped}; vuelve a correr al día siguiente de que la complete. Si no lo hace en el plazo, se "
        "entenderá que desistió y la petición se archivará por decisión motivada, que se le notificará; "
        f"{again}"
    )
