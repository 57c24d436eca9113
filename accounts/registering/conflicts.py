"""What only one account may have: told to whoever asks without a word about whose it is."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.forms.registration.page import RegistrationForms
from accounts.mail_events import ALREADY_REGISTERED
from accounts.models import Profile, User
from ground.mails.queue import owe

REMINDER_PAUSE = timedelta(days=1)


EMAIL = "uq_user_email_any_case"
USERNAME = "uq_user_username_any_case"
DOCUMENT = "uq_natural_person_document"

_TAKEN_NAME = ("username", "username", "Ese nombre de usuario no está disponible. Escriba otro.")

# By the constraint of the database that has the last word: the form and the field of the page that it is
# about, and what the page says.
CONFLICTS = {
    USERNAME: _TAKEN_NAME,
    "accounts_user_username_key": _TAKEN_NAME,  # the same name in the same case
    EMAIL: (
        "email",
        "email",
        "Ese correo electrónico no está disponible para un registro nuevo. Si es el suyo, ingrese o recupere "
        "su contraseña.",
    ),
    DOCUMENT: (
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
        ),
    }
    if not forms.is_natural:
        del taken[DOCUMENT]
    return [constraint for constraint, rows in taken.items() if rows.exists()]


def tell(forms: RegistrationForms, constraints: list[str]) -> None:
    """Say each beside its field; the owner of an e-mail is told by mail."""
    for constraint in constraints:
        form, field, message = CONFLICTS[constraint]
        getattr(forms, form).add_error(field, message)
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
