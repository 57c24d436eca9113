"""What the forms of the portal are made of."""

import re
import unicodedata
from typing import Any, TypeVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

HANGUL_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters that show nothing
EMPTY_CHOICE = ("", _("Seleccione…"))

FieldT = TypeVar("FieldT", bound=forms.Field)


class PortalForm(forms.Form):
    """A form whose `<form>` tag and buttons belong to its page."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        return helper


class ApplicableForm(PortalForm):
    """A form some of whose questions depend on the answers to others."""

    @property
    def unasked(self) -> frozenset[str]:
        """The questions that do not apply to what was answered."""
        return frozenset()

    def clean(self) -> None:
        super().clean()
        self.forget(*self.unasked)

    def forget(self, *names: str) -> None:
        """The answers to what does not apply are neither judged nor kept; to be called in `clean`."""
        for name in names:
            self.errors.pop(name, None)
            field = self.fields[name]
            is_choice = isinstance(field, forms.ModelChoiceField)
            self.cleaned_data[name] = None if is_choice else field.to_python("")


class TextLineField(forms.CharField):
    """One line of text: composed characters, single spaces, and no control characters."""

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", super().to_python(value) or "")
        return " ".join("".join(filter(_is_readable, text)).split())


class ParagraphsField(forms.CharField):
    """Several lines of text: composed characters, no trailing spaces, and no control characters."""

    widget = forms.Textarea(attrs={"rows": 8})

    def to_python(self, value: Any) -> str:
        text = re.sub(r"\r\n?", "\n", unicodedata.normalize("NFC", super().to_python(value) or ""))
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


EMAIL_LENGTH = 254  # as the columns take it


class MailField(TextLineField, forms.EmailField):
    """A mail address, without the invisible characters that come with what is pasted."""

    default_error_messages = {
        "required": _("Escriba el correo electrónico."),
        "invalid": _("Escriba un correo electrónico completo, como nombre@ejemplo.com."),
    }
    # Before the @, letters like the dotless «ı» would pass for plain ones when case is ignored.
    default_validators = [*forms.EmailField.default_validators, RegexValidator(r"\A[!-~]+@")]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=EMAIL_LENGTH, **kwargs)


def field_as(kind: type[FieldT], form: forms.BaseForm, name: str) -> FieldT:
    """The form's field of that name, which is of that kind: TypeError when it is of another."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{name} is a {type(field).__name__}")
    return field
