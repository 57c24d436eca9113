"""Files that were handed over before the page that needs them is complete."""

import logging
import re
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from ground.documents.models import Document
from ground.documents.receiving import RefusedError, receive
from ground.documents.removal import remove
from ground.doors.addresses import client_ip
from ground.doors.throttling import Throttle
from pqrsd.models import DraftAnexo, FileDraft

logger = logging.getLogger(__name__)

LIFE = timedelta(hours=24)
A_NUMBER = re.compile(r"[0-9]{1,18}")  # as long as the column keeps

NOT_STORED = "no pudimos guardarlo por una falla nuestra, que quedó registrada. Inténtelo en unos minutos."

_uploads = Throttle("pqrsd-uploads", settings.PQRSD_UPLOADS_PER_HOUR)


def keep_files(draft_id: UUID, uploads: list[UploadedFile], request) -> list[str]:
    """Keep the good ones; give the reasons for refusing others. More than may be kept are not looked at."""
    limit = settings.PQRSD_MAX_ATTACHMENTS
    problems = [_keep(draft_id, upload, request) for upload in uploads[:limit]]
    problems += [_about(upload, _full()) for upload in uploads[limit:]]
    return [problem for problem in problems if problem]


def kept_files(draft_id: UUID) -> list[DraftAnexo]:
    return list(DraftAnexo.objects.filter(draft=draft_id).select_related("document__scan"))


@transaction.atomic
def remove_file(draft_id: UUID, number: str) -> None:
    """Forget a file of this draft, by its number as a page says it; anything else is nobody's."""
    if not (A_NUMBER.fullmatch(number) and _lock(draft_id)):
        return
    for kept in DraftAnexo.objects.filter(draft=draft_id, pk=number).select_related("document"):
        _forget(kept)


def handed_over(draft_id: UUID | None) -> list[Document]:
    """The documents of a draft, which ends with this; to be called in the transaction that gives them their
    place."""
    if draft_id is None or not _lock(draft_id):
        return []
    documents = [kept.document for kept in kept_files(draft_id)]
    FileDraft.objects.filter(pk=draft_id).delete()
    return documents


def purge_drafts() -> int:
    """Delete what was begun a day ago and never filed, with its files; gives how many."""
    old = FileDraft.objects.filter(created_at__lt=timezone.now() - LIFE)
    for draft in old:
        _purge(draft.pk)
    return len(old)


@transaction.atomic
def _purge(draft_id: UUID) -> None:
    if _lock(draft_id):
        for kept in kept_files(draft_id):
            _forget(kept)
        FileDraft.objects.filter(pk=draft_id).delete()


def _lock(draft_id: UUID) -> bool:
    """Whether there is such a draft; nobody else files or forgets what it has until the transaction ends."""
    return bool(FileDraft.objects.select_for_update().filter(pk=draft_id))


def _keep(draft_id: UUID, upload: UploadedFile, request) -> str:
    """The reason for refusing it, or ""."""
    try:
        _check_pace(request)
        document = receive(upload)  # it may take seconds, so nothing is locked yet
    except RefusedError as refusal:
        return _about(upload, str(refusal))
    except OSError as error:  # no room on the disk: what was typed stays all the same
        logger.error("a file of a petition was not stored: %r", error)
        return _about(upload, NOT_STORED)
    problem = _attach(draft_id, document)
    return _about(upload, problem) if problem else ""


@transaction.atomic
def _attach(draft_id: UUID, document: Document) -> str:
    """Put it in its place, or delete it and give the reason; the same file twice is kept once.

    Nobody of the staff knows of it until it is filed: it may belong to a *denuncia*.
    """
    FileDraft.objects.get_or_create(pk=draft_id)
    draft = FileDraft.objects.select_for_update().get(pk=draft_id)
    others = draft.anexos.all()
    if others.filter(document__sha256=document.sha256).exists():
        remove(document)
        return ""
    if others.count() >= settings.PQRSD_MAX_ATTACHMENTS:
        remove(document)
        return _full()
    DraftAnexo.objects.create(draft=draft, document=document)
    Document.objects.filter(pk=document.pk).update(is_reserved=True)
    return ""


def _forget(kept: DraftAnexo) -> None:
    document = kept.document
    kept.delete()
    remove(document)


def _full() -> str:
    return f"Se admiten hasta {settings.PQRSD_MAX_ATTACHMENTS} archivos."


def _about(upload: UploadedFile, problem: str) -> str:
    return f"«{upload.name}»: {problem}"


def _check_pace(request) -> None:
    """Not of the staff, who share one network."""
    if request.user.is_staff:
        return
    address = client_ip(request)
    if _uploads.is_exceeded(address):
        raise RefusedError(
            "Recibimos muchos archivos seguidos desde su red. Espere una hora para enviar más."
        )
    _uploads.count(address)
