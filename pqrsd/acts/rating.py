"""The petitioner says what they thought of the answer."""

from datetime import date
from uuid import UUID

from django.db import transaction

from expedientes.acts.incoming import done_already, record_citizen
from expedientes.acts.steps import add_step, locked, locked_for
from expedientes.models import Paso
from pqrsd.kinds import Outcome, Step
from pqrsd.models import Pqrsd, Rating


@transaction.atomic(durable=True)
def rate(*, pk: int, submission: UUID, score: int, text: str, request) -> Paso:
    """From 1 to 5, once, of a case that was answered; it is no radicado. Raises ActRefusedError."""
    if step := done_already(locked(Pqrsd, pk), submission):
        return step
    pqrsd = locked_for(refusal, Pqrsd, pk)
    Rating.objects.create(pqrsd=pqrsd, score=score, comment=text)
    data = {"submission": str(submission), "score": score}
    step = add_step(pqrsd, Step.RATED, text=text, data=data)
    record_citizen(pqrsd, request, what=Step.RATED)
    return step


def refusal(pqrsd: Pqrsd, today: date) -> str:
    if pqrsd.outcome != Outcome.ANSWERED:
        return "Podrá calificar la respuesta cuando la tenga."
    return "Usted ya calificó la respuesta. ¡Gracias!" if Rating.objects.filter(pqrsd=pqrsd).exists() else ""
