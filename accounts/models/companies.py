"""Companies, on whose behalf users act."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from accounts.characterisation import EntityKind
from accounts.ciiu import DIVISION_CHOICES
from accounts.company_size import Size, SizeSector
from accounts.identity import ADULT_DOCUMENT_TYPES, NAME_LENGTH, PHONE_LENGTH
from accounts.models.identified import Identified
from accounts.models.places import Residence
from accounts.models.users import User
from accounts.nit import BASE_LENGTH, CheckDigit, Nit


class TaxValueUnit(models.Model):
    """The *unidad de valor tributario* (UVT) of a year, which measures the size of companies."""

    year = models.PositiveSmallIntegerField("año", primary_key=True)
    pesos = models.PositiveIntegerField("valor en pesos")
    norm = models.CharField("norma", max_length=120, help_text="Por ejemplo: Resolución DIAN 84 de 2019.")

    class Meta:
        verbose_name = "unidad de valor tributario (UVT)"
        verbose_name_plural = "unidades de valor tributario (UVT)"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"UVT {self.year}"


class Company(Residence):
    """A persona jurídica: Colombian, with a NIT, or foreign, with its own country's tax number."""

    legal_name = models.CharField("razón social", max_length=200)
    nit = models.CharField(
        "NIT, sin el dígito de verificación", max_length=BASE_LENGTH, unique=True, null=True, blank=True
    )
    nit_digit = models.GeneratedField(
        verbose_name="dígito de verificación",
        expression=CheckDigit("nit"),
        output_field=models.CharField(max_length=1, null=True),
        db_persist=True,
    )
    foreign_tax_id = models.CharField("identificación tributaria de su país", max_length=40, blank=True)
    phone = models.CharField("teléfono", max_length=PHONE_LENGTH, blank=True)
    email = models.EmailField("correo electrónico", blank=True)

    entity_kind = models.CharField(_("clase de entidad"), max_length=20, choices=EntityKind.choices, blank=True)
    ciiu_division = models.CharField(
        _("actividad económica (CIIU)"), max_length=2, choices=DIVISION_CHOICES, blank=True
    )
    size_sector = models.CharField(
        "sector de los mayores ingresos", max_length=12, choices=SizeSector.choices, blank=True
    )
    income = models.DecimalField(
        "ingresos por actividades ordinarias (COP)", max_digits=18, decimal_places=0, null=True, blank=True
    )
    income_year = models.PositiveSmallIntegerField("año de los ingresos", null=True, blank=True)
    size = models.CharField("tamaño (Decreto 957 de 2019)", max_length=8, choices=Size.choices, blank=True)
    size_uvt_year = models.PositiveSmallIntegerField("año de la UVT aplicada", null=True, blank=True)
    is_secondary_laboratory = models.BooleanField("laboratorio secundario", default=False)
    is_higher_education = models.BooleanField("institución de educación superior", default=False)
    is_public_contracting = models.BooleanField("sometida al estatuto de contratación pública", default=False)

    # Until an officer has seen the papers, it is whoever typed the number first that says who acts for it.
    confirmed_at = models.DateTimeField("confirmada", null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="confirmó"
    )

    class Meta:
        verbose_name = "empresa"
        verbose_name_plural = "empresas"
        ordering = ["legal_name"]
        constraints = [
            models.CheckConstraint(
                name="company_has_one_tax_number",
                condition=Q(nit__isnull=False, foreign_tax_id="")
                | (Q(nit__isnull=True) & ~Q(foreign_tax_id="") & ~Q(country="CO")),
                violation_error_message="Una empresa colombiana tiene NIT; una extranjera, la "
                "identificación tributaria de su país.",
            ),
            models.CheckConstraint(
                name="company_nit_has_nine_digits",
                condition=Q(nit__regex=r"^\d{9}$") | Q(nit__isnull=True),
                violation_error_message="El NIT de una empresa tiene nueve dígitos, aparte del de verificación.",
            ),
            models.UniqueConstraint(
                fields=["country", "foreign_tax_id"],
                condition=~Q(foreign_tax_id=""),
                name="uq_foreign_company",
                violation_error_message="Ya existe un registro con esa identificación tributaria.",
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name

    @property
    def formatted_nit(self) -> str:
        """As people read it; a foreign company's own number as it is."""
        return str(Nit(self.nit, self.nit_digit)) if self.nit else self.foreign_tax_id

    @property
    def tax_number(self) -> str:
        """With its kind: `NIT 900.494.393-3` or `Identificación tributaria (Chile) 123`."""
        if self.nit:
            return f"NIT {self.formatted_nit}"
        return f"Identificación tributaria ({countries.name(self.country)}) {self.foreign_tax_id}"


class LegalRepresentative(Identified):
    """The natural person who represents a company by law."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="legal_representative", verbose_name="empresa")
    document_type = models.CharField("tipo de documento", max_length=3, choices=ADULT_DOCUMENT_TYPES)
    first_name = models.CharField("nombres", max_length=NAME_LENGTH)
    last_name = models.CharField("apellidos", max_length=NAME_LENGTH, blank=True)
    email = models.EmailField("correo electrónico", blank=True)
    phone = models.CharField("teléfono", max_length=PHONE_LENGTH, blank=True)

    class Meta:
        verbose_name = "representante legal"
        verbose_name_plural = "representantes legales"

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
