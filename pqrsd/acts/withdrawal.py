"""The petitioner gives up the petition."""

from uuid import UUID

from django.db import transaction

from pqrsd.acts.incoming import done_already, file_writing
from pqrsd.acts.steps import close, closed_refusal, locked, locked_for
from pqrsd.kinds import Outcome
from pqrsd.letters.writing import Writing
from pqrsd.models import CaseEvent

EFFECT = (
    "Su petición quedó desistida y el caso, cerrado. Puede presentarla de nuevo cuando quiera, y la entidad "
    "puede continuar de oficio si lo exige el interés público (CPACA, artículo 18)."
)


@transaction.atomic(durable=True)
def withdraw(*, pk: int, submission: UUID, text: str, request) -> CaseEvent:
    """Close the case at its petitioner's will (CPACA, art. 18).

    Raises ActRefusedError and NoSignatoryError.
    """
    if step := done_already(locked(pk), submission):
        return step
    pqrsd = locked_for(refusal, pk)
    close(pqrsd, Outcome.WITHDRAWN)
    writing = Writing("Desistimiento de una petición", EFFECT, text)
    return file_writing(pqrsd, CaseEvent.Kind.WITHDRAWN, writing, submission=submission, request=request)


refusal = closed_refusal
