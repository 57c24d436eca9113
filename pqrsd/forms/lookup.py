"""Number and code, which together open a case."""

from django import forms

from accounts.forms.fields import PortalForm
from radicados.verification import CODE_LENGTH, normalise_code, normalise_number


class CaseLookupForm(PortalForm):
    """What is printed in the acknowledgement, as people type it."""

    number = forms.CharField(
        label="Número de radicado",
        max_length=60,
        help_text="Por ejemplo: 2026-E-000123.",
        error_messages={"required": "Escriba el número de radicado."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    code = forms.CharField(
        label="Código de verificación",
        max_length=80,
        help_text="Los 18 caracteres que recibió al radicar; también están junto al código QR de la carta. "
        "No importan espacios, guiones ni mayúsculas.",
        error_messages={"required": "Escriba el código de verificación."},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_number(self) -> str:
        number = normalise_number(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(
                "Escriba el número completo: año, letra y consecutivo, como 2026-E-000123."
            )
        return number

    def clean_code(self) -> str:
        code = normalise_code(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            raise forms.ValidationError(
                f"El código tiene {CODE_LENGTH} caracteres y usted escribió {len(code)}; revíselo."
            )
        return code
