"""The forms of *Mi cuenta*: the registration's once more, over what was registered; documents, and users."""

from collections.abc import Iterator
from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict

from accounts.coming_of_age import MINORS_AGES
from accounts.forms.person import names_typed
from accounts.forms.registration.characterisation import CharacterisationForm, CompanyTraitsForm
from accounts.forms.registration.company import CompanyContactFields, RepresentativeForm
from accounts.forms.registration.contact import ContactForm
from accounts.forms.registration.residence import residence_initial
from accounts.models import Characterisation, Company, LegalRepresentative, Profile, User
from ground.documents.receiving import accepted, file_control
from ground.languages import Words
from ground.webforms.fields import EMPTY_CHOICE, MailField, PortalForm, field_as
from ground.webforms.page_forms import typed

PLACES = "places"  # the button that brings the municipalities of a department when there is no JavaScript


class ThemeForm(PortalForm, forms.ModelForm):
    class Meta:
        model = User
        fields = ["theme"]
        widgets = {"theme": forms.RadioSelect}


class OwnCompanyForm(CompanyContactFields):
    """Where the company is and how it is reached; its country is part of who it is."""

    prefix = "company"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].disabled = True


class CompanyForms:
    """What a company's administrator may change, in one page."""

    def __init__(self, company: Company, representative: LegalRepresentative | None, posted):
        stored = residence_initial(company) | model_to_dict(company, ("phone", "email"))
        self.contact = _begun(OwnCompanyForm, posted, stored)
        self.traits = _begun(CompanyTraitsForm, posted, model_to_dict(company))
        represented = model_to_dict(representative) | names_typed(representative) if representative else {}
        self.representative = _begun(RepresentativeForm, posted, represented)

    def __iter__(self) -> Iterator[forms.BaseForm]:
        return iter((self.contact, self.traits, self.representative))

    @property
    def is_bound(self) -> bool:
        return self.contact.is_bound

    @property
    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self)


def contact_form(profile: Profile, posted) -> ContactForm:
    stored = residence_initial(profile) | model_to_dict(profile, ("mobile", "phone"))
    return _begun(ContactForm, posted, stored)


class OwnCharacterisationForm(CharacterisationForm):
    def __init__(self, *args, profile: Profile, **kwargs):
        super().__init__(*args, **kwargs)
        self.profile = profile

    def clean_age_range(self) -> str:
        age_range = self.cleaned_data["age_range"]
        if age_range in MINORS_AGES and not self.profile.is_minor:
            raise ValidationError(
                "La cuenta de una persona menor de edad necesita quien la represente. Si es el caso, pida en «Mis "
                "datos personales» que lo anotemos."
            )
        return age_range


def characterisation_form(answers: Characterisation, posted) -> CharacterisationForm:
    return _begun(partial(OwnCharacterisationForm, profile=answers.profile), posted, model_to_dict(answers))


def _begun(form_class, posted, stored: dict):
    """The form as it is stored; as it was posted, to be judged; or, when only a list of municipalities was
    asked for, as it was typed and not judged."""
    if posted is None:
        return form_class(initial=stored)
    if posted.get("action") == PLACES:
        answers = typed(form_class(initial=stored), posted)  # but what is disabled is not sent
        return form_class(initial=stored | {name: v for name, v in answers.items() if v is not None})
    return form_class(posted, initial=stored)


class UploadForm(PortalForm):
    upload = forms.FileField(
        label="Archivo",
        help_text="Preferiblemente PDF; también se aceptan imágenes JPEG, PNG y HEIC.",
        allow_empty_file=True,  # refused where all files are inspected, with the same words
        widget=forms.FileInput(attrs=file_control(accept=accepted())),
        error_messages={"required": "Elija el archivo.", "invalid": "Elija el archivo de nuevo."},
    )


class NewDocumentForm(UploadForm):
    category = forms.ChoiceField(
        label="Clase de documento",
        error_messages={
            "required": "Elija la clase de documento.",
            "invalid_choice": "De esa clase ya tiene un documento: reemplácelo en lugar de añadir otro.",
        },
    )

    field_order = ["category", "upload"]

    def __init__(self, *args, categories: list[tuple[str, Words]], **kwargs):
        super().__init__(*args, **kwargs)
        field_as(forms.ChoiceField, self, "category").choices = [EMPTY_CHOICE, *categories]


class InvitationForm(PortalForm):
    email = MailField(
        label="Correo electrónico de la persona",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Escriba el correo electrónico de la persona que invita.",
        },
    )
