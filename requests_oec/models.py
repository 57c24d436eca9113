"""The request for an OEC communication: its legal basis, and the request with its people and items.

A request without a radicado is a draft, saved as it grows; with one, it is filed and frozen: the letter
and every page about it come from the radicado's snapshot.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.identity import NAME_LENGTH, PERSON_DOCUMENT_TYPES
from accounts.models.identified import Identified
from expedientes.models import Expediente
from expedientes.models.step import StepKind
from ground.permanence import NEVER_EMPTIED, Delete, OnlyMayChange, OnlyWhile, Refused
from ground.webforms.models import KeepsTyped
from radicados.models import Radicado
from radicados.validity import EffectiveDated

FROZEN = "Una solicitud radicada no se puede modificar."


class LegalBasis(EffectiveDated):
    """The norm under which communications are issued while it is in force.

    Closing it, or adding a successor with its own sectors, closes and opens the service.
    """

    norm = models.CharField("norma", max_length=120, help_text="Por ejemplo: Decreto 636 de 2020.")
    article = models.CharField("artículo", max_length=60, help_text="Por ejemplo: artículo 3.")
    issued_on = models.DateField("fecha de la norma")
    office = models.CharField("dependencia competente", max_length=120, default="Dirección General")
    subject = models.CharField("asunto de la carta", max_length=200)
    letter_opening = models.TextField("carta: párrafos iniciales")
    letter_closing = models.TextField("carta: párrafos finales")
    declaration = models.TextField("Declaración de Aplicabilidad y Protección de Datos Personales")
    terms = models.TextField("Aceptación de términos")

    class Meta(EffectiveDated.Meta):
        verbose_name = "fundamento legal"
        verbose_name_plural = "fundamentos legales"

    def __str__(self) -> str:
        return f"{self.norm}, {self.article}"


class EconomicSector(models.Model):
    """A numeral of the norm: an activity that it allows, in the norm's own words."""

    legal_basis = models.ForeignKey(LegalBasis, models.PROTECT, related_name="sectors", verbose_name="fundamento legal")
    numeral = models.PositiveSmallIntegerField("numeral")
    text = models.TextField("texto")

    class Meta:
        verbose_name = "sector económico"
        verbose_name_plural = "sectores económicos"
        ordering = ["numeral"]
        constraints = [
            models.UniqueConstraint(
                fields=["legal_basis", "numeral"],
                name="uq_sector_numeral",
                violation_error_message="Ese numeral ya está en este fundamento legal.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.numeral}. {self.text}"


class OecRequestQuerySet(models.QuerySet):
    def owned_by(self, user):
        """A company's requests belong to all its users; a natural person's, to that person."""
        company_id = user.profile.company_id
        if company_id:
            return self.filter(company_id=company_id)
        return self.filter(company__isnull=True, applicant=user)

    def drafts(self):
        return self.filter(radicado__isnull=True)

    def filed(self):
        return self.filter(radicado__isnull=False)


class OecRequest(KeepsTyped):
    """A *Solicitud de Comunicación OEC*, draft or filed."""

    class AccreditationBody(models.TextChoices):
        ONAC = "onac", "ONAC (Organismo Nacional de Acreditación de Colombia)"
        OTHER = "otro", "Otro organismo que forma parte de ILAC"

    legal_basis = models.ForeignKey(
        LegalBasis, models.PROTECT, related_name="requests", verbose_name="fundamento legal"
    )
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="oec_requests", verbose_name="solicitante"
    )
    company = models.ForeignKey(
        "accounts.Company", models.PROTECT, null=True, related_name="oec_requests", verbose_name="empresa"
    )
    sectors = models.ManyToManyField(EconomicSector, related_name="requests", verbose_name="sectores")
    accreditation_body = models.CharField(
        "organismo de acreditación", max_length=10, choices=AccreditationBody.choices, blank=True
    )
    accreditation_body_name = models.CharField("nombre del organismo", max_length=120, blank=True)
    accreditation_code = models.CharField("código de acreditación", max_length=40, blank=True)
    representative_document_type = models.CharField(
        "representante: tipo de documento", max_length=3, choices=PERSON_DOCUMENT_TYPES, blank=True
    )
    representative_document_number = models.CharField("representante: número de documento", max_length=30, blank=True)
    representative_first_name = models.CharField("representante: nombres", max_length=NAME_LENGTH, blank=True)
    representative_last_name = models.CharField("representante: apellidos", max_length=NAME_LENGTH, blank=True)
    created_at = models.DateTimeField("iniciada", auto_now_add=True)
    radicado = models.OneToOneField(
        Radicado, models.PROTECT, null=True, related_name="oec_request", verbose_name="radicado"
    )

    objects = OecRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "solicitud de comunicación OEC"
        verbose_name_plural = "solicitudes de comunicación OEC"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "legal_basis"],
                condition=Q(radicado__isnull=True, company__isnull=False),
                name="uq_oec_draft_per_company",
            ),
            models.UniqueConstraint(
                fields=["applicant", "legal_basis"],
                condition=Q(radicado__isnull=True, company__isnull=True),
                name="uq_oec_draft_per_person",
            ),
        ]
        triggers = [
            *NEVER_EMPTIED,
            OnlyMayChange(name="filed", where="OLD.radicado_id IS NOT NULL", sentence=FROZEN),
            Refused(name="filed_stays", operation=Delete, where="OLD.radicado_id IS NOT NULL", sentence=FROZEN),
        ]

    def __str__(self) -> str:
        return f"{self.company or self.applicant}: {self.legal_basis}"

    @property
    def representative(self) -> str:
        return f"{self.representative_first_name} {self.representative_last_name}".strip()

    @property
    def slot(self) -> str:
        """What may hold one live radicado: this owner under this legal basis."""
        return slot(legal_basis_id=self.legal_basis_id, company_id=self.company_id, user_id=self.applicant_id)


class Kind(models.TextChoices):
    OEC = "oec", "Organismo evaluador de la conformidad (OEC)"


class Outcome(models.TextChoices):
    """How a case ended."""

    ISSUED = "emitida", "Comunicación emitida"
    ANNULLED = "anulada", "Anulada"


class Step(StepKind):
    """What happens to an OEC request, besides what may happen to any case."""

    ISSUED = "issued", "Comunicación emitida y firmada"


class OecCase(Expediente):
    """A filed request as a case: nobody looks after it, and its letter ends it."""

    kinds, outcomes = Kind, Outcome
    is_anonymous = False

    class Meta:
        proxy = True
        default_permissions = ()

    def get_absolute_url(self) -> str:
        return self.radicado.get_absolute_url()


def of_a_draft(request: str) -> list:
    """The triggers of rows that grow and go with a draft, and stay once it is filed."""
    return [*NEVER_EMPTIED, OnlyWhile(request, condition="radicado_id IS NULL", sentence=FROZEN)]


class ChosenSector(OecRequest.sectors.through):  # type: ignore[name-defined]  # no class to the stubs
    """A sector of a request."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = of_a_draft("oecrequest")


def slot(*, legal_basis_id: int, company_id: int | None, user_id: int) -> str:
    """The slot of an owner (the company where there is one, else the person) under a legal basis."""
    owner = f"company:{company_id}" if company_id else f"person:{user_id}"
    return f"oec:{legal_basis_id}:{owner}"


class StaffMember(Identified):
    """Somebody who provides the service and has to travel for it."""

    request = models.ForeignKey(OecRequest, models.CASCADE, related_name="staff_members", verbose_name="solicitud")
    first_name = models.CharField("nombres", max_length=NAME_LENGTH)
    last_name = models.CharField("apellidos", max_length=NAME_LENGTH, blank=True)

    class Meta:
        verbose_name = "responsable del servicio"
        verbose_name_plural = "responsables del servicio"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "document_type", "document_number"],
                name="uq_staff_document_per_request",
                violation_error_message="Ya hay en la lista una persona con ese documento.",
            )
        ]
        triggers = of_a_draft("request")

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("requests_oec:staff_member", args=[self.pk])


class EquipmentItem(models.Model):
    """An instrument, sample or reference material that has to travel for the service."""

    request = models.ForeignKey(OecRequest, models.CASCADE, related_name="equipment_items", verbose_name="solicitud")
    description = models.CharField("descripción", max_length=500)

    class Meta:
        verbose_name = "equipo, instrumento, muestra o material de referencia"
        verbose_name_plural = "equipos, instrumentos, muestras y materiales de referencia"
        ordering = ["pk"]
        triggers = of_a_draft("request")

    def __str__(self) -> str:
        return self.description

    def get_absolute_url(self) -> str:
        return reverse("requests_oec:equipment_item", args=[self.pk])
