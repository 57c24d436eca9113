"""The forms about what an account is entered with: to log in, and to change or recover it."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.passwords import normalised
from ground.doors.throttling import Throttle
from ground.languages import Words
from ground.webforms.fields import MailField, PortalForm, TextLineField

# As long as a user name may be; a longer one would not even fit the record of the attempt.
USERNAME_LENGTH = 150
IDENTIFIER_LENGTH = 254
PASSWORD_LENGTH = 1_000  # hashing a longer one would only keep the server busy
PASSWORD_HINT = _(
    "Al menos 10 caracteres. Una frase de varias palabras es fácil de recordar y difícil de adivinar. "
    "Puede pegarla desde un administrador de contraseñas."
)
WRONG = _(
    "Usuario o contraseña incorrectos. Verifique los datos e inténtelo de nuevo. Si acaba de registrarse, abra antes "
    "el enlace que le enviamos por correo."
)
TOO_MANY = "Demasiados intentos con una contraseña incorrecta. Inténtelo de nuevo dentro de una hora."

# Whoever finds a session open must not be able to try passwords in it.
wrong_passwords = Throttle("wrong-current-password", limit=10)


class PasswordField(forms.CharField):
    """A password as it is typed, which a button beside it shows; `missing` is said when there is none."""

    def __init__(self, *, label: Words, missing: Words, help_text: Words = "", **attrs: Any):
        revealed = {"data-reveal": "", "data-show": _("Mostrar"), "data-hide": _("Ocultar")}
        super().__init__(
            label=label,
            strip=False,
            max_length=PASSWORD_LENGTH,
            help_text=help_text,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"} | revealed | attrs),
            error_messages={"required": missing},
        )

    def to_python(self, value: Any) -> str:
        return normalised(super().to_python(value) or "")


class LoginForm(AuthenticationForm):
    """User name, or e-mail, and password; one message for every failure, so that it tells nobody who exists."""

    username = UsernameField(
        label=_("Usuario o correo electrónico"),
        max_length=IDENTIFIER_LENGTH,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": _("Escriba su usuario o su correo electrónico.")},
    )
    password = PasswordField(
        label=_("Contraseña"), missing=_("Escriba su contraseña."), autocomplete="current-password"
    )

    error_messages = {
        "invalid_login": WRONG,
        "inactive": WRONG,
    }

    helper = FormHelper()
    helper.form_tag = False
    helper.form_show_errors = False  # the page's error summary says them, once


class RecoveryForm(PortalForm):
    identifier = TextLineField(
        label=_("Usuario o correo electrónico"),
        help_text=_("Basta con uno de estos dos."),
        max_length=IDENTIFIER_LENGTH,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username"}),
        error_messages={"required": _("Escriba su usuario o su correo electrónico.")},
    )


class UserForm(PortalForm):
    """A form about the account of `user`."""

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user


class NewPasswordForm(UserForm):
    new_password = PasswordField(
        label=_("Contraseña nueva"), help_text=PASSWORD_HINT, missing=_("Escriba la contraseña nueva.")
    )
    repeated_password = PasswordField(label=_("Repita la contraseña nueva"), missing=_("Repita la contraseña nueva."))

    def clean_new_password(self) -> str:
        password = self.cleaned_data["new_password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> None:
        super().clean()
        answers = self.cleaned_data
        password, repeated = answers.get("new_password"), answers.get("repeated_password")
        if password and repeated and password != repeated:
            self.add_error("repeated_password", ValidationError(_("Las dos contraseñas no son iguales.")))


class CurrentPasswordForm(UserForm):
    """Asks for the current password before the account's locks are changed."""

    current_password = PasswordField(
        label="Contraseña actual", missing="Escriba su contraseña actual.", autocomplete="current-password"
    )

    def clean_current_password(self) -> str:
        password, key = self.cleaned_data["current_password"], str(self.user.pk)
        if wrong_passwords.is_exceeded(key):
            raise forms.ValidationError(TOO_MANY, code="throttled")
        if not self.user.check_password(password):
            wrong_passwords.count(key)
            raise forms.ValidationError("La contraseña actual no es correcta.", code="wrong_password")
        return password


class PasswordChangeForm(CurrentPasswordForm, NewPasswordForm):
    field_order = ["current_password", "new_password", "repeated_password"]


class EmailChangeForm(CurrentPasswordForm):
    new_email = MailField(
        label="Correo electrónico nuevo",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Escriba el correo electrónico nuevo.",
        },
    )

    field_order = ["new_email", "current_password"]

    def clean_new_email(self) -> str:
        email = self.cleaned_data["new_email"]
        if email.casefold() == self.user.email.casefold():
            raise forms.ValidationError("Ese ya es el correo de su cuenta.", code="same_email")
        return email
