"""The form of `/verificar/`: what is printed beside the QR, typed by hand."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from radicados.verification import CODE_LENGTH, normalise_code, normalise_number

ADDRESS_LENGTH = 300  # whoever copies the address that the QR opens pastes it as the code


class NumberField(forms.CharField):
    """The number of a radicado, however it is typed; gives it as it is stored."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"})
    default_error_messages = {"required": gettext_lazy("Escriba el número de radicado.")}

    def __init__(self, **options: Any) -> None:
        facts = {
            "label": gettext_lazy("Número de radicado"),
            "help_text": gettext_lazy("Por ejemplo: 2026-E-000123."),
        }
        super().__init__(max_length=60, **facts | options)

    def clean(self, value) -> str:
        typed = super().clean(value)
        number = normalise_number(typed)
        if typed and not number:
            raise forms.ValidationError(_("Escriba el número completo: año, letra y consecutivo, como 2026-E-000123."))
        return number


class VerificationCodeField(forms.CharField):
    """The code printed beside the QR, however it is typed; gives it as it is stored."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"})
    default_error_messages = {"required": gettext_lazy("Escriba el código de verificación.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(label=gettext_lazy("Código de verificación"), max_length=ADDRESS_LENGTH, **options)

    def clean(self, value) -> str:
        code = normalise_code(super().clean(value))
        if (code or self.required) and len(code) != CODE_LENGTH:
            raise forms.ValidationError(
                _("El código tiene {length} caracteres y usted escribió {typed}; revíselo.").format(
                    length=CODE_LENGTH, typed=len(code)
                )
            )
        return code


class LookupForm(forms.Form):
    """Number and code; the number alone tells only that it exists, its date and its kind."""

    number = NumberField()
    code = VerificationCodeField(
        required=False,
        help_text=gettext_lazy("Los 18 caracteres junto al código QR. No importan espacios, guiones ni mayúsculas."),
    )

    helper = FormHelper()
    helper.form_tag = False


class AnnulmentForm(forms.Form):
    """The reason of an annulment, which the norm demands in writing."""

    reason = forms.CharField(
        label="Motivo de la anulación",
        min_length=15,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        help_text="Quedará en el expediente y lo verá quien consulte el radicado (mínimo 15 caracteres).",
    )
