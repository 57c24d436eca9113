"""An OEC request as a case: what happens to it, and how it ends."""

from django.db import models

from expedientes.models import Expediente, Paso
from expedientes.models.step import StepKind

KIND = "oec"


class Outcome(models.TextChoices):
    """How a case ended."""

    ISSUED = "emitida", "Comunicación emitida"
    ANNULLED = "anulada", "Anulada"


class Step(StepKind):
    """What happens to an OEC request, besides what may happen to any case."""

    ISSUED = "issued", "Comunicación emitida y firmada"


def add_step(case: Expediente, kind: StepKind, *, by=None, text: str = "") -> Paso:
    """Write one step, and save the case as it stands, one version on."""
    case.version += 1
    case.save()
    step = Paso.of(kind, expediente=case, by=by, text=text)
    step.save(force_insert=True)
    return step
