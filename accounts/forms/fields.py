"""What the forms of the portal are made of."""

import re
import unicodedata

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from accounts.identity import (
    NAME_LENGTH,
    PERSON_DOCUMENT_TYPES,
    normalise_document_number,
    validate_document_number,
)

HANGUL_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters that show nothing
EMPTY_CHOICE = ("", "Seleccione…")
PASSWORD_LENGTH = 1_000  # hashing a longer one would only keep the server busy
PASSWORD_HINT = (
    "Al menos 10 caracteres. Una frase de varias palabras es fácil de recordar y difícil de adivinar. "
    "Puede pegarla desde un administrador de contraseñas."
)


class PortalForm(forms.Form):
    """A form whose `<form>` tag and buttons belong to its page."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        return helper


class TextLineField(forms.CharField):
    """One line of text: composed characters, single spaces, and no control characters."""

    def to_python(self, value):
        text = unicodedata.normalize("NFC", super().to_python(value))
        return " ".join("".join(filter(_is_readable, text)).split())


class ParagraphsField(forms.CharField):
    """Several lines of text: composed characters, no trailing spaces, and no control characters."""

    widget = forms.Textarea(attrs={"rows": 8})

    def to_python(self, value):
        text = re.sub(r"\r\n?", "\n", unicodedata.normalize("NFC", super().to_python(value)))
        text = re.sub(r"[^\S\n\t]", " ", text)  # of the kinds of space, those of a keyboard
        lines = ("".join(filter(_is_readable, line)).rstrip() for line in text.split("\n"))
        return "\n".join(lines).strip()


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar; `dd/mm/aaaa` is understood too."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {
        "required": "Escriba la fecha.",
        "invalid": "Escriba una fecha que exista, con día, mes y año: 31/08/2026.",
    }


def _is_readable(character: str) -> bool:
    """Not a control or a direction mark, which paper and screen would show differently.

    NUL is left for its own validator to refuse.
    """
    is_hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"} or character in HANGUL_FILLERS
    return character.isspace() or character == "\x00" or not is_hidden


class PersonFields(forms.Form):
    """A natural person: document and names."""

    document_type = forms.ChoiceField(
        label="Tipo de documento",
        choices=[EMPTY_CHOICE, *PERSON_DOCUMENT_TYPES],
        error_messages={
            "required": "Seleccione el tipo de documento.",
            "invalid_choice": "El tipo de documento debe ser CC, CE, TI, PA, PEP, PPT o DE.",
        },
    )
    document_number = TextLineField(
        label="Número de documento",
        max_length=40,
        error_messages={"required": "Escriba el número de documento."},
    )
    first_name = TextLineField(
        label="Nombres", max_length=NAME_LENGTH, error_messages={"required": "Escriba los nombres."}
    )
    last_name = TextLineField(
        label="Apellidos", max_length=NAME_LENGTH, error_messages={"required": "Escriba los apellidos."}
    )

    def clean(self):
        answers = super().clean()
        kind, number = answers.get("document_type"), answers.get("document_number")
        if kind and number:
            answers["document_number"] = number = normalise_document_number(kind, number)
            try:
                validate_document_number(kind, number)
            except ValidationError as error:
                self.add_error("document_number", error)
        return answers
