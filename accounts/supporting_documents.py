"""The documents that support a registration: added and replaced, never taken back."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.functions import Now

from accounts.changes import hold
from accounts.models import Profile, SupportingDocument
from accounts.models.registration import DocumentCategory
from ground.audit.models import Action
from ground.audit.trail import record
from ground.documents.models import Document
from ground.documents.receiving import FileRefusedError, receive


@transaction.atomic
def add(*, profile: Profile, category: str, upload: UploadedFile, request) -> SupportingDocument:
    """One more document of a kind that admits several, or the first of its kind. Raises FileRefusedError."""
    document = receive(upload)  # before anything is held: it may take seconds
    hold(profile)
    if not _has_room(profile, category):
        raise FileRefusedError("Ya tiene un documento de esa clase: reemplácelo en lugar de añadir otro.")
    return _keep(profile, category, document, request, what="document_added")


@transaction.atomic
def replace(*, replaced: SupportingDocument, upload: UploadedFile, request) -> SupportingDocument:
    """The new document takes the place of the old one, which stays with its date. Raises FileRefusedError."""
    document, profile = receive(upload), replaced.profile
    hold(profile)
    if not profile.supporting_documents.current().filter(pk=replaced.pk).update(replaced_at=Now()):
        raise FileRefusedError("Ese documento ya había sido reemplazado; revise la lista.")
    return _keep(profile, replaced.category, document, request, what="document_replaced", old=replaced.pk)


def addable_categories(profile: Profile) -> list[tuple[str, str]]:
    """The kinds of which the person may hand over one more."""
    return [choice for choice in DocumentCategory.choices if _has_room(profile, choice[0])]


def _keep(profile: Profile, category: str, document: Document, request, **detail) -> SupportingDocument:
    kept = SupportingDocument.objects.create(profile=profile, category=category, document=document)
    record(Action.CHANGED, request=request, subject=kept, **detail)
    return kept


def _has_room(profile: Profile, category: str) -> bool:
    limit = settings.REGISTRATION_MAX_DOCUMENTS if category == DocumentCategory.OTHER else 1
    return profile.supporting_documents.current().filter(category=category).count() < limit
