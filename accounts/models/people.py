"""The people behind the accounts."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import characterisation as lists
from accounts.coming_of_age import is_minor
from accounts.identity import ADULT_DOCUMENT_TYPES, NAME_LENGTH, PHONE_LENGTH
from accounts.models.companies import Company
from accounts.models.identified import Identified
from accounts.models.places import Residence
from accounts.models.users import User


class GuardianCapacity(models.TextChoices):
    """Who represents a minor (Código Civil, arts. 288, 306 and 428; Ley 1098 de 2006, art. 82)."""

    MOTHER = "madre", _("Madre")
    FATHER = "padre", _("Padre")
    GUARDIAN = "guardador", _("Guardador nombrado por un juez")
    OFFICIAL = "defensor", _("Defensor de familia del ICBF")


class ProfileQuerySet(models.QuerySet["Profile"]):
    def administrators_of(self, company: Company) -> Self:
        """Who decides for a company about its users."""
        return self.filter(company=company, is_company_administrator=True, user__is_active=True)


class Profile(Identified, Residence):
    """The contact data of a user, who acts for themself or for a company.

    A persona jurídica without company is one whose company has not accepted it yet (MembershipRequest).
    """

    class PersonType(models.TextChoices):
        NATURAL = "natural", _("Persona natural")
        LEGAL = "juridica", _("Persona jurídica")

    user = models.OneToOneField(User, models.CASCADE, related_name="profile", verbose_name="usuario")
    person_type = models.CharField("tipo de persona", max_length=10, choices=PersonType.choices)
    company = models.ForeignKey(
        Company, models.PROTECT, null=True, blank=True, related_name="profiles", verbose_name="empresa"
    )
    is_company_administrator = models.BooleanField("administra los usuarios de la empresa", default=False)
    phone = models.CharField("teléfono", max_length=PHONE_LENGTH, blank=True)
    mobile = models.CharField("celular", max_length=PHONE_LENGTH, blank=True)
    guardian_name = models.CharField("quien representa al menor de edad", max_length=2 * NAME_LENGTH, blank=True)
    guardian_capacity = models.CharField(
        "en qué calidad lo representa", max_length=10, choices=GuardianCapacity.choices, blank=True
    )
    guardian_document_type = models.CharField(
        "tipo de documento de quien representa", max_length=3, choices=ADULT_DOCUMENT_TYPES, blank=True
    )
    guardian_document_number = models.CharField("número de documento de quien representa", max_length=30, blank=True)
    registered_at = models.DateTimeField("registrado", auto_now_add=True, null=True)
    registered_from = models.GenericIPAddressField("dirección de red del registro", null=True, blank=True)
    reviewed_at = models.DateTimeField("revisado", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="revisó"
    )
    review_note = models.TextField("nota de la revisión", blank=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "registro"
        verbose_name_plural = "registros"
        permissions = [("review_profile", "Puede revisar registros")]
        constraints = [
            models.CheckConstraint(
                name="profile_company_only_of_legal_person",
                condition=Q(person_type="juridica") | Q(person_type="natural", company__isnull=True),
                violation_error_message="Una persona natural no tiene empresa.",
            ),
            models.CheckConstraint(
                name="profile_administrator_has_company",
                condition=Q(is_company_administrator=False) | Q(company__isnull=False),
                violation_error_message="Solo administra usuarios quien pertenece a una empresa.",
            ),
            models.UniqueConstraint(
                fields=["document_type", "document_number"],
                condition=Q(person_type="natural", reviewed_at__isnull=False),
                name="uq_natural_person_document",
                violation_error_message="Otro registro revisado tiene ese documento.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def is_legal_person(self) -> bool:
        return self.person_type == self.PersonType.LEGAL

    @property
    def is_minor(self) -> bool:
        answers = Characterisation.objects.filter(profile=self).first()
        return bool(self.guardian_name) or is_minor(self.document_type, answers.age_range if answers else "")

    @property
    def guardian(self) -> str:
        """Who represents a minor: `Luz Güiza (madre), CC 1020304050`."""
        capacity = self.get_guardian_capacity_display()
        document = f"{self.guardian_document_type} {self.guardian_document_number}".strip()
        name = f"{self.guardian_name} ({capacity.lower()})" if capacity else self.guardian_name
        return ", ".join(filter(None, (name, document)))


class CharacterisationAnswers(models.Model):
    """What a person chose to tell about themself, for statistics and better service; all optional."""

    age_range = models.CharField(_("rango de edad"), max_length=10, choices=lists.AgeRange.choices, blank=True)
    schooling = models.CharField(_("escolaridad"), max_length=20, choices=lists.Schooling.choices, blank=True)
    zone = models.CharField(_("zona"), max_length=10, choices=lists.Zone.choices, blank=True)
    stratum = models.PositiveSmallIntegerField(_("estrato"), choices=lists.STRATA, null=True, blank=True)
    # Sensitive data (Ley 1581 de 2012, art. 5): kept only with its own authorisation.
    sex = models.CharField(_("sexo"), max_length=20, choices=lists.Sex.choices, blank=True)
    gender_identity = models.CharField(
        _("identidad de género"), max_length=20, choices=lists.GenderIdentity.choices, blank=True
    )
    ethnic_group = models.CharField(_("grupo étnico"), max_length=20, choices=lists.EthnicGroup.choices, blank=True)
    disability = models.CharField(_("discapacidad"), max_length=20, choices=lists.Disability.choices, blank=True)
    conditions = ArrayField(
        models.CharField(max_length=30, choices=lists.Condition.choices),
        verbose_name=_("condiciones"),
        default=list,
        blank=True,
    )

    SENSITIVE_FIELDS = ("sex", "gender_identity", "ethnic_group", "disability", "conditions")

    class Meta:
        abstract = True

    def forget_sensitive_answers(self) -> None:
        """What withdrawing the authorisation for sensitive data does; the caller saves."""
        for field in self.SENSITIVE_FIELDS:
            setattr(self, field, [] if field == "conditions" else "")


class Characterisation(CharacterisationAnswers):
    profile = models.OneToOneField(Profile, models.CASCADE, related_name="characterisation", verbose_name="registro")
    preferred_channel = models.CharField(_("canal preferido"), max_length=20, choices=lists.Channel.choices, blank=True)
    how_known = models.CharField(_("cómo conoció el INM"), max_length=20, choices=lists.HowKnown.choices, blank=True)

    class Meta:
        verbose_name = "caracterización"
        verbose_name_plural = "caracterizaciones"

    def __str__(self) -> str:
        return f"Caracterización de {self.profile}"
