"""Who somebody is: document and names."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.identity import (
    NAME_LENGTH,
    PERSON_DOCUMENT_TYPES,
    normalise_document_number,
    validate_document_number,
)
from ground.webforms.fields import EMPTY_CHOICE, TextLineField


class PersonFields(forms.Form):
    document_type = forms.ChoiceField(
        label=_("Tipo de documento"),
        choices=[EMPTY_CHOICE, *PERSON_DOCUMENT_TYPES],
        error_messages={
            "required": _("Seleccione el tipo de documento."),
            "invalid_choice": _("El tipo de documento debe ser CC, CE, TI, PA, PEP, PPT o DE."),
        },
    )
    document_number = TextLineField(
        label=_("Número de documento"),
        max_length=40,
        error_messages={"required": _("Escriba el número de documento.")},
    )
    first_name = TextLineField(
        label=_("Nombres"), max_length=NAME_LENGTH, error_messages={"required": _("Escriba los nombres.")}
    )
    last_name = TextLineField(
        label=_("Apellidos"), max_length=NAME_LENGTH, error_messages={"required": _("Escriba los apellidos.")}
    )

    def clean(self) -> None:
        super().clean()
        answers = self.cleaned_data
        kind, number = answers.get("document_type"), answers.get("document_number")
        if kind and number:
            answers["document_number"] = number = normalise_document_number(kind, number)
            try:
                validate_document_number(kind, number)
            except ValidationError as error:
                self.add_error("document_number", error)
