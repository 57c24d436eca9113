"""What the workers do about cases. Every task is safe to repeat."""

import logging

from celery import shared_task
from django.utils import timezone

from expedientes.models import CaseSession

logger = logging.getLogger(__name__)


@shared_task
def purge_case_sessions() -> None:
    """Delete what is left of the sessions of cases whose time is over."""
    purged, _ = CaseSession.objects.filter(ends_at__lte=timezone.now()).delete()
    if purged:
        logger.info("%d sessions of cases purged", purged)
