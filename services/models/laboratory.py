"""The laboratories that render the services, and who works in each."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models

from ground.doors.explicit_permissions import Anybody


class LaboratoryQuerySet(models.QuerySet["Laboratory"]):
    def of(self, user: Anybody) -> Self:
        """Those in which somebody works."""
        return self.filter(members=user.pk)

    def serving(self, heading: str) -> Self:
        """That of a heading of the tariff, at most one."""
        return self.filter(headings__contains=[heading])


class Laboratory(models.Model):
    """A laboratory: the headings of the tariff whose rates it renders, its people, and what its queue is reckoned by.

    `stations` are how many items it serves at once, `paper_days` the working days from the end of a measurement to its
    certificate.
    """

    name = models.CharField("nombre", max_length=120, unique=True)
    headings = ArrayField(
        models.CharField(max_length=200),
        verbose_name="títulos de la tarifa",
        default=list,
        help_text="Como se llaman en la resolución, separados por comas.",
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="laboratories", verbose_name="personas"
    )
    stations = models.PositiveSmallIntegerField("puestos de medición", default=1, validators=[MinValueValidator(1)])
    paper_days = models.PositiveSmallIntegerField("días hábiles hasta el certificado", default=5)
    is_active = models.BooleanField("en uso", default=True)

    objects = LaboratoryQuerySet.as_manager()

    class Meta:
        verbose_name = "laboratorio"
        verbose_name_plural = "laboratorios"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
