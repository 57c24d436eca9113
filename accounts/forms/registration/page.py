"""The whole page: one `<form>`, a Django form for each part of it."""

from django.forms import BaseForm

from accounts.forms.registration.characterisation import CharacterisationForm, CompanyTraitsForm
from accounts.forms.registration.company import CompanyForm, RepresentativeForm
from accounts.forms.registration.consents import ConsentsForm
from accounts.forms.registration.contact import (
    ContactForm,
    EmailForm,
    PasswordForm,
    PersonForm,
    PersonTypeForm,
    UsernameForm,
)
from accounts.identity import normalise_document_number
from accounts.models import Company, ConsentKind, DocumentCategory, Invitation, Profile, User
from accounts.models.registration import OF_COMPANIES
from accounts.nit import base_typed
from ground.webforms.page_forms import PageForms


class RegistrationForms(PageForms[BaseForm]):
    """An invited person acts for the company that invites them, so nothing is asked about a company."""

    order = (
        "person_type", "person", "email", "contact", "username", "password",
        "characterisation", "traits", "company", "representative", "consents",
    )  # fmt: skip

    def __init__(self, posted=None, *, invitation: Invitation | None = None, judged: bool = False):
        email = {"email": invitation.email, "email_again": invitation.email} if invitation else {}
        super().__init__(posted, known={EmailForm.prefix: email}, judged=judged)
        self.invitation = invitation
        self.person_type = self.part(PersonTypeForm, is_asked=invitation is None)
        self.characterisation = self.part(CharacterisationForm)
        self.person = self.part(PersonForm, age_range=self.characterisation.age_range)
        self.email = self.part(EmailForm)
        self.contact = self.part(ContactForm)
        self.username = self.part(UsernameForm)
        self.traits = self.part(CompanyTraitsForm, is_asked=self.brings_company)
        self.company = self.part(CompanyForm, is_asked=self.brings_company)
        self.representative = self.part(RepresentativeForm, is_asked=self.brings_company)
        self.password = PasswordForm(owner=self.owner)
        needed = set()
        if self.characterisation.tells_sensitive_data:
            needed.add(ConsentKind.SENSITIVE_DATA)
        if self.person.is_minor:
            needed.add(ConsentKind.GUARDIAN)
        unasked = frozenset() if self.person.is_minor else {ConsentKind.GUARDIAN}
        self.consents = self.part(ConsentsForm, needed=needed, unasked=unasked)

    @property
    def is_legal(self) -> bool:
        chosen = self.person_type["person_type"].value()
        return self.invitation is not None or chosen == Profile.PersonType.LEGAL

    @property
    def brings_company(self) -> bool:
        """Whether the page asks for a company."""
        return self.is_legal and self.invitation is None

    @property
    def unasked_papers(self) -> frozenset[DocumentCategory]:
        """The documents that are not asked of this person."""
        of_companies = frozenset() if self.brings_company else OF_COMPANIES
        return of_companies if self.person.is_minor else of_companies | {DocumentCategory.GUARDIAN}

    @property
    def owner(self) -> User:
        """Whose password it is, as typed: a password must not resemble any of this."""
        user = User(
            username=_line(self.username["username"]),
            email=_line(self.email["email"]),
            first_name=_line(self.person["first_name"]),
            last_name=_line(self.person["last_name"]),
        )
        document = normalise_document_number(_line(self.person["document_type"]), _line(self.person["document_number"]))
        nit = base_typed(_line(self.company["nit"])) if self.brings_company else ""
        user.profile = Profile(document_number=document, company=Company(nit=nit))
        return user

    def ask_password(self, *, is_received: bool) -> None:
        """Judge the password as well; the one that was received is kept unless another is written."""
        data = self.posted if self.judged else None
        self.password = PasswordForm(data, owner=self.owner, is_received=is_received)

    def typed_password(self) -> str:
        """The password that was written, if it is a good one; else ""."""
        return PasswordForm(self.posted, owner=self.owner).typed


def _line(field) -> str:
    return str(field.value() or "").strip()
