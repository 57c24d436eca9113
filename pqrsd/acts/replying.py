"""The petitioner writes again: adds something, or says what they think of the answer."""

from uuid import UUID

from django.db import transaction

from ground.documents.drafts import handed_over
from pqrsd.acts.steps import ActRefusedError, locked
from pqrsd.acts.writing import done_already, file_writing
from pqrsd.kinds import Outcome
from pqrsd.letters.writing import Writing
from pqrsd.models import CaseEvent, Pqrsd
from pqrsd.presenting.attachments import ATTACHMENTS

ANNULLED = (
    "El radicado de esta petición fue anulado. Presente una petición nueva: la atenderemos desde el comienzo."
)


@transaction.atomic(durable=True)
def reply(*, pk: int, submission: UUID, text: str, draft_id: UUID | None, request) -> CaseEvent:
    """Add a writing to the case, open or closed; neither its clock nor its state changes.

    Raises ActRefusedError and NoSignatoryError.
    """
    pqrsd = locked(pk)
    if step := done_already(pqrsd, submission):
        return step
    if pqrsd.outcome == Outcome.ANNULLED:
        raise ActRefusedError(ANNULLED)
    writing = Writing("Escrito adicional sobre una petición", _effect(pqrsd), text)
    documents = handed_over(draft_id)[ATTACHMENTS]
    return file_writing(
        pqrsd,
        CaseEvent.Kind.REPLIED,
        writing,
        submission=submission,
        request=request,
        documents=documents,
    )


def _effect(pqrsd: Pqrsd) -> str:
    if pqrsd.is_open:
        return "La dependencia que la atiende lo tendrá a la vista; el término para responderle no cambia."
    return (
        "El caso está cerrado y este escrito no lo reabre: la dependencia que lo atendió lo leerá. Si quiere "
        "una respuesta nueva, con su propio término, presente otra petición."
    )
