"""Telephones, mail, and where somebody is: a municipality of Colombia, or a city abroad."""

from functools import cache

from django import forms
from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from accounts.identity import normalise_phone, validate_phone
from accounts.models import COLOMBIA, Municipality
from ground.languages import Words
from ground.webforms.fields import EMPTY_CHOICE, ApplicableForm, TextLineField, field_as


class PhoneField(TextLineField):
    """A Colombian telephone of ten digits, or a foreign one that begins with `+`; kept normalised."""

    default_validators = [validate_phone]

    def __init__(self, *, label: Words, required: bool = False, help_text: Words = ""):
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            max_length=40,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            error_messages={"required": _("Escriba el teléfono.")},
        )

    def to_python(self, value):
        return normalise_phone(super().to_python(value))


@cache
def countries_named_in(language: str) -> list[tuple[str, str]]:
    """Colombia first, the others by name: some 250 to translate and sort, asked for again and again."""
    others = [(country.code, str(country.name)) for country in countries if country.code != COLOMBIA]
    return [(COLOMBIA, str(countries.name(COLOMBIA))), *others]


def department_choices() -> list[tuple[str, Words]]:
    departments = Municipality.objects.order_by("department_name").values_list("department_code", "department_name")
    return [EMPTY_CHOICE, *departments.distinct()]


class MunicipalityField(forms.ModelChoiceField):
    def label_from_instance(self, municipality: Municipality) -> str:
        """By the name that people look for it under; its department is said beside it."""
        return f"{municipality.usual_name} ({municipality.name})" if municipality.usual_name else municipality.name


class ResidenceFields(ApplicableForm):
    """The fields of a `Residence`; the list of municipalities is that of the chosen department."""

    country = forms.ChoiceField(
        label=_("País"),
        choices=lambda: countries_named_in(get_language()),
        initial=COLOMBIA,
        error_messages={"required": _("Elija el país."), "invalid_choice": _("Elija un país de la lista.")},
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )
    department = forms.ChoiceField(
        label=_("Departamento"),
        choices=department_choices,
        error_messages={
            "required": _("Elija el departamento."),
            "invalid_choice": _("Elija un departamento de la lista."),
        },
    )
    municipality = MunicipalityField(
        label=_("Municipio"),
        queryset=Municipality.objects.none(),
        empty_label=_("Elija primero el departamento"),
        error_messages={
            "required": _("Elija el municipio."),
            "invalid_choice": _("Elija un municipio de ese departamento."),
        },
    )
    foreign_city = TextLineField(
        label=_("Ciudad y región o estado"), max_length=120, error_messages={"required": _("Escriba la ciudad.")}
    )
    address = TextLineField(
        label=_("Dirección"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
        error_messages={"required": _("Escriba la dirección.")},
    )
    is_domiciled_abroad = forms.BooleanField(label=_("Tiene su domicilio en el exterior"), required=False)
    pays_from_abroad = forms.BooleanField(label=_("Paga desde el exterior"), required=False)

    RESIDENCE = (
        "country", "municipality", "foreign_city", "address", "is_domiciled_abroad", "pays_from_abroad",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self["department"].value()
        if chosen and field_as(forms.ChoiceField, self, "department").valid_value(chosen):
            field = field_as(MunicipalityField, self, "municipality")
            field.empty_label = EMPTY_CHOICE[1]
            looked_for = Coalesce(NullIf("usual_name", Value("")), "name")
            offered = Municipality.objects.filter(department_code=chosen, is_retired=False)
            field.queryset = offered.order_by(looked_for)
        self.fields["department"].widget.attrs |= {
            "data-hx-get": reverse_lazy("accounts:municipalities"),
            "data-hx-vals": f'{{"prefix": "{self.prefix}"}}',
            "data-hx-target": f"#{self['municipality'].auto_id}_field",
            "data-hx-swap": "outerHTML",
        }

    @property
    def unasked(self) -> frozenset[str]:
        if self.is_foreign:
            return frozenset({"department", "municipality"})
        return frozenset({"foreign_city", "is_domiciled_abroad", "pays_from_abroad"})

    @property
    def is_foreign(self) -> bool:
        return self["country"].value() not in {COLOMBIA, None, ""}

    @property
    def residence(self) -> dict:
        """The valid answers by the names that a `Residence` gives them."""
        return {name: self.cleaned_data[name] for name in self.RESIDENCE}


def residence_initial(place) -> dict:
    """What a form with these fields begins with, for a row that has a residence."""
    names = ResidenceFields.RESIDENCE
    department = place.municipality.department_code if place.municipality else ""
    return {name: getattr(place, name) for name in names} | {"department": department}
