"""What the workers do about the calendar. Every task is safe to repeat."""

import logging

from celery import shared_task

from legal_calendar.seeding import seed, years_to_come

logger = logging.getLogger(__name__)


@shared_task
def seed_years_to_come() -> None:
    """Add the holidays of the years that come into reach."""
    if added := seed(years_to_come()):
        logger.info("holidays of %d years added", added)
