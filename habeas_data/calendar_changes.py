"""Dating the open claims again when the calendar changes."""

from django.dispatch import receiver

from ground.work.bell import ring
from habeas_data.tasks import reckon_open_claims
from legal_calendar.signals import changed
from legal_calendar.stored import calendar_version


@receiver(changed)
def ring_for_open_claims(**kwargs) -> None:
    """A ring that is lost is made good the next night."""
    ring(reckon_open_claims, calendar_version())
