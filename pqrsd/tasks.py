"""What the workers do about petitions. Every task is safe to repeat.

The ones that look at many petitions take them by batches, each shorter than a task may last.
"""

import logging

from celery import shared_task
from django.utils import timezone

from pqrsd.notices.warnings import owe_digests, warn
from pqrsd.reports.publication import publish
from pqrsd.reports.quarters import last_ended
from pqrsd.revision import recompute

logger = logging.getLogger(__name__)


@shared_task
def recompute_deadlines(after: str = "0") -> None:
    """Date the open petitions after one by the calendar and the law in force."""
    if last := recompute(after=int(after)):
        recompute_deadlines.delay(str(last))


@shared_task
def warn_of_deadlines(after: str = "0") -> None:
    """Owe the warnings of today about the open petitions after one."""
    if last := warn(after=int(after)):
        warn_of_deadlines.delay(str(last))


@shared_task
def send_digests() -> None:
    """Owe the summary of the day to whoever directs the work."""
    owe_digests()


@shared_task
def publish_last_quarter() -> None:
    """Make the report of the quarter that ended last."""
    publish(last_ended(timezone.localdate()))
