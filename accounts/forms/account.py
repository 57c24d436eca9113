"""The forms of *Mi cuenta* about getting in: the e-mail and the password, each behind the current one."""

from django import forms

from accounts.forms.passwords import PASSWORD_LENGTH
from accounts.forms.recovery import NewPasswordForm
from accounts.models import User
from ground.doors.throttling import Throttle
from ground.webforms.fields import PortalForm

# Whoever finds a session open must not be able to try passwords in it.
wrong_passwords = Throttle("wrong-current-password", limit=10)

TOO_MANY = "Demasiados intentos con una contraseña incorrecta. Inténtelo de nuevo dentro de una hora."


class CurrentPasswordFields(forms.Form):
    """Asks for the current password of the form's `user` before the account's locks are changed."""

    user: User

    current_password = forms.CharField(
        label="Contraseña actual",
        strip=False,
        max_length=PASSWORD_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "data-reveal": ""}),
        error_messages={"required": "Escriba su contraseña actual."},
    )

    def clean_current_password(self) -> str:
        password, key = self.cleaned_data["current_password"], str(self.user.pk)
        if wrong_passwords.is_exceeded(key):
            raise forms.ValidationError(TOO_MANY, code="throttled")
        if not self.user.check_password(password):
            wrong_passwords.count(key)
            raise forms.ValidationError("La contraseña actual no es correcta.", code="wrong_password")
        return password


class CurrentPasswordForm(CurrentPasswordFields, PortalForm):
    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user


class PasswordChangeForm(CurrentPasswordFields, NewPasswordForm):
    field_order = ["current_password", "new_password", "repeated_password"]


class EmailChangeForm(CurrentPasswordForm):
    new_email = forms.EmailField(
        label="Correo electrónico nuevo",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Escriba el correo electrónico nuevo.",
            "invalid": "Escriba el correo electrónico completo, por ejemplo nombre@dominio.com.",
        },
    )

    field_order = ["new_email", "current_password"]

    def clean_new_email(self) -> str:
        email = self.cleaned_data["new_email"]
        if email.casefold() == self.user.email.casefold():
            raise forms.ValidationError("Ese ya es el correo de su cuenta.", code="same_email")
        return email
