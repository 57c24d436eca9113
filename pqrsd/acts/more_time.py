"""The petitioner asks for more time to complete what they were asked for (CPACA, art. 17; Ley 1581 de 2012,
art. 15, gives none)."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from expedientes.acts.incoming import done_already
from expedientes.acts.steps import locked, locked_for
from expedientes.models import Paso
from legal_calendar.legal_time import long_date
from legal_calendar.stored import current_calendar
from pqrsd.acts import completion
from pqrsd.acts.completion import open_request
from pqrsd.acts.writing import acknowledge
from pqrsd.deadlines import completion_due_on
from pqrsd.kinds import Step
from pqrsd.models import Pqrsd


@transaction.atomic(durable=True)
def ask_more_time(*, pk: int, submission: UUID, text: str, request) -> Paso:
    """An equal term to complete it, once and before the first one is over, where the norm gives one.

    Raises ActRefusedError and NoSignatoryError.
    """
    if step := done_already(locked(Pqrsd, pk), submission):
        return step
    pqrsd = locked_for(refusal, Pqrsd, pk)
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


def refusal(pqrsd: Pqrsd, today: date) -> str:
    """Only what has to be completed may be late, where the norm gives more time, once, and not once it is
    late."""
    if reason := completion.refusal(pqrsd, today):
        return reason
    asked = open_request(pqrsd)
    if asked.is_unclear:
        return f"El plazo para aclarar una petición no se amplía ({asked.norm})."
    if not pqrsd.termino.is_completion_extendable:
        return f"El plazo para completarla no se amplía ({asked.norm})."
    if asked.extended_at:
        return f"El plazo ya se amplió una vez; va hasta el {long_date(asked.due_on)} ({asked.norm})."
    if asked.due_on < today:
        return (
            f"El plazo solo se amplía antes de que venza ({asked.norm}). Mientras el caso siga abierto, "
            "todavía puede completar la petición."
        )
    return ""
