"""*Tipo de Persona* and *Información de Contacto* (4.1.1 and 4.1.2)."""

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts.forms.credentials import PASSWORD_HINT, USERNAME_LENGTH, PasswordField
from accounts.forms.person import PersonFields
from accounts.forms.registration.residence import PhoneField, ResidenceFields
from accounts.identity import NAME_LENGTH, DocumentType
from accounts.models import Profile, User
from ground.webforms.fields import ApplicableForm, MailField, PortalForm, TextLineField

# Letters of the Latin alphabet alone: with those of others two names could look the same.
USERNAME_PATTERN = r"\A[0-9A-Za-zÀ-ÖØ-öø-ɏ@.+_-]+\Z"
# As the account's columns take them; documents and representatives may have longer names.
USER_NAME_LENGTH = 150
RESERVED_PREFIX = "suprimido-"  # the user names of accounts whose data were erased


class PersonTypeForm(PortalForm):
    prefix = "type"

    person_type = forms.ChoiceField(
        label=_("¿Para quién es el registro?"),
        choices=Profile.PersonType.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Elija si el registro es de una persona natural o de una persona jurídica."),
            "invalid_choice": _("Elija persona natural o persona jurídica."),
        },
    )


class PersonForm(PersonFields, ApplicableForm):
    """Who the user is; somebody represents a minor."""

    prefix = "person"

    first_name = TextLineField(
        label=_("Nombres"),
        max_length=USER_NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Escriba los nombres.")},
    )
    last_name = TextLineField(
        label=_("Apellidos"),
        max_length=USER_NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": _("Escriba los apellidos.")},
    )
    guardian_name = TextLineField(
        label=_("Nombre completo de quien representa al menor de edad"),
        max_length=NAME_LENGTH,
        help_text=_("La madre, el padre o quien tenga su representación legal."),
        error_messages={"required": _("Escriba el nombre de quien representa al menor de edad.")},
    )

    @property
    def unasked(self) -> frozenset[str]:
        return frozenset() if self.is_minor else frozenset({"guardian_name"})

    @property
    def is_minor(self) -> bool:
        return self["document_type"].value() == DocumentType.TI

    @property
    def details(self) -> dict:
        """The valid answers by the names that a `Profile` gives them; the names are the account's."""
        names = ("document_type", "document_number", "guardian_name")
        return {name: self.cleaned_data[name] for name in names}


class EmailForm(PortalForm):
    """The e-mail, twice: what was mistyped would never reach anybody."""

    prefix = "email"

    email = MailField(
        label=_("Correo electrónico"),
        help_text=_("Recibirá aquí los avisos de sus solicitudes."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    email_again = MailField(
        label=_("Escriba otra vez el correo electrónico"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Escriba otra vez el correo electrónico.")},
    )

    def clean(self) -> None:
        super().clean()
        answers = self.cleaned_data
        first, again = answers.get("email"), answers.get("email_again")
        if first and again and first.casefold() != again.casefold():
            self.add_error("email_again", _("Los dos correos no coinciden. Revíselos."))


class ContactForm(ResidenceFields):
    prefix = "contact"

    mobile = PhoneField(label=_("Celular"), help_text=_("Basta con uno. De otro país, con + y su código."))
    phone = PhoneField(label=_("Teléfono fijo"), help_text=_("10 dígitos, como 601 234 5678."))

    field_order = ["mobile", "phone"]

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if not phone and self.cleaned_data.get("mobile") == "":
            self.add_error("mobile", _("Escriba al menos un número: el celular o el teléfono fijo."))
        return phone

    @property
    def details(self) -> dict:
        """The valid answers by the names that a `Profile` gives them."""
        return self.residence | {name: self.cleaned_data[name] for name in ("mobile", "phone")}


class UsernameForm(PortalForm):
    prefix = "account"

    username = UsernameField(
        label=_("Nombre de usuario"),
        max_length=USERNAME_LENGTH,
        help_text=_("Con él ingresará al portal. Letras, números y los signos @ . + - _, sin espacios."),
        validators=[
            RegexValidator(
                USERNAME_PATTERN, message=_("Use solo letras, números y los signos @ . + - _, sin espacios.")
            )
        ],
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": _("Escriba el nombre de usuario.")},
    )

    def clean_username(self) -> str:
        username = self.cleaned_data["username"]
        if username.casefold().startswith(RESERVED_PREFIX):
            raise ValidationError(_("Ese nombre de usuario no está disponible. Escriba otro."))
        return username


class PasswordForm(PortalForm):
    """The password, twice. With `is_received` an earlier one is kept unless another is written."""

    prefix = "password"

    password = PasswordField(
        label=_("Contraseña"),
        help_text=PASSWORD_HINT,
        missing=_("Escriba la contraseña."),
        **{
            "data-strength": _("Fortaleza de la contraseña: %s."),
            "data-levels": _("muy corta, débil, aceptable, buena, muy buena"),
        },
    )
    password_again = PasswordField(
        label=_("Escriba otra vez la contraseña"), missing=_("Escriba otra vez la contraseña.")
    )

    def __init__(self, *args, owner: User, is_received: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.owner, self.is_received = owner, is_received
        for field in self.fields.values():
            field.required = not is_received or any(self.data.get(self.add_prefix(n)) for n in self.fields)

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if password:
            validate_password(password, self.owner)
        return password

    def clean(self) -> None:
        super().clean()
        answers = self.cleaned_data
        first, again = answers.get("password"), answers.get("password_again")
        if first and again and first != again:
            self.add_error("password_again", _("Las dos contraseñas no coinciden. Escríbalas de nuevo."))

    @property
    def typed(self) -> str:
        """The password that was written, if it may be one; else ""."""
        return self.cleaned_data["password"] if self.is_bound and self.is_valid() else ""
