"""Accepting files from strangers: size, content, harmlessness; then storing and having them scanned."""

import hashlib
import logging
import re
import unicodedata
from collections.abc import Set
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from ground.documents.inspection import FileRefusedError, inspect
from ground.documents.models import NAME_LENGTH, Document, Scan

__all__ = ["EVERY_KIND", "NAMED", "FileRefusedError", "accepted", "file_control", "receive", "too_heavy"]

logger = logging.getLogger(__name__)

EVERY_KIND = frozenset(Document.ContentType)
EMPTY = _("El archivo está vacío. Elija otro.")
TOO_HEAVY = _(
    "El archivo pesa {} y el máximo es {}. Si es un documento escaneado, escanéelo a 150 o 200 puntos por pulgada o "
    "divídalo; si es una foto, envíela con menos tamaño."
)
NAMED = _("«{name}»: {problem}")
NOT_STORED = _("No pudimos guardar el archivo por una falla nuestra, que quedó registrada. Inténtelo en unos minutos.")
NAMELESS = "documento"
EXTENSIONS = {
    Document.ContentType.PDF: [".pdf"],
    Document.ContentType.JPEG: [".jpg", ".jpeg"],
    Document.ContentType.PNG: [".png"],
}
# What is sent besides and stored as one of them.
BECOME = {Document.ContentType.JPEG: [".heic", ".heif", "image/heic", "image/heif"]}
_ACCEPTED_EXTENSION = re.compile(r"\.(pdf|jpe?g|png|hei[cf])$", re.IGNORECASE)


def receive(
    upload: "UploadedFile[bytes]", *, kinds: Set[Document.ContentType] = EVERY_KIND, is_reserved: bool = False
) -> Document:
    """Inspect, store and return the document, its scan owed when an antivirus is configured.

    Raises FileRefusedError, also for a fault of ours like a full disk, which is logged. Photos lose their metadata,
    and pixels where they have more than are kept; PDFs are stored byte by byte as they came. It may take seconds:
    hold no lock meanwhile.
    """
    try:
        if not upload.size:
            raise FileRefusedError(EMPTY)
        if upload.size > settings.DOCUMENT_MAX_BYTES:
            sizes = map(filesizeformat, (upload.size, settings.DOCUMENT_MAX_BYTES))
            raise FileRefusedError(TOO_HEAVY.format(*sizes))
        upload.seek(0)
        sent = upload.read()
        content_type, content = inspect(sent)
        if content_type not in kinds:
            admitted = " o ".join(kind.label for kind in kinds)
            raise FileRefusedError(f"Aquí solo se aceptan archivos {admitted}.")
        document = Document(
            name=display_name(upload.name or "", content_type),
            content_type=content_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            sent_sha256=hashlib.sha256(sent).hexdigest(),
            is_reserved=is_reserved,
        )
        _store(document, content)
    except OSError as error:
        logger.error("a file was not stored: %r", error)
        raise FileRefusedError(NOT_STORED) from error
    return document


def accepted(kinds: Set[Document.ContentType] = EVERY_KIND) -> str:
    """As a file control says it to the browser."""
    here = [kind for kind in Document.ContentType if kind in kinds]
    return ",".join(chain.from_iterable([*EXTENSIONS[kind], kind, *BECOME.get(kind, [])] for kind in here))


def too_heavy() -> str:
    """What the browser says of a file before it is sent (static/js/portal.js), with the places of what it knows."""
    return NAMED.format(name="{name}", problem=TOO_HEAVY.format("{size}", "{most}"))


def file_control(most: int | None = None, **others: str) -> dict[str, Any]:
    """The attributes of a control for one file that a form of its own takes."""
    most = most or settings.DOCUMENT_MAX_BYTES
    return {"data-max-bytes": most} | others


def _store(document: Document, content: bytes) -> None:
    """The file first: no row without its file. A transaction of its own, as nobody could tell whose the file is that
    one around it leaves behind."""
    document.file.save(document.name, ContentFile(content), save=False)
    try:
        with transaction.atomic(durable=True):
            document.save(force_insert=True)
            if settings.CLAMD_SOCKET:
                Scan.objects.create(document=document).ring()
    except BaseException:
        document.file.storage.delete(str(document.file))
        raise


def display_name(name: str, content_type: Document.ContentType) -> str:
    """The last part of the path, without invisible characters and with the extension of what it really is."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    # Without control and formatting characters: NUL, line breaks, marks that turn the reading direction.
    kept = (char for char in name if char.isspace() or not unicodedata.category(char).startswith("C"))
    name = " ".join("".join(kept).split())
    found = _ACCEPTED_EXTENSION.search(name)
    stem, extension = (name[: found.start()], found[0].lower()) if found else (name, "")
    if extension not in EXTENSIONS[content_type]:
        extension = EXTENSIONS[content_type][0]
    stem = stem[: NAME_LENGTH - len(extension)].strip(". ")
    return f"{stem or NAMELESS}{extension}"
