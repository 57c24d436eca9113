"""The registration's forms once more, over what was registered."""

from collections.abc import Iterator

from django.forms import BaseForm
from django.forms.models import model_to_dict

from accounts.forms.registration import (
    CharacterisationForm,
    CompanyTraitsForm,
    ContactForm,
    RepresentativeForm,
)
from accounts.forms.registration.company import CompanyContactFields
from accounts.forms.registration.residence import residence_initial
from accounts.models import Characterisation, Company, LegalRepresentative, Profile
from ground.webforms.page_forms import typed

PLACES = "places"  # the button that brings the municipalities of a department when there is no JavaScript


class OwnCompanyForm(CompanyContactFields):
    """Where the company is and how it is reached; its country is part of who it is."""

    prefix = "company"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].disabled = True


class CompanyForms:
    """What a company's administrator may change, in one page."""

    def __init__(self, company: Company, representative: LegalRepresentative | None, posted):
        self.contact = _begun(
            OwnCompanyForm, posted, residence_initial(company) | _values(company, "phone", "email")
        )
        self.traits = _begun(CompanyTraitsForm, posted, model_to_dict(company))
        self.representative = _begun(
            RepresentativeForm, posted, model_to_dict(representative) if representative else {}
        )

    def __iter__(self) -> Iterator[BaseForm]:
        return iter((self.contact, self.traits, self.representative))

    @property
    def is_bound(self) -> bool:
        return self.contact.is_bound

    @property
    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self)


def contact_form(profile: Profile, posted) -> ContactForm:
    return _begun(ContactForm, posted, residence_initial(profile) | _values(profile, "mobile", "phone"))


def characterisation_form(answers: Characterisation, posted) -> CharacterisationForm:
    return _begun(CharacterisationForm, posted, model_to_dict(answers))


def _begun(form_class, posted, stored: dict):
    """The form as it is stored; as it was posted, to be judged; or, when only a list of municipalities was
    asked for, as it was typed and not judged."""
    if posted is None:
        return form_class(initial=stored)
    if posted.get("action") == PLACES:
        answers = typed(form_class(initial=stored), posted)  # but what is disabled is not sent
        return form_class(initial=stored | {name: v for name, v in answers.items() if v is not None})
    return form_class(posted, initial=stored)


def _values(row, *names: str) -> dict:
    return {name: getattr(row, name) for name in names}
