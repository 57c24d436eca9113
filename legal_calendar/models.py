"""The days on which no term runs: data of the entity, seeded once and then in the hands of people."""

from django.db import models
from django.db.models import F, Q


class Festivo(models.Model):
    """A holiday, on the day on which it is kept."""

    date = models.DateField("fecha", unique=True, help_text="El día en que no se trabaja, ya trasladado.")
    name = models.CharField("nombre", max_length=120, help_text="Como lo leerán las personas: «Corpus Christi».")
    norm = models.CharField("norma", max_length=200, help_text="La que lo establece: «Ley 51 de 1983».")

    class Meta:
        verbose_name = "festivo"
        verbose_name_plural = "festivos"
        ordering = ["-date"]

    def __str__(self) -> str:
        return f"{self.name} ({self.date:%d/%m/%Y})"


class Suspension(models.Model):
    """Days on which a resolution of the entity suspended the terms."""

    starts_on = models.DateField("desde")
    ends_on = models.DateField("hasta", help_text="El último día suspendido, inclusive.")
    reason = models.CharField("motivo", max_length=300)
    norm = models.CharField(
        "norma",
        max_length=200,
        help_text="La resolución que la ordena. La leerá quien consulte cómo se contó un término.",
    )

    class Meta:
        verbose_name = "suspensión de términos"
        verbose_name_plural = "suspensiones de términos"
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="suspension_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="La suspensión no puede terminar antes de empezar.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.norm}: {self.starts_on:%d/%m/%Y} a {self.ends_on:%d/%m/%Y}"


class CalendarYear(models.Model):
    """A year whose holidays were seeded: it is not seeded again, and what was deleted stays deleted."""

    year = models.PositiveSmallIntegerField("año", primary_key=True)
    seeded_at = models.DateTimeField("festivos cargados", auto_now_add=True)

    class Meta:
        verbose_name = "año del calendario"
        verbose_name_plural = "años del calendario"
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)
