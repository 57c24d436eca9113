"""Files that people hand over: private, under random names, and scanned before anybody opens them."""

import hashlib
import logging
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models, transaction
from django.db.models import Q

from ground.doors.explicit_permissions import Anybody
from ground.doors.reserve import open_rows
from ground.permanence import NEVER_EMPTIED, OnlyMayChange
from ground.work.leases import LeasedWork

logger = logging.getLogger(__name__)

NAME_LENGTH = 150


def private_storage() -> Storage:
    return storages["documents"]


def random_name(document: "Document", filename: str) -> str:
    """Neither the person's name for the file nor its extension reaches the disk."""
    return f"{document.pk.hex[:2]}/{document.pk.hex}"


class AlteredError(Exception):
    """The stored bytes are not the ones that were received."""


class DocumentQuerySet(models.QuerySet["Document"]):
    def open_to(self, user: Anybody) -> Self:
        """What somebody of the staff may know of: what is reserved is not there for the others."""
        return self.filter(open_rows(user))


class Document(models.Model):
    """One file as it was accepted (ground/documents/receiving.py)."""

    class ContentType(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"

    class State(models.TextChoices):
        UNSCANNED = "unscanned", "Sin antivirus configurado"
        PENDING = "pending", "Pendiente de análisis"
        CLEAN = "clean", "Limpio"
        INFECTED = "infected", "Infectado, en cuarentena"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file = models.FileField("archivo", storage=private_storage, upload_to=random_name, max_length=80)
    name = models.CharField("nombre original", max_length=NAME_LENGTH)
    content_type = models.CharField("formato", max_length=20, choices=ContentType.choices)
    size = models.PositiveIntegerField("tamaño en bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    sent_sha256 = models.CharField(
        "SHA-256 de lo enviado",
        max_length=64,
        blank=True,
        db_default="",
        help_text="Del archivo como llegó. Una imagen se dibuja de nuevo, sin sus otros datos y, si es muy grande, "
        "reducida: con esta huella, quien guarda el original prueba que es el que envió.",
    )
    received_at = models.DateTimeField("recibido", auto_now_add=True)
    infected_with = models.CharField("software malicioso", max_length=200, blank=True)
    is_reserved = models.BooleanField(
        "reservado",
        default=False,
        db_default=False,
        help_text="Solo lo ve quien tiene el permiso para ver radicados reservados.",
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "documento"
        verbose_name_plural = "documentos"
        triggers = [
            *NEVER_EMPTIED,
            OnlyMayChange("infected_with", "is_reserved"),
            OnlyMayChange("is_reserved", name="infected", where="OLD.infected_with <> ''"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> "Document.State":
        """Derived from its scan (`select_related("scan")`); a file without one was never scanned."""
        if self.infected_with:
            return self.State.INFECTED
        scan = getattr(self, "scan", None)
        if scan is None:
            return self.State.UNSCANNED
        return self.State.CLEAN if scan.done_at else self.State.PENDING

    @property
    def is_servable(self) -> bool:
        """A pending or infected file is opened by nobody."""
        return self.state in {self.State.CLEAN, self.State.UNSCANNED}

    def content(self) -> bytes:
        """The stored bytes, compared with their SHA-256. Raises AlteredError and FileNotFoundError."""
        with self.file.open() as file:
            content: bytes = file.read()
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise AlteredError(str(self.pk))
        return content

    @transaction.atomic
    def remove(self) -> None:
        """Delete the row, and its file, wherever it lies, when the transaction commits.

        Raises ProtectedError while a row that must stay points to it.
        """
        doomed, _ = DoomedFile.objects.get_or_create(name=str(self.file))
        self.delete()
        transaction.on_commit(doomed.end, robust=True)  # one that fails is tried again every hour

    def intact_content(self) -> bytes | None:
        """The same; None, and a critical line in the log, when they are not the ones received."""
        try:
            return self.content()
        except (AlteredError, FileNotFoundError) as error:
            logger.critical("the file of document %s is not the one received: %r", self.pk, error)
            return None


class DoomedFile(models.Model):
    """A file whose document is gone, until it is gone as well. Nothing else is ever deleted from the disk: a file
    of which the database does not know may be of one that is newer, and is about to be restored."""

    name = models.CharField("archivo", max_length=80, unique=True)
    since = models.DateTimeField("desde", auto_now_add=True)

    class Meta:
        verbose_name = "archivo por borrar"
        verbose_name_plural = "archivos por borrar"

    def __str__(self) -> str:
        return self.name

    def end(self) -> None:
        if settings.KEEP_FILES:
            return
        for storage in (storages["documents"], storages["quarantine"]):
            storage.delete(self.name)
        DoomedFile.objects.filter(name=self.name).delete()


class FileDraft(models.Model):
    """The files of a page that nobody has filed yet (ground/documents/drafts.py).

    Its key is all that ties it to whoever handed them over.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    created_at = models.DateTimeField("empezado", auto_now_add=True)

    class Meta:
        verbose_name = "borrador con archivos"
        verbose_name_plural = "borradores con archivos"

    def __str__(self) -> str:
        return str(self.pk)


class DraftFile(models.Model):
    """One of them; `slot` is the name of the page's control for it. One that was removed waits for a while, in case it
    was a mistake."""

    draft = models.ForeignKey(FileDraft, models.CASCADE, related_name="files", verbose_name="borrador")
    slot = models.CharField("lugar", max_length=40)
    document = models.OneToOneField(Document, models.CASCADE, related_name="draft_file", verbose_name="documento")
    removed_at = models.DateTimeField("quitado", null=True, blank=True)

    class Meta:
        verbose_name = "archivo de un borrador"
        verbose_name_plural = "archivos de borradores"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.document)


class Scan(LeasedWork):
    task = "ground.documents.tasks.scan_document"

    document = models.OneToOneField(
        Document, models.CASCADE, primary_key=True, related_name="scan", verbose_name="documento"
    )

    class Meta:
        verbose_name = "análisis de un documento"
        verbose_name_plural = "análisis de documentos"
        permissions = [("retry_scan", "Puede reintentar el análisis de documentos")]
        indexes = [models.Index(fields=["next_attempt_at"], condition=Q(done_at__isnull=True), name="ix_scan_queue")]

    def __str__(self) -> str:
        return str(self.document)
