"""Finishing a registration: everything of it in one transaction, or nothing."""

from django.db import IntegrityError, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import get_language

from accounts import consents
from accounts.forms.credentials import USERNAME_LENGTH
from accounts.forms.registration.page import RegistrationForms
from accounts.mail_events import VERIFY_EMAIL
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
from ground.mails.queue import owe
from ground.permanence import broken_constraint

# What somebody else may take between the look and the saving.
_TAKEN_MEANWHILE = {"uq_user_email_any_case", "uq_user_username_any_case", "accounts_user_username_key"}
_TRIES = 3
_USERNAME_ROOM = USERNAME_LENGTH - len("-123456")


def finish(*, draft: RegistrationDraft, forms: RegistrationForms, request, next_page: str = "") -> User:
    """The account of valid forms, for a draft that is held (`locked_draft`) and not finished.

    Where the e-mail is somebody's already the same is done, and undone: neither what is answered nor the work that
    it takes tells so. The worker that sends the mail finds out, and then tells that mailbox alone. A user name that
    is taken becomes one that is free, which the mail says too. Raises MembershipError when the invitation was
    withdrawn meanwhile.
    """
    address = forms.email.cleaned_data["email"]
    for tries_left in reversed(range(_TRIES)):
        is_taken = User.objects.filter(email__iexact=address).exists()
        try:
            with transaction.atomic():
                user = _register(draft, forms, request, email="" if is_taken else address)
                transaction.set_rollback(is_taken)
            break
        except IntegrityError as error:  # somebody registered the same at the same time
            if not tries_left or broken_constraint(error) not in _TAKEN_MEANWHILE:
                raise
    RegistrationDraft.objects.filter(pk=draft.pk).update(is_finished=True, password_hash="")
    wished, language = forms.username.cleaned_data["username"], get_language()
    if is_taken:
        owe(VERIFY_EMAIL, address=address, language=language, next=next_page)
    elif user.email_verified_at is None:
        wished = "" if wished == user.username else wished
        owe(VERIFY_EMAIL, user=user, wished=wished, language=language, next=next_page)
    return user


def free_username(wished: str) -> str:
    """The user name, or one that is free and begins with it."""
    others = [f"{wished[:_USERNAME_ROOM]}-{number}" for number in range(2, 6)]
    last = f"{wished[:_USERNAME_ROOM]}-{get_random_string(6, '0123456789')}"
    folded = User.objects.annotate(folded=Lower("username")).filter(folded__in=[n.lower() for n in (wished, *others)])
    taken = set(folded.values_list("folded", flat=True))
    return next((name for name in (wished, *others) if name.lower() not in taken), last)


def _register(draft: RegistrationDraft, forms: RegistrationForms, request, *, email: str) -> User:
    # Whoever opened the invitation's link reads that mailbox.
    is_invited = forms.invitation is not None and forms.invitation.email.casefold() == email.casefold()
    user = User.objects.create(
        username=free_username(forms.username.cleaned_data["username"]),
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
    record(Action.REGISTERED, request=request, actor=user, subject=profile)
    return user
