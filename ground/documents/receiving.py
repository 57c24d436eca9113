"""Accepting files from strangers: size, content, harmlessness; then storing and having them scanned."""

import hashlib
import logging
from collections.abc import Set

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ground.documents.inspection import inspect
from ground.documents.models import Document, Scan
from ground.documents.naming import display_name
from ground.documents.refusals import EMPTY, NOT_STORED, FileRefusedError, not_admitted, too_large

__all__ = ["EVERY_KIND", "FileRefusedError", "receive"]

logger = logging.getLogger(__name__)

EVERY_KIND = frozenset(Document.ContentType)


def receive(
    upload: "UploadedFile[bytes]", *, kinds: Set[Document.ContentType] = EVERY_KIND, is_reserved: bool = False
) -> Document:
    """Inspect, store and return the document, its scan owed when an antivirus is configured.

    Raises FileRefusedError, also for a fault of ours like a full disk, which is logged. Photos lose their
    metadata; PDFs are stored byte by byte as they came. It may take seconds: hold no lock meanwhile.
    """
    try:
        content_type, content = inspect(_content(upload))
        if content_type not in kinds:
            raise not_admitted(kind.label for kind in kinds)
        return _store(
            Document(
                name=display_name(upload.name or "", content_type),
                content_type=content_type,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                is_reserved=is_reserved,
            ),
            content,
        )
    except OSError as error:
        logger.error("a file was not stored: %r", error)
        raise FileRefusedError(NOT_STORED) from error


def _content(upload: "UploadedFile[bytes]") -> bytes:
    if not upload.size:
        raise FileRefusedError(EMPTY)
    if upload.size > settings.DOCUMENT_MAX_BYTES:
        raise too_large(upload.size)
    upload.seek(0)
    content: bytes = upload.read()
    return content


@transaction.atomic
def _store(document: Document, content: bytes) -> Document:
    """The file first: a row that is not committed leaves a file that the purge finds, never the reverse."""
    document.file.save(document.name, ContentFile(content), save=False)
    document.save(force_insert=True)
    if settings.CLAMD_SOCKET:
        Scan.objects.create(document=document).ring()
    return document
