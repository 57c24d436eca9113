"""What the workers do about documents. Every task is safe to repeat."""

import logging

from celery import shared_task

from ground.documents.drafts import purge_drafts
from ground.documents.models import Scan
from ground.documents.orphans import delete_orphan_files, remove_orphan_documents
from ground.documents.scanning import scan
from ground.documents.storing import finish_quarantines
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
def purge_file_drafts() -> None:
    """Delete the files of what was never filed."""
    if purged := purge_drafts():
        logger.info("%d drafts with files purged", purged)


@shared_task
def tidy_documents() -> None:
    """Delete what is nobody's, and finish the moves to quarantine that were interrupted."""
    finish_quarantines()
    if removed := remove_orphan_documents():
        logger.info("%d documents of nobody removed", removed)
    if deleted := delete_orphan_files():
        logger.info("%d files without a row deleted", deleted)
