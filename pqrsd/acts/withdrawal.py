"""The petitioner gives up the petition."""

from uuid import UUID

from django.db import transaction

from expedientes.acts.incoming import done_already
from expedientes.acts.steps import close, closed_refusal, locked, locked_for
from expedientes.models import Paso
from pqrsd.acts.writing import acknowledge
from pqrsd.kinds import Outcome, Step
from pqrsd.models import Pqrsd

EFFECT = (
    "Su petición quedó desistida y el caso, cerrado. Puede presentarla de nuevo cuando quiera, y la entidad "
    "puede continuar de oficio si lo exige el interés público (CPACA, artículo 18)."
)


@transaction.atomic(durable=True)
def withdraw(*, pk: int, submission: UUID, text: str, request) -> Paso:
    """Close the case at its petitioner's will (CPACA, art. 18).

    Raises ActRefusedError and NoSignatoryError.
    """
    if step := done_already(locked(Pqrsd, pk), submission):
        return step
    pqrsd = locked_for(refusal, Pqrsd, pk)
    close(pqrsd, Outcome.WITHDRAWN)
    return acknowledge(
        pqrsd,
        Step.WITHDRAWN,
        submission=submission,
        request=request,
        document_kind="Desistimiento de una petición",
        effect=EFFECT,
        text=text,
    )


refusal = closed_refusal
