from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField

from accounts.forms.passwords import PASSWORD_LENGTH

# As long as a user name may be; a longer one would not even fit the record of the attempt.
USERNAME_LENGTH = 150


class LoginForm(AuthenticationForm):
    """Username and password; one message for every failure, so that it tells nobody who exists."""

    username = UsernameField(
        label="Usuario",
        max_length=USERNAME_LENGTH,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username"}),
    )
    password = forms.CharField(
        label="Contraseña",
        strip=False,
        max_length=PASSWORD_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    error_messages = {
        "invalid_login": "Usuario o contraseña incorrectos. Verifique los datos e inténtelo de nuevo.",
        "inactive": "Usuario o contraseña incorrectos. Verifique los datos e inténtelo de nuevo.",
    }

    helper = FormHelper()
    helper.form_tag = False
    helper.form_show_errors = False  # the page's error summary says them, once
