"""An unfinished registration: its password's hash waits on the server, and its files under the same key.

The key is in the session.
"""

from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.utils.crypto import salted_hmac

from accounts.models import RegistrationDraft, User
from ground.documents.drafts import hold

KEY = "registration_draft"
OWNER = "registration_password_owner"


def draft_key(request) -> UUID:
    """The key of the registration under way in this browser, from its first page on."""
    return UUID(request.session.setdefault(KEY, str(uuid4())))


def is_of_another_session(request) -> bool:
    """Whether the page was begun in a session that is over: what it had handed over is out of reach."""
    return request.POST.get("draft", "") not in {"", str(draft_key(request))}


def open_draft(key: UUID) -> RegistrationDraft:
    """The draft with that key, which may be finished already."""
    return RegistrationDraft.objects.get_or_create(pk=key)[0]


def locked_draft(key: UUID) -> RegistrationDraft:
    """The same, now that nobody else finishes it or takes its files back, until the transaction ends."""
    draft = RegistrationDraft.objects.select_for_update(of=["self"]).get_or_create(pk=key)[0]
    hold(key)
    return draft


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
