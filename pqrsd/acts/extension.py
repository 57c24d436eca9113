"""More time to answer: told before the term is over, once, with reasons (CPACA, art. 14, par.; Ley
1581 de 2012, arts. 14 and 15)."""

from copy import copy
from datetime import date

from django.db import transaction
from django.utils import timezone

from expedientes.acts.outgoing import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, closed_refusal, locked_for
from expedientes.models import Paso
from legal_calendar.legal_time import business_days, long_date
from legal_calendar.stored import current_calendar
from pqrsd import clock
from pqrsd.deadlines import Deadline, extension_refusal
from pqrsd.kinds import Step
from pqrsd.letters.parts import day_count_in_words, reference, to_petitioner, tracking
from pqrsd.models import Pqrsd
from radicados.letter_parts import paragraphs
from radicados.letters import Fields, Letter, Paragraph


@transaction.atomic(durable=True)
def extend(*, pk: int, version: int, days: int, text: str, by, request=None) -> Paso:
    """Give the answer so many business days more. Raises ActRefusedError, StaleError and NoSignatoryError."""
    pqrsd = locked_for(refusal, Pqrsd, pk, version=version)
    former_due_on = pqrsd.due_on
    deadline = _extended(pqrsd, days)
    letter = extension_letter(pqrsd, days=days, text=text)
    pqrsd.extension_days, pqrsd.extended_at = days, timezone.now()
    clock.set_due(pqrsd, deadline)
    step = write_letter(
        pqrsd,
        Step.EXTENDED,
        letter,
        document_kind="Prórroga del término de una petición",
        by=by,
        text=text,
        data={
            "days": days,
            "former_due_on": former_due_on.isoformat(),
            "due_on": deadline.due_on.isoformat(),
        },
    )
    return send_letter(pqrsd, step, request=request)


def extension_letter(pqrsd: Pqrsd, *, days: int, text: str) -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    deadline = _extended(pqrsd, days)
    why = (
        f"No es posible responder su {reference(pqrsd)}, en el término inicial. Antes de que venza le "
        f"informamos los motivos y la fecha en que recibirá la respuesta ({pqrsd.termino.norm})."
    )
    dates = (
        ("Fecha límite anterior", long_date(pqrsd.due_on)),
        ("Prórroga", business_days(days)),
        ("Nueva fecha límite", long_date(deadline.due_on)),
    )
    counted = f"Cómo se calculó el plazo: {day_count_in_words(deadline, pqrsd.effective_on)}"
    return to_petitioner(
        pqrsd,
        "Prórroga del término para responder su petición con radicado",
        (Paragraph(why), *paragraphs(text), Fields("Término", dates), Paragraph(counted), tracking()),
    )


def refusal(pqrsd: Pqrsd, today: date) -> str:
    """What is refused by a single day is refused by any number of them."""
    return closed_refusal(pqrsd, today) or _days_refusal(pqrsd, today, days=1)


def _days_refusal(pqrsd: Pqrsd, today: date, *, days: int) -> str:
    is_extended = pqrsd.extended_at is not None
    term = pqrsd.termino.term
    return extension_refusal(term, pqrsd.due_on, today=today, already_extended=is_extended, days=days)


def _extended(pqrsd: Pqrsd, days: int) -> Deadline:
    """When it would be due; raises ActRefusedError. Changes nothing."""
    if reason := _days_refusal(pqrsd, timezone.localdate(), days=days):
        raise ActRefusedError(reason)
    extended = copy(pqrsd)
    extended.extension_days = days
    return clock.deadline_of(extended, current_calendar())
