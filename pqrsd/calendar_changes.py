"""Dating the open petitions again when the calendar changes."""

from django.dispatch import receiver

from ground.work.bell import ring
from legal_calendar.signals import changed


@receiver(changed)
def ring_for_open_petitions(**kwargs) -> None:
    """From the first one; a ring that is lost is made good within the hour."""
    ring("pqrsd.tasks.recompute_deadlines", 0)
