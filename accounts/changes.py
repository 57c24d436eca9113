"""Corrections that people make to what the portal keeps of them, and to the documents that support it: those
are added and replaced, never taken back."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import label_for_field
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model
from django.db.models.functions import Now
from django.http import Http404

from accounts.mail_events import CONTACT_CHANGED
from accounts.models import DocumentCategory, Profile, SupportingDocument, User
from ground.audit.models import Action, record
from ground.documents.models import Document
from ground.documents.receiving import FileRefusedError, receive
from ground.languages import Words
from ground.mails.queue import owe


def hold(profile: Profile) -> None:
    """Two changes at once happen one after the other. Raises Http404 when its account was closed meanwhile:
    nothing comes back to one whose data were erased."""
    Profile.objects.select_for_update(of=["self"], no_key=True).get(pk=profile.pk)
    if not is_open(profile):
        raise Http404(f"the account of profile {profile.pk} is closed")


def is_open(profile: Profile) -> bool:
    """Whether its account is, now: what was read before a lock was waited for may be of before."""
    return User.objects.filter(pk=profile.user_id, is_active=True).exists()


@transaction.atomic
def change(row: Model, answers: dict[str, Any], *, request, what: str) -> list[str]:
    """Save what differs, and record which fields those were, never their values; returns their names."""
    changed = [name for name, value in answers.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, answers[name])
    if row.pk is None:
        row.save()
    elif changed:
        row.save(update_fields=changed)
    if changed:
        record(Action.CHANGED, request=request, subject=row, what=what, fields=changed)
    return changed


def tell_of_change(row: Model, changed: list[str], *, to: Iterable[User], company: str = "") -> None:
    """By mail, which fields they were, to those whose data they are: it may be somebody else who found a session
    open."""
    if not changed:
        return
    labels = [str(label_for_field(name, type(row))) for name in changed]
    for user in to:
        owe(CONTACT_CHANGED, recipient=user.email, user=user, changed=", ".join(labels), company=company)


def add_document(*, profile: Profile, category: str, upload: UploadedFile, request) -> SupportingDocument:
    """One more document of a kind that admits several, or the first of its kind. Raises FileRefusedError."""
    with _received(upload) as document:
        hold(profile)
        if not _has_room(profile, category):
            raise FileRefusedError("Ya tiene un documento de esa clase: reemplácelo en lugar de añadir otro.")
        return _keep(profile, category, document, request, what="document_added")


def replace_document(*, replaced: SupportingDocument, upload: UploadedFile, request) -> SupportingDocument:
    """The new document takes the place of the old one, which stays with its date. Raises FileRefusedError."""
    with _received(upload) as document:
        hold(profile := replaced.profile)
        if not profile.supporting_documents.current().filter(pk=replaced.pk).update(replaced_at=Now()):
            raise FileRefusedError("Ese documento ya había sido reemplazado; revise la lista.")
        return _keep(profile, replaced.category, document, request, what="document_replaced", old=replaced.pk)


@contextmanager
def _received(upload: UploadedFile) -> Iterator[Document]:
    """The document that a transaction gives its place, removed when it finds none. It is received before anything is
    held: it may take seconds."""
    document = receive(upload)
    try:
        with transaction.atomic():
            yield document
    except BaseException:
        document.remove()
        raise


def addable_categories(profile: Profile) -> list[tuple[str, Words]]:
    """The kinds of which the person may hand over one more."""
    return [choice for choice in DocumentCategory.choices if _has_room(profile, choice[0])]


def _keep(profile: Profile, category: str, document: Document, request, **detail) -> SupportingDocument:
    kept = SupportingDocument.objects.create(profile=profile, category=category, document=document)
    record(Action.CHANGED, request=request, subject=kept, **detail)
    return kept


def _has_room(profile: Profile, category: str) -> bool:
    limit = settings.REGISTRATION_MAX_DOCUMENTS if category == DocumentCategory.OTHER else 1
    return profile.supporting_documents.current().filter(category=category).count() < limit
