"""Finishing a registration: everything of it in one transaction, or nothing.

What only one account may have is told to whoever asks without a word about whose it is.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import consents
from accounts.credentials import owe_link, tell_owner
from accounts.forms.registration.page import RegistrationForms
from accounts.membership import accept_invitation, request_membership
from accounts.models import (
    Company,
    DocumentCategory,
    LegalRepresentative,
    Profile,
    RegistrationDraft,
    SupportingDocument,
    User,
)
from accounts.registering.drafts import slot_name
from ground.audit.models import Action, record
from ground.documents.drafts import handed_over
from ground.doors.addresses import client_ip
from ground.permanence import broken_constraint

EMAIL = "uq_user_email_any_case"
USERNAME = "uq_user_username_any_case"
DOCUMENT = "uq_natural_person_document"

_TAKEN_NAME = ("username", "username", _("Ese nombre de usuario no está disponible. Escriba otro."))

# By the constraint of the database that has the last word: the form and the field of the page that it is
# about, and what the page says.
CONFLICTS = {
    USERNAME: _TAKEN_NAME,
    "accounts_user_username_key": _TAKEN_NAME,  # the same name in the same case
    EMAIL: (
        "email",
        "email",
        _(
            "Ese correo electrónico no está disponible para un registro nuevo. Si es el suyo, ingrese o recupere "
            "su contraseña."
        ),
    ),
    DOCUMENT: (
        "person",
        "document_number",
        _("Ese documento no está disponible para un registro nuevo. Si es el suyo, ingrese o recupere su contraseña."),
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


def tell_conflicts(forms: RegistrationForms, constraints: list[str]) -> None:
    """Say each beside its field; the owner of an e-mail is told by mail."""
    for constraint in constraints:
        form, field, message = CONFLICTS[constraint]
        getattr(forms, form).add_error(field, message)
    if EMAIL in constraints:
        tell_owner(forms.owner.email)


class ConflictError(Exception):
    """Somebody registered the same at the same time; `constraint` names what."""

    def __init__(self, constraint: str):
        super().__init__(constraint)
        self.constraint = constraint


def finish(*, draft: RegistrationDraft, forms: RegistrationForms, request) -> Profile:
    """The registration of valid forms, for a draft that is held (`locked_draft`) and not finished.

    Raises ConflictError, and MembershipError when the invitation was withdrawn meanwhile.
    """
    try:
        with transaction.atomic():
            return _register(draft, forms, request)
    except IntegrityError as error:
        constraint = broken_constraint(error)
        if constraint not in CONFLICTS:
            raise
        raise ConflictError(constraint) from error


def _register(draft: RegistrationDraft, forms: RegistrationForms, request) -> Profile:
    email = forms.email.cleaned_data["email"]
    # Whoever opened the invitation's link reads that mailbox.
    is_invited = forms.invitation is not None and forms.invitation.email.casefold() == email.casefold()
    user = User.objects.create(
        username=forms.username.cleaned_data["username"],
        password=draft.password_hash,
        email=email,
        email_verified_at=timezone.now() if is_invited else None,
        first_name=forms.person.cleaned_data["first_name"],
        last_name=forms.person.cleaned_data["last_name"],
    )

    company, is_new = None, False
    if forms.brings_company:  # what is posted about a registered one changes nothing of it
        details = forms.company.details | forms.traits.traits
        company, is_new = Company.objects.get_or_create(**forms.company.tax_number, defaults=details)
    if company and is_new:
        LegalRepresentative.objects.create(company=company, **forms.representative.cleaned_data)

    profile = Profile.objects.create(
        user=user,
        person_type=Profile.PersonType.LEGAL if forms.is_legal else Profile.PersonType.NATURAL,
        company=company if is_new else None,
        is_company_administrator=is_new,
        registered_from=client_ip(request) or None,
        **forms.person.details,
        **forms.contact.details,
    )
    forms.characterisation.instance.profile = profile
    forms.characterisation.save()
    if forms.invitation:
        accept_invitation(invitation=forms.invitation, profile=profile, request=request)
    elif company and not is_new:
        request_membership(profile=profile, company=company, request=request)

    # A natural person has no legal representative, nor has an adult: what they handed over before they changed
    # their mind is not kept.
    files = handed_over(draft.pk)
    unkept = set() if profile.is_legal_person else {DocumentCategory.REPRESENTATIVE}
    for category in unkept if forms.person.is_minor else unkept | {DocumentCategory.GUARDIAN}:
        for document in files.pop(slot_name(category), []):
            document.remove()
    for category in DocumentCategory:
        for document in files[slot_name(category)]:
            SupportingDocument.objects.create(profile=profile, category=category, document=document)

    for wording in forms.consents.given:
        consents.give(user=user, wording=wording, request=request)
    if user.email_verified_at is None:
        owe_link(user)
    record(Action.REGISTERED, request=request, actor=user, subject=profile)
    draft.profile = profile
    draft.password_hash = ""
    draft.save(update_fields=["profile", "password_hash"])
    return profile
