"""Nobody completed the petition in time, and it ends (CPACA, arts. 17 and 19; Ley 1581 de 2012, art. 15)."""

from datetime import date

from django.db import transaction

from expedientes.acts.outgoing import send_letter, write_letter
from expedientes.acts.steps import close, closed_refusal, locked_for
from expedientes.models import Paso
from legal_calendar.legal_time import long_date
from pqrsd.acts.completion import open_request
from pqrsd.kinds import Outcome, Step
from pqrsd.letters.parts import appeal, decision, reference
from pqrsd.models import Pqrsd
from radicados.letters import Letter, Paragraph


@transaction.atomic(durable=True)
def lapse(*, pk: int, version: int, text: str, by, request=None) -> Paso:
    """*Desistimiento tácito*; what was to be clarified and was not is archived (CPACA, art. 19).

    Raises ActRefusedError, StaleError and NoSignatoryError.
    """
    pqrsd = locked_for(refusal, Pqrsd, pk, version=version)
    asked = open_request(pqrsd)
    is_unclear = asked.is_unclear
    letter = lapse_letter(pqrsd, text=text)
    close(pqrsd, Outcome.ARCHIVED if is_unclear else Outcome.LAPSED)
    step = write_letter(
        pqrsd,
        Step.ARCHIVED if is_unclear else Step.LAPSED,
        letter,
        document_kind="Archivo de una petición" if is_unclear else "Desistimiento tácito de una petición",
        by=by,
        text=text,
        data={"asked_on": asked.requested_on.isoformat(), "due_on": asked.due_on.isoformat()},
    )
    return send_letter(pqrsd, step, request=request)


def refusal(pqrsd: Pqrsd, today: date) -> str:
    if not pqrsd.is_open:
        return closed_refusal(pqrsd, today)
    if not pqrsd.is_waiting:
        norm = pqrsd.termino.completion_norm
        return f"No se espera nada del peticionario: no hay desistimiento tácito ({norm})."
    asked = open_request(pqrsd)
    if today <= asked.due_on:
        return f"El peticionario tiene plazo hasta el {long_date(asked.due_on)} ({asked.norm})."
    return ""


def lapse_letter(pqrsd: Pqrsd, *, text: str) -> Letter:
    """The letter as it would be filed now: an act, with its recourse, where the norm wants one. Raises
    NoSignatoryError."""
    asked, termino = open_request(pqrsd), pqrsd.termino
    asked_on, due_on = long_date(asked.requested_on), long_date(asked.due_on)
    if asked.is_unclear:
        subject = "Archivo"
        decided = (
            f"El {asked_on} le pedimos corregir o aclarar su {reference(pqrsd)}. El plazo venció el {due_on} "
            "y no recibimos la aclaración; por eso se archiva (CPACA, artículo 19)."
        )
    else:
        subject = "Desistimiento tácito y archivo"
        verb = "se decreta el desistimiento" if termino.lapses_by_act else "se entiende que desistió de ella"
        decided = (
            f"El {asked_on} le pedimos completar su {reference(pqrsd)}. El plazo venció el {due_on} y no la "
            f"completó; por eso {verb} y se archiva el expediente ({termino.completion_norm})."
        )
    again = Paragraph("Puede presentar de nuevo la petición, con el lleno de los requisitos, cuando quiera.")
    remedies = (again, appeal()) if termino.lapses_by_act else (again,)
    return decision(pqrsd, f"{subject} de su petición con radicado", decided, text, *remedies)
