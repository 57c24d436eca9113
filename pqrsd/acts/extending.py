"""More time to answer: told before the term is over, once, with reasons (CPACA, art. 14, par.; Ley
1581 de 2012, arts. 14 and 15)."""

from copy import copy

from django.db import transaction
from django.utils import timezone

from legal_calendar.stored import current_calendar
from pqrsd import clock
from pqrsd.acts.sending import send_letter, write_letter
from pqrsd.acts.steps import ActRefusedError, locked_open
from pqrsd.deadlines import Deadline, extension_refusal
from pqrsd.letters.extension import compose
from pqrsd.models import CaseEvent, Pqrsd
from radicados.letters import Letter

DOCUMENT_KIND = "Prórroga del término de una petición"


@transaction.atomic(durable=True)
def extend(*, pk: int, version: int, days: int, text: str, by, request=None) -> CaseEvent:
    """Give the answer so many business days more. Raises ActRefusedError, StaleError and NoSignatoryError."""
    pqrsd = locked_open(pk, version=version)
    former_due_on = pqrsd.due_on
    deadline = _extended(pqrsd, days)
    letter = compose(pqrsd, days=days, text=text, former_due_on=former_due_on, deadline=deadline)
    pqrsd.extension_days, pqrsd.extended_at = days, timezone.now()
    clock.set_due(pqrsd, deadline)
    event = write_letter(
        pqrsd,
        CaseEvent.Kind.EXTENDED,
        letter,
        document_kind=DOCUMENT_KIND,
        by=by,
        text=text,
        data={
            "days": days,
            "former_due_on": former_due_on.isoformat(),
            "due_on": deadline.due_on.isoformat(),
        },
    )
    return send_letter(pqrsd, event, request=request)


def extension_letter(pqrsd: Pqrsd, *, days: int, text: str) -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    deadline = _extended(pqrsd, days)
    return compose(pqrsd, days=days, text=text, former_due_on=pqrsd.due_on, deadline=deadline)


def refusal(pqrsd: Pqrsd, *, days: int) -> str:
    """Why it cannot be extended by so many days today; "" when it can be."""
    return extension_refusal(
        clock.deadline_of(pqrsd, current_calendar()),
        today=timezone.localdate(),
        already_extended=pqrsd.extended_at is not None,
        days=days,
    )


def _extended(pqrsd: Pqrsd, days: int) -> Deadline:
    """When it would be due; raises ActRefusedError. Changes nothing."""
    if reason := refusal(pqrsd, days=days):
        raise ActRefusedError(reason)
    extended = copy(pqrsd)
    extended.extension_days = days
    return clock.deadline_of(extended, current_calendar())
