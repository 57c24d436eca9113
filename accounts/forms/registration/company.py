"""*Información de Empresa* and *Representante legal* (4.1.4)."""

import re
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.person import AdultFields
from accounts.forms.registration.residence import PhoneField, ResidenceFields
from accounts.nit import Nit
from ground.languages import Words
from ground.webforms.fields import MailField, PortalForm, TextLineField


class SomebodysForm(PortalForm):
    """A form whose errors say about whom they are, since they are listed with those of other forms: `missing`
    are those of its fields that nobody filled in."""

    missing: Mapping[str, Words]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, sentence in self.missing.items():
            self.fields[name].error_messages["required"] = sentence


class CompanyContactFields(SomebodysForm, ResidenceFields):
    """What a company may change of itself: where it is and how it is reached."""

    missing = {
        "country": _("Elija el país de la empresa."),
        "department": _("Elija el departamento de la empresa."),
        "municipality": _("Elija el municipio de la empresa."),
        "foreign_city": _("Escriba la ciudad de la empresa."),
        "address": _("Escriba la dirección de la empresa."),
        "phone": _("Escriba el teléfono de la empresa."),
        "email": _("Escriba el correo electrónico de la empresa."),
    }

    phone = PhoneField(label=_("Teléfono de la empresa"), required=True)
    email = MailField(label=_("Correo electrónico de la empresa"))

    @property
    def contact(self) -> dict:
        """The valid answers by the names that a `Company` gives them."""
        return self.residence | {name: self.cleaned_data[name] for name in ("phone", "email")}


class CompanyForm(CompanyContactFields):
    """A company of Colombia has a NIT; one of another country, its own tax number."""

    prefix = "company"
    field_order = ["legal_name", "country", "nit", "foreign_tax_id", "phone", "email"]

    legal_name = TextLineField(
        label=_("Razón social"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Escriba la razón social de la empresa.")},
    )
    nit = TextLineField(
        label=_("NIT, con dígito de verificación"),
        max_length=40,
        help_text=_("Por ejemplo 900.494.393-3."),
        error_messages={"required": _("Escriba el NIT de la empresa.")},
    )
    foreign_tax_id = TextLineField(
        label=_("Identificación tributaria de su país"),
        max_length=40,
        error_messages={"required": _("Escriba la identificación tributaria de la empresa.")},
    )

    def clean_nit(self) -> str:
        """Its base, by which a company is known."""
        typed = self.cleaned_data["nit"]
        return typed if self.is_foreign else Nit.read(typed).base

    def clean_foreign_tax_id(self) -> str:
        number = self.cleaned_data["foreign_tax_id"].upper()
        if not re.fullmatch(r"[A-Z0-9][A-Z0-9 ./-]{2,39}", number, re.ASCII):
            raise ValidationError(_("Escríbala con letras, números, puntos, guiones o barras."))
        return number

    @property
    def unasked(self) -> frozenset[str]:
        return super().unasked | {"nit" if self.is_foreign else "foreign_tax_id"}

    @property
    def tax_number(self) -> dict:
        """What a company is found by."""
        if self.is_foreign:
            return {name: self.cleaned_data[name] for name in ("country", "foreign_tax_id")}
        return {"nit": self.cleaned_data["nit"]}

    @property
    def details(self) -> dict:
        """Every other valid answer."""
        return self.contact | {"legal_name": self.cleaned_data["legal_name"]}


class RepresentativeForm(AdultFields, SomebodysForm):
    prefix = "representative"
    missing = {
        "document_type": _("Seleccione el tipo de documento del representante legal."),
        "document_number": _("Escriba el número de documento del representante legal."),
        "first_name": _("Escriba los nombres del representante legal."),
        "last_name": _("Escriba los apellidos del representante legal; si no los tiene, escriba un guion."),
        "email": _("Escriba el correo electrónico del representante legal."),
        "phone": _("Escriba el teléfono del representante legal."),
    }

    email = MailField(label=_("Correo electrónico"))
    phone = PhoneField(label=_("Teléfono"), required=True)
