"""What each process last told of itself, and the alarms that it gave reason for."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Pulse(models.Model):
    """The last that was heard of one thing, by the database's clock: a job that ran, a figure that only one process
    can take (of the worker: the certificate and its clock)."""

    name = models.CharField("qué", max_length=120, primary_key=True)
    value = models.FloatField("valor", null=True)
    at = models.DateTimeField("cuándo", db_default=Now())

    class Meta:
        verbose_name = "pulso"
        verbose_name_plural = "pulsos"

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def note(name: str, value: float | None = None) -> None:
        Pulse.objects.bulk_create(
            [Pulse(name=name, value=value, at=Now())],
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["value", "at"],
        )


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def sounding(self) -> Self:
        return self.filter(ended_at=None)


class Alarm(models.Model):
    """Something that needed somebody, from when until when."""

    name = models.CharField("qué", max_length=120)
    sentence = models.CharField("qué pasaba", max_length=300)
    began_at = models.DateTimeField("desde", db_default=Now())
    ended_at = models.DateTimeField("hasta", null=True, blank=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        verbose_name = "alarma"
        verbose_name_plural = "alarmas"
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(ended_at__isnull=True),
                name="uq_alarm_sounds_once",
                violation_error_message="Esa alarma ya suena.",
            )
        ]

    def __str__(self) -> str:
        return self.sentence
