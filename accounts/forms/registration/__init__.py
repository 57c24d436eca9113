"""The forms of the registration (4.1); *Mi cuenta* changes the same data with some of them."""

from accounts.forms.registration.characterisation import CharacterisationForm, CompanyTraitsForm
from accounts.forms.registration.company import RepresentativeForm
from accounts.forms.registration.contact import (
    ContactForm,
    EmailForm,
    PasswordForm,
    PersonForm,
    UsernameForm,
)
from accounts.forms.registration.page import RegistrationForms
from accounts.forms.registration.residence import ResidenceFields

__all__ = [
    "CharacterisationForm",
    "CompanyTraitsForm",
    "ContactForm",
    "EmailForm",
    "PasswordForm",
    "PersonForm",
    "RegistrationForms",
    "RepresentativeForm",
    "ResidenceFields",
    "UsernameForm",
]
