"""What the workers do about documents. Every task is safe to repeat."""

import logging

from celery import shared_task

from ground.documents.models import Scan
from ground.documents.scanning import scan
from ground.documents.storing import delete_orphans, finish_quarantines
from ground.work.running import attempt, sweep

logger = logging.getLogger(__name__)


@shared_task
def scan_document(document_id: str) -> None:
    """Have one document looked at by the antivirus."""
    attempt(Scan, document_id, scan)


@shared_task
def scan_pending_documents() -> None:
    """Ring again for every scan that is due."""
    sweep(Scan)


@shared_task
def tidy_documents() -> None:
    """Delete the files without a row, and finish the moves to quarantine that were interrupted."""
    finish_quarantines()
    if deleted := delete_orphans():
        logger.info("%d files without a row deleted", deleted)
