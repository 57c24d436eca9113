"""What the workers do about cases. Every task is safe to repeat."""

import logging

from celery import shared_task

from expedientes.models import CaseSession
from ground.clocks import agreed_now

logger = logging.getLogger(__name__)


@shared_task
def purge_case_sessions() -> None:
    """Delete what is left of the sessions of cases whose time is over, by no wrong clock (ClockError)."""
    purged, _ = CaseSession.objects.filter(ends_at__lte=agreed_now()).delete()
    if purged:
        logger.info("%d sessions of cases purged", purged)
