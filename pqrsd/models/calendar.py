"""The calendars by which petitions were dated."""

from django.db import models

from ground.permanence import ONLY_ADDED


class CalendarCopy(models.Model):
    """The days without terms of one version of the calendar, weekends aside, each with its reason.

    Kept to tell a petitioner which day changed, when their due date does.
    """

    version = models.CharField("versión", max_length=64, primary_key=True)
    skipped = models.JSONField("días que no cuentan")
    made_at = models.DateTimeField("copiado", auto_now_add=True)

    class Meta:
        verbose_name = "copia del calendario"
        verbose_name_plural = "copias del calendario"
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return self.version
