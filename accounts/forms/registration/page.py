"""The whole page: one `<form>`, a Django form for each part of it."""

from collections.abc import Iterator

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
from accounts.models import Invitation, Profile, User
from accounts.models.consents import ConsentKind
from ground.webforms.typed import typed


class RegistrationForms:
    """Everything that was typed, kept as it is; with `judged`, what applies to this person is validated.

    An invited person acts for the company that invites them, so nothing is asked about a company.
    """

    def __init__(self, posted=None, *, invitation: Invitation | None = None, judged: bool = False):
        self.posted, self.invitation, self.judged = posted, invitation, judged
        self.person_type = self._form(PersonTypeForm, is_asked=invitation is None)
        self.person = self._form(PersonForm)
        self.email = self._form(EmailForm, initial=_invited(invitation))
        self.contact = self._form(ContactForm)
        self.username = self._form(UsernameForm)
        self.characterisation = self._form(CharacterisationForm)
        self.traits = self._form(CompanyTraitsForm, is_asked=self.brings_company)
        self.company = self._form(CompanyForm, is_asked=self.brings_company)
        self.representative = self._form(RepresentativeForm, is_asked=self.brings_company)
        self.password = PasswordForm(owner=self.owner)
        self.consents = self._consents()

    def __iter__(self) -> Iterator[BaseForm]:
        """The forms that are judged, in the order of the page."""
        every = (
            self.person_type,
            self.person,
            self.email,
            self.contact,
            self.username,
            self.password,
            self.characterisation,
            self.traits,
            self.company,
            self.representative,
            self.consents,
        )
        return (form for form in every if form.is_bound)

    @property
    def is_valid(self) -> bool:
        # No form may be skipped: all errors show at once.
        return self.judged and sum(not form.is_valid() for form in self) == 0

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in self)

    @property
    def is_legal(self) -> bool:
        chosen = self.person_type["person_type"].value()
        return self.invitation is not None or chosen == Profile.PersonType.LEGAL

    @property
    def is_natural(self) -> bool:
        return not self.is_legal and self.person_type["person_type"].value() == Profile.PersonType.NATURAL

    @property
    def brings_company(self) -> bool:
        """Whether the page asks for a company."""
        return self.is_legal and self.invitation is None

    @property
    def owner(self) -> User:
        """Whose password it is, as typed: a password must not resemble any of this."""
        return User(
            username=_line(self.username["username"]),
            email=_line(self.email["email"]),
            first_name=_line(self.person["first_name"]),
            last_name=_line(self.person["last_name"]),
        )

    def ask_password(self, *, is_received: bool) -> None:
        """Judge the password as well; the one that was received is kept unless another is written."""
        data = self.posted if self.judged else None
        self.password = PasswordForm(data, owner=self.owner, is_received=is_received)

    def typed_password(self) -> str:
        """The password that was written, if it is a good one; else ""."""
        return PasswordForm(self.posted, owner=self.owner).typed

    def _form(self, form_class, *, is_asked: bool = True, initial: dict | None = None, **options):
        if self.posted is None:
            return form_class(initial=initial, **options)
        if self.judged and is_asked:
            return form_class(self.posted, **options)
        return form_class(initial=typed(form_class(), self.posted), **options)

    def _consents(self) -> ConsentsForm:
        needed = {
            ConsentKind.SENSITIVE_DATA: self.characterisation.tells_sensitive_data,
            ConsentKind.GUARDIAN: self.person.is_minor,
        }
        return self._form(
            ConsentsForm,
            needed={kind for kind, is_needed in needed.items() if is_needed},
            unasked=frozenset() if self.person.is_minor else {ConsentKind.GUARDIAN},
        )


def _line(field) -> str:
    return str(field.value() or "").strip()


def _invited(invitation: Invitation | None) -> dict:
    return {"email": invitation.email, "email_again": invitation.email} if invitation else {}
