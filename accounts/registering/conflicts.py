"""What only one account may have: told to whoever asks without a word about whose it is."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.forms.registration.page import RegistrationForms
from accounts.mail_events import ALREADY_REGISTERED
from accounts.models import Profile, User
from ground.mails.queue import owe
from ground.permanence import broken_constraint

REMINDER_PAUSE = timedelta(days=1)


@dataclass(frozen=True)
class Conflict:
    """The form and the field of the page that it is about, and what the page says."""

    form: str
    field: str
    message: str


EMAIL = "uq_user_email_any_case"
USERNAME = "uq_user_username_any_case"
DOCUMENT = "uq_natural_person_document"

_TAKEN_NAME = Conflict("username", "username", "Ese nombre de usuario no está disponible. Escriba otro.")

# By the constraint of the database that has the last word.
CONFLICTS = {
    USERNAME: _TAKEN_NAME,
    "accounts_user_username_key": _TAKEN_NAME,  # the same name in the same case
    EMAIL: Conflict(
        "email",
        "email",
        "Ese correo electrónico no está disponible para un registro nuevo. Si es el suyo, ingrese o recupere "
        "su contraseña.",
    ),
    DOCUMENT: Conflict(
        "person",
        "document_number",
        "Ese documento no está disponible para un registro nuevo. Si es el suyo, ingrese o recupere su "
        "contraseña.",
    ),
}


def existing_conflicts(forms: RegistrationForms) -> list[str]:
    """The constraints that the valid answers would break."""
    person = forms.person.cleaned_data
    taken = {
        USERNAME: User.objects.filter(username__iexact=forms.username.cleaned_data["username"]),
        EMAIL: User.objects.filter(email__iexact=forms.email.cleaned_data["email"]),
        DOCUMENT: Profile.objects.filter(
            person_type=Profile.PersonType.NATURAL,
            document_type=person["document_type"],
            document_number=person["document_number"],
        )
        if forms.is_natural
        else Profile.objects.none(),
    }
    return [constraint for constraint, rows in taken.items() if rows.exists()]


def broken(error: IntegrityError) -> str:
    """The constraint that an account broke; raises the error again when it is none of these."""
    name = broken_constraint(error)
    if name not in CONFLICTS:
        raise error
    return name


def tell(forms: RegistrationForms, constraints: list[str]) -> None:
    """Say each beside its field; the owner of an e-mail is told by mail."""
    for constraint in constraints:
        conflict = CONFLICTS[constraint]
        getattr(forms, conflict.form).add_error(conflict.field, conflict.message)
    if EMAIL in constraints:
        tell_owner(forms.owner.email)


@transaction.atomic
def tell_owner(email: str) -> None:
    """At most once a day: nobody's mailbox is filled by somebody else's insistence."""
    owners = User.objects.select_for_update(of=["self"], no_key=True)
    owner = owners.filter(email__iexact=email, is_active=True).first()
    if owner is None:
        return
    recent = owner.mails.of(ALREADY_REGISTERED).filter(created_at__gt=timezone.now() - REMINDER_PAUSE)
    if not recent.exists():
        owe(ALREADY_REGISTERED, recipient=owner.email, user=owner)
