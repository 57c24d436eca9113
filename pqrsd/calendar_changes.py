"""Dating the open petitions again when the calendar changes."""

from django.dispatch import receiver

from legal_calendar.signals import changed
from pqrsd.tasks import recompute_deadlines
from work.bell import ring


@receiver(changed)
def ring_for_open_petitions(**kwargs) -> None:
    """From the first one; a ring that is lost is made good within the hour."""
    ring(recompute_deadlines, 0)
