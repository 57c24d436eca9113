"""What the workers do about tariffs. Every task is safe to repeat."""

from celery import shared_task

from ground.work.running import attempt, sweep
from tariffs.downloads.booklet import make
from tariffs.models import Booklet


@shared_task
def make_booklet(edition_id: str) -> None:
    """Draw the PDF of one edition."""
    attempt(Booklet, edition_id, make)


@shared_task
def make_pending_booklets() -> None:
    """Ring again for every PDF that is due."""
    sweep(Booklet)
