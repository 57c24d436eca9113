"""The reports that are published each quarter."""

from django.db import models
from django.db.models import Q

from ground.permanence import NEVER_DELETED, OnlyMayChange


class QuarterlyReport(models.Model):
    """One quarter's figures as they were published, frozen as JSON until it is made again (pqrsd/reports)."""

    year = models.PositiveSmallIntegerField("año")
    quarter = models.PositiveSmallIntegerField("trimestre")
    made_at = models.DateTimeField("elaborado", auto_now=True)
    figures = models.JSONField("cifras")

    class Meta:
        verbose_name = "informe trimestral"
        verbose_name_plural = "informes trimestrales"
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["year", "quarter"], name="uq_report_quarter"),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4),
                name="report_quarter",
                violation_error_message="El trimestre va de 1 a 4.",
            ),
        ]
        triggers = [*NEVER_DELETED, OnlyMayChange("made_at", "figures")]

    def __str__(self) -> str:
        return f"Trimestre {self.quarter} de {self.year}"
