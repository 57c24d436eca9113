"""A petition that is not complete, or not clear: asking for what it lacks, handing it in, and more time to
(CPACA, arts. 17 and 19; Ley 1581 de 2012, arts. 14 and 15)."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from expedientes.acts.letters import done_already, send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, closed_refusal, locked, locked_for
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from ground.documents.drafts import handed_over
from ground.languages import Words
from legal_calendar.legal_time import business_days, long_date
from legal_calendar.stored import current_calendar
from pqrsd import clock, completing
from pqrsd.acts.writings import acknowledge
from pqrsd.completing import asking_refusal, completion_due_on, is_clarified
from pqrsd.deadlines import Ground
from pqrsd.kinds import Step
from pqrsd.letters.parts import reference, to_petitioner, tracking
from pqrsd.models import CompletionRequest, Pqrsd, Termino
from radicados.letter_parts import paragraphs
from radicados.letters import Block, Fields, Letter, Paragraph

NOT_ASKED = "No hace falta completarla: el Instituto no espera nada de usted. Si quiere agregar algo, escríbanos."


@transaction.atomic(durable=True)
def request_completion(*, pk: int, version: int, ground: str, text: str, by, request=None) -> Paso:
    """Ask for it, by a letter, and stop the clock unless the norm lets it run.

    Raises ActRefusedError, StaleError and NoSignatoryError.
    """
    pqrsd = locked_for(request_refusal, Pqrsd, pk, version=version)
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


def request_refusal(pqrsd: Pqrsd, today: date) -> Words:
    """Once at a time, and while there is a ground to ask."""
    if pqrsd.is_waiting:
        return (
            f"Ya se le pidió: el reloj está detenido hasta el {long_date(pqrsd.waiting_until)} "
            f"({open_request(pqrsd).norm})."
        )
    if not pqrsd.is_open:
        return closed_refusal(pqrsd, today)
    refused = [_asking_refusal(pqrsd, ground, today) for ground in Ground]
    return refused[0] if all(refused) else ""


def _asking_refusal(pqrsd: Pqrsd, ground: str, today: date) -> str:
    term, calendar = pqrsd.termino.term, current_calendar()
    return asking_refusal(term, pqrsd.effective_on, pqrsd.due_on, calendar, today=today, ground=ground)


def _drafted(pqrsd: Pqrsd, ground: str, text: str) -> tuple[Letter, date | None]:
    """The letter, and the petitioner's last day; None when the term goes on while they are asked."""
    today, termino = timezone.localdate(), pqrsd.termino
    if reason := _asking_refusal(pqrsd, ground, today):
        raise ActRefusedError(reason)
    is_unclear = is_clarified(termino.term, ground)
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


@transaction.atomic(durable=True)
def complete(*, pk: int, submission: UUID, text: str, draft_id: UUID | None, request) -> Paso:
    """Hand in what was missing: the clock goes on. Late, too, as long as the case is open.

    Raises ActRefusedError and NoSignatoryError.
    """
    if step := done_already(locked(Pqrsd, pk), submission):
        return step
    pqrsd = locked_for(completion_refusal, Pqrsd, pk)
    asked = open_request(pqrsd)
    asked.completed_on = timezone.localdate()
    asked.save(update_fields=["completed_on"])
    deadline = clock.deadline_of(pqrsd, current_calendar())
    clock.set_due(pqrsd, deadline)
    effect = "Desde el día siguiente vuelve a correr el término para responderle."
    facts = [("Nueva fecha límite de respuesta", long_date(pqrsd.due_on))]
    if deadline.from_completion_on:
        effect = "Su petición quedó completa."
        facts.append(("Contada desde que la completó", long_date(deadline.from_completion_on)))
    return acknowledge(
        pqrsd,
        Step.COMPLETED,
        submission=submission,
        request=request,
        document_kind="Complemento de una petición",
        effect=effect,
        text=text,
        facts=facts,
        documents=handed_over(draft_id)[ATTACHMENTS],
    )


def completion_refusal(pqrsd: Pqrsd, today: date) -> Words:
    return closed_refusal(pqrsd, today) or ("" if pqrsd.is_waiting else NOT_ASKED)


def open_request(pqrsd: Pqrsd) -> CompletionRequest:
    """What the petitioner of a waiting case was asked and has not handed in."""
    return pqrsd.completion_requests.get(completed_on=None)


@transaction.atomic(durable=True)
def ask_more_time(*, pk: int, submission: UUID, text: str, request) -> Paso:
    """An equal term to complete it, once and before the first one is over, where the norm gives one.

    Raises ActRefusedError and NoSignatoryError.
    """
    if step := done_already(locked(Pqrsd, pk), submission):
        return step
    pqrsd = locked_for(more_time_refusal, Pqrsd, pk)
    asked = open_request(pqrsd)
    term, calendar = pqrsd.termino.term, current_calendar()
    asked.due_on = completion_due_on(term, asked.requested_on, calendar, is_extended=True)
    asked.extended_at = Now()
    asked.save(update_fields=["due_on", "extended_at"])
    pqrsd.waiting_until = asked.due_on
    return acknowledge(
        pqrsd,
        Step.COMPLETION_EXTENDED,
        submission=submission,
        request=request,
        document_kind="Solicitud de más plazo para completar una petición",
        effect=f"El plazo quedó ampliado por un término igual al inicial ({asked.norm}).",
        text=text,
        facts=(("Nuevo plazo para completarla", long_date(asked.due_on)),),
    )


def more_time_refusal(pqrsd: Pqrsd, today: date) -> Words:
    if reason := completion_refusal(pqrsd, today):
        return reason
    asked, term = open_request(pqrsd), pqrsd.termino.term
    is_extended = asked.extended_at is not None
    return completing.more_time_refusal(
        term, asked.due_on, today=today, ground=asked.ground, already_extended=is_extended
    )
