"""Dating the open claims again when the calendar changes."""

from django.dispatch import receiver

from ground.work.bell import ring
from legal_calendar.signals import changed
from legal_calendar.stored import calendar_version


@receiver(changed)
def ring_for_open_claims(**kwargs) -> None:
    """A ring that is lost is made good the next night."""
    ring("habeas_data.tasks.reckon_open_claims", calendar_version())
