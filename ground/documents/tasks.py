"""What the workers do about documents. Every task is safe to repeat."""

import logging
from functools import partial

from celery import shared_task
from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction

from ground.audit.models import Action, record
from ground.documents import antivirus
from ground.documents.drafts import purge_drafts
from ground.documents.models import Document, Scan
from ground.documents.orphans import delete_parts, end_doomed_files, remove_orphan_documents, unknown_files
from ground.documents.signals import infected
from ground.webforms.drafts import purge_page_drafts
from ground.work.running import attempt, sweep

logger = logging.getLogger(__name__)


@shared_task
def scan_document(document_id: str) -> None:
    attempt(Scan, document_id, scan)


def scan(work: Scan) -> None:
    """Have the stored bytes of a claimed scan judged, and record it. Raises AntivirusError: no verdict.

    What is infected is told to whoever listens, and goes to quarantine once all that is certain.
    """
    virus = antivirus.scan(work.document.content())
    if not virus:
        work.complete()
        return
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=work.document_id)
        if document.infected_with:
            return
        document.infected_with = virus[: Document._meta.get_field("infected_with").max_length]
        document.save(update_fields=["infected_with"])
        work.complete()
        record(Action.CHANGED, subject=document, what="infected", virus=document.infected_with)
        infected.send(sender=Document, document=document)
        logger.warning("document %s is infected with %s", document.pk, document.infected_with)
        transaction.on_commit(partial(quarantine, str(document.file)))


def quarantine(name: str) -> None:
    """Move a file to where nothing serves from; again, if it was interrupted."""
    normal, guarded = storages["documents"], storages["quarantine"]
    if normal.exists(name):
        guarded.delete(name)
        with normal.open(name) as file:
            guarded.save(name, file)
        normal.delete(name)


@shared_task
def scan_pending_documents() -> None:
    sweep(Scan)


@shared_task
def purge_file_drafts() -> None:
    if settings.KEEP_FILES:
        return
    purge_page_drafts()
    if purged := purge_drafts():
        logger.info("%d drafts with files purged", purged)


@shared_task
def tidy_documents() -> None:
    """Delete what is nobody's, and finish the moves to quarantine and the deletions that were interrupted."""
    if settings.KEEP_FILES:
        logger.warning("nothing is tidied: KEEP_FILES is set")
        return
    for name in Document.objects.exclude(infected_with="").values_list("file", flat=True):
        quarantine(name)
    if removed := remove_orphan_documents():
        logger.info("%d documents of nobody removed", removed)
    if ended := end_doomed_files():
        logger.info("%d files of removed documents deleted", ended)
    if deleted := delete_parts():
        logger.info("%d parts of files deleted", deleted)
    if unknown := unknown_files():
        logger.warning("%d files of which no row knows: see manage.py check_files", len(unknown))
