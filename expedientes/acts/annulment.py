"""What an annulled radicado does to the case that it opened."""

from django.db import models

from accounts.models import User
from expedientes.acts.steps import add_step, close
from expedientes.models import Expediente, Paso


def end_annulled(case: Expediente, outcome: models.TextChoices, *, by: User, reason: str) -> Paso:
    """End the locked case with that outcome; of one that had ended already, the outcome stays, and the step
    says what happened."""
    if case.is_open:
        close(case, outcome)
    return add_step(case, Paso.Kind.ANNULLED, by=by, text=f"El radicado fue anulado. Motivo: {reason}")
