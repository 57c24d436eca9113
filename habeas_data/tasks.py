"""What the workers do about claims. Every task is safe to repeat."""

import logging

from celery import shared_task

from habeas_data.reckoning import reckon_open

logger = logging.getLogger(__name__)


@shared_task
def reckon_open_claims(calendar_version: str = "") -> None:
    """Date the open claims by the calendar in force; the version only says which change rang."""
    if moved := reckon_open():
        logger.info("%d claims due on another day: calendar %s", moved, calendar_version or "in force")
