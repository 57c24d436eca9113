"""The staff's second factor, as it is typed."""

from django import forms

from accounts import second_factor
from accounts.forms.credentials import CurrentPasswordForm
from ground.webforms.fields import PortalForm, TextLineField

WRONG_CODE = "El código no es válido o ya se usó. Escriba el que la aplicación muestra ahora."
_CODE_ATTRS = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}


class SecondFactorCodeField(TextLineField):
    """A code of the authenticator or a recovery code, with or without spaces and hyphens."""

    def __init__(self, **options):
        widget = forms.TextInput(attrs=_CODE_ATTRS)
        required = {"required": "Escriba el código."}
        super().__init__(max_length=40, widget=widget, error_messages=required, **options)


class CodeForm(PortalForm):
    """Proof of the second factor; `device` is what accepted the code."""

    code = SecondFactorCodeField(
        label="Código",
        help_text="Los 6 dígitos de su aplicación de autenticación, o uno de sus códigos de recuperación.",
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if seconds := second_factor.seconds_to_wait(self.request.user, code):
            wait = f"{seconds} segundo{'s' if seconds > 1 else ''}"
            if seconds >= 90:
                wait = f"{round(seconds / 60)} minutos"
            raise forms.ValidationError(f"Demasiados intentos. Espere {wait} e inténtelo de nuevo.")
        self.device = second_factor.verify(request=self.request, code=code)
        if self.device is None:
            raise forms.ValidationError(WRONG_CODE)
        return code


class EnrolmentForm(CurrentPasswordForm):
    """An authenticator that shows the right code, at `step`, and the password of whoever enrols it."""

    new_code = SecondFactorCodeField(label="Código de 6 dígitos que muestra la aplicación")
    field_order = ["new_code", "current_password"]

    def __init__(self, *args, request, key: str, **kwargs):
        super().__init__(*args, user=request.user, **kwargs)
        self.request = request
        self.key = key

    def clean_new_code(self) -> str:
        code = self.cleaned_data["new_code"]
        self.step = second_factor.matching_step(self.key, code)
        if self.step is None:
            raise forms.ValidationError(
                "Ese no es el código que la aplicación muestra ahora. Revise que el reloj del teléfono esté en hora."
            )
        return code


class ReplacementForm(EnrolmentForm):
    """The same, with a code of the authenticator that is left behind."""

    code = SecondFactorCodeField(
        label="Código de la aplicación anterior, o un código de recuperación",
        help_text="Sin él no se cambia el segundo factor: pida a un administrador que lo restablezca.",
    )
    field_order = ["code", "new_code", "current_password"]

    def clean(self):
        """The old code is used up only when everything else is right."""
        answers = super().clean()
        proof = CodeForm(self.data, request=self.request)
        if not self.errors and not proof.is_valid():
            self.add_error("code", proof.errors["code"].data)
        return answers
