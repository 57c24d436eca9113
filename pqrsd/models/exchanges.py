"""What is asked of the petitioner, and what they thought of the answer."""

from django.db import models
from django.db.models import Q

from expedientes.models import Paso
from ground.permanence import NEVER_DELETED, ONLY_ADDED, OnlyMayChange
from pqrsd import completing, deadlines
from pqrsd.models.petition import Pqrsd


class CompletionRequest(models.Model):
    """What the petitioner was asked to complete or clarify: it stops the clock."""

    class Ground(models.TextChoices):
        INCOMPLETE = deadlines.Ground.INCOMPLETE.value, "Está incompleta"
        UNCLEAR = deadlines.Ground.UNCLEAR.value, "No se comprende su finalidad u objeto (CPACA, artículo 19)"

    pqrsd = models.ForeignKey(Pqrsd, models.PROTECT, related_name="completion_requests", verbose_name="PQRSD")
    ground = models.CharField("motivo", max_length=12, choices=Ground.choices, default=Ground.INCOMPLETE)
    requested_on = models.DateField("pedido el")
    due_on = models.DateField("plazo para completarla")
    extended_at = models.DateTimeField("plazo ampliado", null=True, blank=True)
    completed_on = models.DateField("completada el", null=True, blank=True)
    step = models.OneToOneField(Paso, models.PROTECT, related_name="completion_request", verbose_name="paso")

    class Meta:
        verbose_name = "petición de completar"
        verbose_name_plural = "peticiones de completar"
        ordering = ["requested_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pqrsd"],
                condition=Q(completed_on__isnull=True),
                name="one_open_completion_request",
                violation_error_message="Ya se pidió completar esta petición.",
            )
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange("due_on", "extended_at", "completed_on"),
            OnlyMayChange("due_on", "completed_on", name="extended_once", where="OLD.extended_at IS NOT NULL"),
            OnlyMayChange(name="completed", where="OLD.completed_on IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()}, hasta el {self.due_on}"

    @property
    def is_unclear(self) -> bool:
        """Whether it was returned because nobody understands it, where its norm knows that."""
        return completing.is_clarified(self.pqrsd.termino.term, self.ground)

    @property
    def norm(self) -> str:
        """What gives the petitioner their time."""
        return completing.completion_norm(self.pqrsd.termino.term, self.ground)


class Rating(models.Model):
    pqrsd = models.OneToOneField(Pqrsd, models.PROTECT, related_name="rating", verbose_name="PQRSD")
    score = models.PositiveSmallIntegerField("calificación")
    comment = models.TextField("comentario", blank=True)
    at = models.DateTimeField("fecha y hora", auto_now_add=True)

    class Meta:
        verbose_name = "calificación"
        verbose_name_plural = "calificaciones"
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5),
                name="rating_one_to_five",
                violation_error_message="La calificación va de 1 a 5.",
            )
        ]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.score} de 5"
