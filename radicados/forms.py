"""The form of `/verificar/`: what is printed beside the QR, typed by hand."""

from crispy_forms.helper import FormHelper
from django import forms

from radicados.verification import CODE_LENGTH, normalise_code, normalise_number


class LookupForm(forms.Form):
    """Number and code; the number alone tells only that it exists, its date and its kind."""

    number = forms.CharField(
        label="Número de radicado",
        max_length=40,
        help_text="Por ejemplo: 2026-E-000123.",
        error_messages={"required": "Escriba el número de radicado."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    code = forms.CharField(
        label="Código de verificación",
        max_length=60,
        required=False,
        help_text="Los 18 caracteres junto al código QR. No importan espacios, guiones ni mayúsculas.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    helper = FormHelper()
    helper.form_tag = False

    def clean_number(self) -> str:
        number = normalise_number(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(
                "Escriba el número completo: año, letra y consecutivo, como 2026-E-000123."
            )
        return number

    def clean_code(self) -> str:
        code = normalise_code(self.cleaned_data["code"])
        if code and len(code) != CODE_LENGTH:
            raise forms.ValidationError(
                f"El código tiene {CODE_LENGTH} caracteres y usted escribió {len(code)}; revíselo."
            )
        return code


class AnnulmentForm(forms.Form):
    """The reason of an annulment, which the norm demands in writing."""

    reason = forms.CharField(
        label="Motivo de la anulación",
        min_length=15,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        help_text="Quedará en el expediente y lo verá quien consulte el radicado (mínimo 15 caracteres).",
    )
