"""The petitioner writes again: adds something, or says what they think of the answer."""

from datetime import date
from uuid import UUID

from django.db import transaction

from expedientes.acts.incoming import done_already
from expedientes.acts.steps import locked, locked_for
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from ground.documents.drafts import handed_over
from pqrsd.acts.writing import acknowledge
from pqrsd.kinds import Outcome, Step
from pqrsd.models import Pqrsd

ANNULLED = (
    "El radicado de esta petición fue anulado. Presente una petición nueva: la atenderemos desde el comienzo."
)
TO_AN_OPEN_CASE = "La dependencia que la atiende lo tendrá a la vista; el término para responderle no cambia."
TO_A_CLOSED_CASE = (
    "El caso está cerrado y este escrito no lo reabre: la dependencia que lo atendió lo leerá. Si quiere una "
    "respuesta nueva, con su propio término, presente otra petición."
)


@transaction.atomic(durable=True)
def reply(*, pk: int, submission: UUID, text: str, draft_id: UUID | None, request) -> Paso:
    """Add a writing to the case, open or closed; neither its clock nor its state changes.

    Raises ActRefusedError and NoSignatoryError.
    """
    if step := done_already(locked(Pqrsd, pk), submission):
        return step
    pqrsd = locked_for(refusal, Pqrsd, pk)
    return acknowledge(
        pqrsd,
        Step.REPLIED,
        submission=submission,
        request=request,
        document_kind="Escrito adicional sobre una petición",
        effect=TO_AN_OPEN_CASE if pqrsd.is_open else TO_A_CLOSED_CASE,
        text=text,
        documents=handed_over(draft_id)[ATTACHMENTS],
    )


def refusal(pqrsd: Pqrsd, today: date) -> str:
    return ANNULLED if pqrsd.outcome == Outcome.ANNULLED else ""
