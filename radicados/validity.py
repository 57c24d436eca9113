"""Rows that are in force between two dates: the law, and who may sign, as data."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q

BACKWARDS = "La fecha «hasta» no puede ser anterior a la fecha «desde»."


class DateRange(Func):
    """PostgreSQL's daterange over two date columns, both ends included, NULL meaning for ever."""

    function = "DATERANGE"
    output_field = DateRangeField()


class EffectiveDatedQuerySet(models.QuerySet):
    def in_force(self, on: date):
        """What is in force on a date: one row at most, says the database."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


class EffectiveDated(models.Model):
    """In force from one date to another, both included, or without end; never two rows at once."""

    valid_from = models.DateField("vigente desde")
    valid_to = models.DateField("vigente hasta", null=True, blank=True)

    objects = EffectiveDatedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_dates_in_order",
                violation_error_message=BACKWARDS,
            ),
            ExclusionConstraint(
                name="one_%(class)s_at_a_time",
                expressions=[
                    (
                        DateRange("valid_from", "valid_to", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    )
                ],
                violation_error_message="Ya hay otro vigente en esas fechas; ciérrelo antes.",
            ),
        ]

    def clean(self) -> None:
        # Told here too, because the database cannot even compare a range that runs backwards.
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": BACKWARDS})
