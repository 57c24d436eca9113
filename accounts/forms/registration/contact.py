"""*Tipo de Persona* and *Información de Contacto* (4.1.1 and 4.1.2)."""

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts.coming_of_age import disagree, is_minor
from accounts.forms.credentials import PASSWORD_HINT, USERNAME_LENGTH, PasswordField
from accounts.forms.person import DocumentTypeField, LastNameField, PersonFields
from accounts.forms.registration.residence import PhoneField, ResidenceFields
from accounts.identity import ADULT_DOCUMENT_TYPES, NAME_LENGTH
from accounts.models import GuardianCapacity, Profile, User
from ground.webforms.fields import EMPTY_CHOICE, ApplicableForm, MailField, PortalForm, TextLineField

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
    """Who the user is, and who represents a minor. Who is one depends on the age that another part of the page
    asks for: when the document says otherwise, one of the two is corrected, or both are confirmed."""

    prefix = "person"
    GUARDIAN = ("guardian_name", "guardian_capacity", "guardian_document_type", "guardian_document_number")

    first_name = TextLineField(
        label=_("Nombres"),
        max_length=USER_NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Escriba los nombres.")},
    )
    last_name = LastNameField(
        label=_("Apellidos"),
        max_length=USER_NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    is_age_confirmed = forms.BooleanField(
        label=_("El documento y el rango de edad están bien como los escribí"), required=False
    )
    guardian_name = TextLineField(
        label=_("Nombre completo de quien representa al menor de edad"),
        max_length=NAME_LENGTH,
        help_text=_("La madre, el padre o quien tenga su representación legal."),
        error_messages={"required": _("Escriba el nombre de quien representa al menor de edad.")},
    )
    guardian_capacity = forms.ChoiceField(
        label=_("En qué calidad lo representa"),
        choices=[EMPTY_CHOICE, *GuardianCapacity.choices],
        error_messages={
            "required": _("Elija en qué calidad representa al menor de edad."),
            "invalid_choice": _("Elija en qué calidad lo representa, de la lista."),
        },
    )
    guardian_document_type = DocumentTypeField(
        label=_("Tipo del documento de quien representa"),
        types=ADULT_DOCUMENT_TYPES,
        error_messages={"required": _("Seleccione el tipo de documento de quien representa al menor de edad.")},
    )
    guardian_document_number = TextLineField(
        label=_("Número del documento de quien representa"),
        max_length=40,
        error_messages={"required": _("Escriba el número de documento de quien representa al menor de edad.")},
    )

    def __init__(self, *args, age_range: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.age_range = age_range

    def clean(self) -> None:
        super().clean()
        if self.is_minor:
            self.check_document("guardian_document_type", "guardian_document_number")
        if self.must_confirm_age and not self.cleaned_data.get("is_age_confirmed"):
            wording = _(
                "El rango de edad que eligió más abajo no es el de quien tiene ese tipo de documento. Corrija uno de "
                "los dos o, si están bien, marque esta casilla."
            )
            self.add_error("is_age_confirmed", wording)

    @property
    def unasked(self) -> frozenset[str]:
        of_adults = () if self.is_minor else self.GUARDIAN
        return frozenset(of_adults if self.must_confirm_age else (*of_adults, "is_age_confirmed"))

    @property
    def must_confirm_age(self) -> bool:
        return disagree(self["document_type"].value() or "", self.age_range)

    @property
    def is_minor(self) -> bool:
        return is_minor(self["document_type"].value() or "", self.age_range)

    @property
    def details(self) -> dict:
        """The valid answers by the names that a `Profile` gives them; the names are the account's."""
        return {name: self.cleaned_data[name] for name in ("document_type", "document_number", *self.GUARDIAN)}


class EmailForm(PortalForm):
    """The e-mail, twice: what was mistyped would never reach anybody."""

    prefix = "email"
    ASKED_AGAIN = ("email_again",)

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
