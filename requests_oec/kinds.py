"""An OEC request as a case: what it is, what happens to it, and how it ends."""

from django.db import models

from expedientes.models.step import StepKind


class Kind(models.TextChoices):
    OEC = "oec", "Organismo evaluador de la conformidad (OEC)"


class Outcome(models.TextChoices):
    """How a case ended."""

    ISSUED = "emitida", "Comunicación emitida"
    ANNULLED = "anulada", "Anulada"


class Step(StepKind):
    """What happens to an OEC request, besides what may happen to any case."""

    ISSUED = "issued", "Comunicación emitida y firmada"
