"""The forms of *Recuperar Contraseña*."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.forms.passwords import PASSWORD_HINT, PASSWORD_LENGTH
from accounts.models import User
from ground.webforms.fields import PortalForm, TextLineField

IDENTIFIER_LENGTH = 254


class RecoveryForm(PortalForm):
    identifier = TextLineField(
        label="Usuario o correo electrónico",
        help_text="Basta con uno de estos dos.",
        max_length=IDENTIFIER_LENGTH,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username"}),
        error_messages={"required": "Escriba su usuario o su correo electrónico."},
    )


class NewPasswordForm(PortalForm):
    """A new password for a user, twice."""

    new_password = forms.CharField(
        label="Contraseña nueva",
        help_text=PASSWORD_HINT,
        strip=False,
        max_length=PASSWORD_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "data-reveal": ""}),
        error_messages={"required": "Escriba la contraseña nueva."},
    )
    repeated_password = forms.CharField(
        label="Repita la contraseña nueva",
        strip=False,
        max_length=PASSWORD_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "data-reveal": ""}),
        error_messages={"required": "Repita la contraseña nueva."},
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password(self) -> str:
        password = self.cleaned_data["new_password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> None:
        super().clean()
        answers = self.cleaned_data
        password, repeated = answers.get("new_password"), answers.get("repeated_password")
        if password and repeated and password != repeated:
            self.add_error("repeated_password", ValidationError("Las dos contraseñas no son iguales."))
