"""An unfinished registration: its password's hash waits on the server, and so do the files of *Documentación
Anexa* (4.1.5), under the same key, which is in the session."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.signing import BadSignature, Signer
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.models import DocumentCategory, RegistrationDraft, User
from accounts.models.registration import OF_COMPANIES
from accounts.passwords import owner_facts
from ground.documents.drafts import hold, kept_files, received_files
from ground.documents.slots import Slot, UploadPlace
from ground.doors.throttling import Throttle
from ground.languages import Words

KEY = "registration_draft"
OWNER = "registration_password_owner"
REGISTERED = "registered_here"


def draft_key(request) -> UUID:
    """The key of the registration under way in this browser. Its session has it from the first button on; before,
    only the page has it, sealed: whoever just looks leaves no row behind, and two files that are sent at once from
    a browser without a session are of one registration."""
    return UUID(request.session.get(KEY) or _unsealed(request) or str(uuid4()))


def sealed(request, key: UUID) -> str:
    """The key as a page says it: it is good in the browser that got the page, and in no other."""
    return _seal(request).sign(str(key))


def posted_key(request) -> str:
    """The key that the page says, of whatever browser; "" when it says none."""
    return request.POST.get("draft", "").partition(Signer().sep)[0]


def _unsealed(request) -> str:
    try:
        return _seal(request).unsign(request.POST.get("draft", ""))
    except BadSignature:
        return ""


def _seal(request) -> Signer:
    get_token(request)  # gives the browser a secret where it has none yet
    return Signer(salt=f"{KEY}:{request.META['CSRF_COOKIE']}")


def is_of_another_session(request, key: UUID) -> bool:
    """Whether the page was begun in a session that is over: what it had handed over is out of reach."""
    return posted_key(request) not in {"", str(key)}


def found_draft(key: UUID) -> RegistrationDraft:
    """The draft with that key, for whoever just looks; as good as begun where there is none yet."""
    return RegistrationDraft.objects.filter(pk=key).first() or RegistrationDraft(pk=key)


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


def is_registered_here(request, user: User) -> bool:
    """Whether the account was registered in this very browser."""
    return request.session.get(REGISTERED) == user.pk


def _described(owner: User) -> str:
    text = "\n".join(owner_facts(owner))
    return salted_hmac(__name__, text.casefold()).hexdigest()


# --- Its files: what is asked for, what has arrived and what is still missing ---------------------------
HINTS = {
    DocumentCategory.TAX: _("El RUT actualizado; de una empresa extranjera, su documento tributario."),
    DocumentCategory.REPRESENTATIVE: _("Si es de otro país, su pasaporte o documento de identidad."),
    DocumentCategory.CONTACT: _("Su documento de identidad; si es de otro país, el pasaporte o un equivalente."),
    DocumentCategory.GUARDIAN: _(
        "Su registro civil de nacimiento; si no lo representan su madre o su padre, la sentencia o el acto que nombra "
        "a quien lo hace."
    ),
    DocumentCategory.OTHER: _(
        "Los que quiera añadir, por ejemplo el certificado de existencia y representación legal. "
        "Puede escoger varios a la vez."
    ),
}
MISSING = {
    DocumentCategory.TAX: _("Adjunte el NIT o RUT de la empresa."),
    DocumentCategory.REPRESENTATIVE: _("Adjunte la cédula del representante legal."),
    DocumentCategory.CONTACT: _("Adjunte la cédula del contacto."),
    DocumentCategory.GUARDIAN: _("Adjunte la prueba de quién representa al menor de edad."),
}


@dataclass(frozen=True, kw_only=True)
class Paper(UploadPlace):
    """The place of the page for the documents of one kind."""

    category: DocumentCategory

    @property
    def hint(self) -> Words:
        return HINTS[self.category]

    @property
    def is_of_companies(self) -> bool:
        """Asked for of whoever brings a company, and of nobody else."""
        return self.category in OF_COMPANIES


def slot_of(category: DocumentCategory) -> Slot:
    uploads = Throttle("registration_uploads", settings.REGISTRATION_UPLOADS_PER_HOUR)
    if category == DocumentCategory.OTHER:
        return Slot(slot_name(category), uploads, limit=settings.REGISTRATION_MAX_DOCUMENTS)
    return Slot(slot_name(category), uploads, replaces=True)


def slot_name(category: DocumentCategory) -> str:
    return f"documents-{category.value}"


def papers(draft: RegistrationDraft, problems: dict[DocumentCategory, list[str]], post_to: str) -> list[Paper]:
    """Every place of the page of the registration. Of one that is finished nothing is shown, whatever became of it."""
    kept = [] if draft.is_finished else kept_files(draft.pk)
    return [
        Paper(slot_of(category), kept, problems.get(category, []), post_to, category=category)
        for category in DocumentCategory
    ]


def lacking(key: UUID, unasked: frozenset[DocumentCategory]) -> dict[DocumentCategory, list[str]]:
    """A sentence for each kind that is required and has not arrived."""
    present = {kept.slot for kept in received_files(key)}
    asked = MISSING.keys() - unasked
    return {category: [str(MISSING[category])] for category in asked if slot_name(category) not in present}
