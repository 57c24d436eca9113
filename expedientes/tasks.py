"""What the workers do about cases. Every task is safe to repeat."""

import logging

from celery import shared_task

from expedientes.following import purge_sessions

logger = logging.getLogger(__name__)


@shared_task
def purge_case_sessions() -> None:
    """Delete what is left of the sessions of cases whose time is over."""
    if purged := purge_sessions():
        logger.info("%d sessions of cases purged", purged)
