"""Accepting files from strangers: size, content, harmlessness; then storing and having them scanned."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ground.documents.inspection import inspect
from ground.documents.models import Document, Scan
from ground.documents.naming import display_name
from ground.documents.refusals import EMPTY, RefusedError, too_large

__all__ = ["RefusedError", "receive"]


def receive(upload: UploadedFile) -> Document:
    """Inspect, store and return the document, its scan owed when an antivirus is configured.

    Raises RefusedError. Photos lose their metadata; PDFs are stored byte by byte as they came.
    It may take seconds: no lock should be held meanwhile.
    """
    content_type, content = inspect(_content(upload))
    return _store(
        Document(
            name=display_name(upload.name or "", content_type),
            content_type=content_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        ),
        content,
    )


def _content(upload: UploadedFile) -> bytes:
    if not upload.size:
        raise RefusedError(EMPTY)
    if upload.size > settings.DOCUMENT_MAX_BYTES:
        raise too_large(upload.size)
    upload.seek(0)
    return upload.read()


@transaction.atomic
def _store(document: Document, content: bytes) -> Document:
    """The file first: a row that is not committed leaves a file that the purge finds, never the reverse."""
    document.file.save(document.name, ContentFile(content), save=False)
    document.save(force_insert=True)
    if settings.CLAMD_SOCKET:
        Scan.objects.create(document=document).ring()
    return document
