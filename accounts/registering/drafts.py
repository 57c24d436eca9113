"""An unfinished registration: its files and its password's hash wait on the server.

The key to them is in the session.
"""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import RegistrationDraft, User
from accounts.models.registration import DocumentCategory, DraftDocument
from ground.documents.models import Document, Scan
from ground.documents.receiving import RefusedError, receive
from ground.documents.removal import remove
from ground.doors.addresses import client_ip
from ground.doors.throttling import Throttle

LIFE = timedelta(hours=24)
KEY = "registration_draft"
OWNER = "registration_password_owner"

_uploads = Throttle("registration_uploads", settings.REGISTRATION_UPLOADS_PER_HOUR)


def draft_key(request) -> str:
    """The key of the registration under way in this browser, from its first page on."""
    return request.session.setdefault(KEY, str(uuid4()))


def is_of_another_session(request) -> bool:
    """Whether the page was begun in a session that is over: what it had handed over is out of reach."""
    return request.POST.get("draft", "") not in {"", draft_key(request)}


def open_draft(key: str) -> RegistrationDraft:
    """The draft with that key, which may be finished already."""
    return RegistrationDraft.objects.get_or_create(pk=key)[0]


def locked_draft(draft: RegistrationDraft) -> RegistrationDraft:
    """The draft as it is now that nobody else adds to it or finishes it, until the transaction ends;
    one that was purged meanwhile begins anew."""
    return RegistrationDraft.objects.select_for_update(of=["self"]).get_or_create(pk=draft.pk)[0]


# --- Files ---------------------------------------------------------------------------------------------
def keep_files(draft: RegistrationDraft, category: str, uploads: list[UploadedFile], request) -> list[str]:
    """Keep the good ones; give the reasons for refusing others. More than may be kept are not looked at."""
    limit = _limit(category)
    problems = [_keep_file(draft, category, upload, request) for upload in uploads[:limit]]
    problems += [_about(upload, _full(limit)) for upload in uploads[limit:]]
    return [problem for problem in problems if problem]


def remove_file(draft: RegistrationDraft, number: int) -> None:
    """Forget a file of this draft; any other number is nobody's."""
    for kept in draft.documents.filter(pk=number).select_related("document"):
        remove(kept.document)


def _keep_file(draft, category: str, upload: UploadedFile, request) -> str:
    """The reason for refusing it, or ""."""
    try:
        _check_pace(request)
        document = receive(upload)  # it may take seconds, so nothing is locked yet
    except RefusedError as refusal:
        return _about(upload, str(refusal))
    problem = _attach(draft, category, document)
    return _about(upload, problem) if problem else ""


@transaction.atomic
def _attach(draft: RegistrationDraft, category: str, document: Document) -> str:
    """Put it in its place, or delete it and give the reason; the same file twice is kept once."""
    limit = _limit(category)
    is_finished = locked_draft(draft).profile_id is not None
    others = draft.documents.filter(category=category).select_related("document")
    if others.filter(document__sha256=document.sha256).exists():
        remove(document)
        return ""
    if is_finished or (category == DocumentCategory.OTHER and others.count() >= limit):
        remove(document)
        return "El registro ya había terminado." if is_finished else _full(limit)
    if category != DocumentCategory.OTHER:
        for replaced in others:
            remove(replaced.document)
    DraftDocument.objects.create(draft=draft, category=category, document=document)
    return ""


def _limit(category: str) -> int:
    return settings.REGISTRATION_MAX_DOCUMENTS if category == DocumentCategory.OTHER else 1


def _full(limit: int) -> str:
    return f"Se admiten hasta {limit} documentos."


def _about(upload: UploadedFile, problem: str) -> str:
    return f"«{upload.name}»: {problem}"


def _check_pace(request) -> None:
    address = client_ip(request)
    if _uploads.is_exceeded(address):
        raise RefusedError(
            "Recibimos muchos archivos seguidos desde su red. Espere una hora para enviar más."
        )
    _uploads.count(address)


# --- The password --------------------------------------------------------------------------------------
def keep_password(draft: RegistrationDraft, password: str, owner: User, request) -> None:
    """Keep its hash, and whose it is as typed by now."""
    draft.password_hash = make_password(password)
    draft.save(update_fields=["password_hash"])
    request.session[OWNER] = _described(owner)


def has_password(draft: RegistrationDraft, owner: User, request) -> bool:
    """Whether a password is kept, and names, user name and e-mail are those that it was compared with."""
    return bool(draft.password_hash) and request.session.get(OWNER) == _described(owner)


def _described(owner: User) -> str:
    text = "\n".join((owner.username, owner.email, owner.first_name, owner.last_name))
    return salted_hmac(__name__, text.casefold()).hexdigest()


# --- Afterwards ----------------------------------------------------------------------------------------
def purge_drafts() -> int:
    """Delete what was begun a day ago, with the files of what was never finished; gives how many."""
    before = timezone.now() - LIFE
    old = RegistrationDraft.objects.filter(created_at__lt=before)
    for draft in old:
        _purge(draft)
    for document in _nobodys_documents().filter(received_at__lt=before):
        remove(document)
    return len(old)


def _nobodys_documents():
    """What no row of any application points to but its scan: the process ended just after receiving it.

    Relations without a name of their own (`related_name="+"`) count too, and those of many to many.
    """
    relations = [
        field
        for field in Document._meta.get_fields(include_hidden=True)
        if field.auto_created and (field.one_to_many or field.one_to_one) and field.related_model is not Scan
    ]
    return Document.objects.filter(*(~Exists(_pointing(relation)) for relation in relations))


def _pointing(relation):
    rows = relation.related_model._base_manager
    return rows.filter(**{relation.field.name: OuterRef("pk")})


@transaction.atomic
def _purge(draft: RegistrationDraft) -> None:
    for kept in locked_draft(draft).documents.select_related("document"):
        remove(kept.document)
    draft.delete()
