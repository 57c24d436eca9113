"""Who somebody is: document and names."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.identity import (
    ADULT_DOCUMENT_TYPES,
    NAME_LENGTH,
    OFFERED_DOCUMENT_TYPES,
    DocumentType,
    checked_document_number,
)
from ground.languages import Words
from ground.webforms.fields import EMPTY_CHOICE, TextLineField

NO_LAST_NAME = "-"  # in the place of the surnames of whoever has none


class DocumentTypeField(forms.ChoiceField):
    default_error_messages = {"required": _("Seleccione el tipo de documento.")}

    def __init__(self, *, types: Sequence[tuple[str, Words]] = OFFERED_DOCUMENT_TYPES, label: Words, **options: Any):
        super().__init__(label=label, choices=[EMPTY_CHOICE, *types], **options)
        self.types = dict(types)

    def validate(self, value: str) -> None:
        if value == DocumentType.PEP and value not in self.types:
            wording = _(
                "El PEP dejó de valer el 28 de febrero de 2023: use el documento que lo reemplazó, como el PPT."
            )
            raise ValidationError(wording, code="expired_type")
        if value and value not in self.types:
            wording = _("El tipo de documento debe ser uno de estos: {types}.")
            raise ValidationError(wording.format(types=", ".join(self.types)), code="invalid_choice")
        super().validate(value)


class LastNameField(TextLineField):
    """Surnames, which somebody may not have: whoever writes a hyphen says so."""

    default_error_messages = {
        "required": _("Escriba los apellidos; si el documento muestra un solo nombre, escriba aquí un guion.")
    }

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return text if any(map(str.isalnum, text)) else ""


def names_typed(person) -> dict[str, str]:
    """What a form with names begins with, for a row that has them."""
    return {"first_name": person.first_name, "last_name": person.last_name or (person.first_name and NO_LAST_NAME)}


class PersonFields(forms.Form):
    document_type = DocumentTypeField(label=_("Tipo de documento"))
    document_number = TextLineField(
        label=_("Número de documento"),
        max_length=40,
        error_messages={"required": _("Escriba el número de documento.")},
    )
    first_name = TextLineField(
        label=_("Nombres"), max_length=NAME_LENGTH, error_messages={"required": _("Escriba los nombres.")}
    )
    last_name = LastNameField(label=_("Apellidos"), max_length=NAME_LENGTH)

    def clean(self) -> None:
        super().clean()
        self.check_document("document_type", "document_number")

    def check_document(self, type_name: str, number_name: str) -> None:
        """Judge a number by its type, once both are there; to be called in `clean`."""
        answers = self.cleaned_data
        kind, number = answers.get(type_name), answers.get(number_name)
        if kind and number:
            try:
                answers[number_name] = checked_document_number(kind, number)
            except ValidationError as error:
                self.add_error(number_name, error)


class AdultFields(PersonFields):
    """Of whoever represents somebody by law."""

    document_type = DocumentTypeField(label=_("Tipo de documento"), types=ADULT_DOCUMENT_TYPES)
