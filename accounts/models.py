"""Who is asking: users, their profiles and the companies that they act for."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower

from accounts.identity import PERSON_DOCUMENT_TYPES, DocumentType, format_nit, validate_nit


class User(AbstractUser):
    """An account. Names live here; everything else about the person, in their Profile."""

    first_name = models.CharField("nombres", max_length=150, blank=True)
    last_name = models.CharField("apellidos", max_length=150, blank=True)
    email = models.EmailField("correo electrónico", blank=True)

    class Meta:
        verbose_name = "usuario"
        verbose_name_plural = "usuarios"
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="uq_user_username_any_case",
                violation_error_message="Ese nombre de usuario no está disponible.",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="uq_user_email_any_case",
                violation_error_message="Ese correo electrónico no está disponible.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Municipality(models.Model):
    """A municipality of DANE's DIVIPOLA; codes are strings, leading zeros included."""

    code = models.CharField("código", max_length=5, primary_key=True)
    name = models.CharField("municipio", max_length=80)
    department_code = models.CharField("código del departamento", max_length=2)
    department_name = models.CharField("departamento", max_length=80)

    class Meta:
        verbose_name = "municipio"
        verbose_name_plural = "municipios"
        ordering = ["department_name", "name"]

    def __str__(self) -> str:
        if self.name == self.department_name:
            return self.name
        return f"{self.name}, {self.department_name}"


class Company(models.Model):
    """A persona jurídica on whose behalf users act."""

    legal_name = models.CharField("razón social", max_length=200)
    nit = models.CharField(
        "NIT",
        max_length=10,
        unique=True,
        validators=[validate_nit],
        help_text="Con el dígito de verificación al final, solo dígitos.",
    )
    address = models.CharField("dirección", max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="municipio",
        related_name="companies",
    )
    phone = models.CharField("teléfono", max_length=20, blank=True)
    email = models.EmailField("correo electrónico", blank=True)

    class Meta:
        verbose_name = "empresa"
        verbose_name_plural = "empresas"
        ordering = ["legal_name"]

    def __str__(self) -> str:
        return self.legal_name

    @property
    def formatted_nit(self) -> str:
        return format_nit(self.nit)


class LegalRepresentative(models.Model):
    """The natural person who represents a company by law."""

    company = models.OneToOneField(
        Company, models.CASCADE, related_name="legal_representative", verbose_name="empresa"
    )
    document_type = models.CharField("tipo de documento", max_length=3, choices=PERSON_DOCUMENT_TYPES)
    document_number = models.CharField("número de documento", max_length=30)
    first_name = models.CharField("nombres", max_length=200)
    last_name = models.CharField("apellidos", max_length=200)
    email = models.EmailField("correo electrónico", blank=True)
    phone = models.CharField("teléfono", max_length=20, blank=True)

    class Meta:
        verbose_name = "representante legal"
        verbose_name_plural = "representantes legales"

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Profile(models.Model):
    """The contact data of a user, who acts for themself or for a company."""

    class PersonType(models.TextChoices):
        NATURAL = "natural", "Persona natural"
        LEGAL = "juridica", "Persona jurídica"

    user = models.OneToOneField(User, models.CASCADE, related_name="profile", verbose_name="usuario")
    person_type = models.CharField("tipo de persona", max_length=10, choices=PersonType.choices)
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="profiles", verbose_name="empresa"
    )
    document_type = models.CharField("tipo de documento", max_length=3, choices=DocumentType.choices)
    document_number = models.CharField("número de documento", max_length=30)
    phone = models.CharField("teléfono", max_length=20, blank=True)
    address = models.CharField("dirección", max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, verbose_name="municipio", related_name="profiles"
    )

    class Meta:
        verbose_name = "perfil"
        verbose_name_plural = "perfiles"
        constraints = [
            models.CheckConstraint(
                name="profile_company_iff_legal_person",
                condition=models.Q(person_type="juridica", company__isnull=False)
                | models.Q(person_type="natural", company__isnull=True),
                violation_error_message="Una persona jurídica tiene empresa; una persona natural, no.",
            ),
            models.UniqueConstraint(
                fields=["document_type", "document_number"],
                condition=models.Q(person_type="natural"),
                name="uq_natural_person_document",
                violation_error_message="Ya existe un registro con ese documento.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
