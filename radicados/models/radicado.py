"""The act of filing and what follows from it.

A Radicado is a legal record: the database itself numbers it on insert (radicados/triggers.py) and refuses to
change or delete what was filed. Only two dated facts may be added later, each once: its letter was issued,
and it was annulled. Who may know of it can change, too: a case turns out to be a denuncia, or not.
"""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat, Greatest, Length, LPad, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ground.doors.reserve import open_rows
from ground.permanence import NEVER_DELETED, ONLY_ADDED, Insert, OnlyMayChange, Refused, Update
from radicados.triggers import AS_FILED, NUMBER, RESERVE_REPLIES, RESERVE_REPLY

NUMBER_WIDTH = 6
ISSUE = ("issued_at", "sha256", "signature_level", "signed_by")
ANNULMENT = ("annulled_at", "annulled_by", "annulment_reason")
# `AAAA-T-NNNNNN`; a sequence wider than NUMBER_WIDTH keeps all its digits.
_DIGITS = Cast("sequence", models.CharField())
_PADDED = LPad(_DIGITS, Greatest(Length(_DIGITS), Value(NUMBER_WIDTH)), Value("0"))
PRINTED = Concat(Cast("year", models.CharField()), Value("-"), F("kind"), Value("-"), _PADDED)
FROZEN = "Un radicado no se puede modificar."


class Consecutivo(models.Model):
    """The last number given in a series and year; written by the database alone."""

    kind = models.CharField("serie", max_length=1)
    year = models.PositiveSmallIntegerField("año")
    last = models.PositiveIntegerField("último número")
    last_at = models.DateTimeField("fecha y hora del último")

    class Meta:
        verbose_name = "consecutivo"
        verbose_name_plural = "consecutivos"
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="uq_consecutivo_kind_year")]
        triggers = [
            *NEVER_DELETED,
            Refused(
                name="counts_alone",
                operation=Insert | Update,
                where="pg_trigger_depth() = 0",
                sentence="Un consecutivo solo avanza al radicar.",
            ),
            AS_FILED,
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.kind}: {self.last}"


class RadicadoQuerySet(models.QuerySet["Radicado"]):
    def received(self) -> Self:
        """What people handed in; a salida is the entity's own, whoever of its staff wrote it."""
        return self.filter(kind=Radicado.Kind.ENTRADA)

    def visible_to(self, user) -> Self:
        """What the user filed as a person, and what anybody filed for the company that the user acts for.

        Whoever leaves a company leaves its radicados, with the documents of its people in them. What is
        reserved is shown to the person, never to a company.
        """
        company_id = getattr(getattr(user, "profile", None), "company_id", None)
        of_company = Q(company_id=company_id, is_reserved=False) if company_id else Q(pk__in=[])
        return self.received().filter(Q(company=None, filed_by=user) | of_company)

    def open_to(self, user) -> Self:
        """What somebody of the staff may know of: what is reserved is not there for the others."""
        return self.filter(open_rows(user))

    def with_state(self) -> Self:
        """Everything that `status` needs, in one query and without the snapshot."""
        return self.select_related("issuance").defer("snapshot")

    def live(self) -> Self:
        return self.filter(annulled_at__isnull=True)


class Radicado(models.Model):
    """One act of filing. Year, sequence, number and instant are given by the database on insert."""

    class Kind(models.TextChoices):
        ENTRADA = "E", "Entrada"
        SALIDA = "S", "Salida"

    class Status(models.TextChoices):
        PENDING = "pending", _("Radicado; carta en preparación")
        DELAYED = "delayed", _("Radicado; carta demorada")
        ISSUED = "issued", _("Carta emitida")
        ANNULLED = "annulled", _("Anulado")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField("serie", max_length=1, choices=Kind.choices)
    year = models.PositiveSmallIntegerField("año", db_default=0)
    sequence = models.PositiveIntegerField("consecutivo", db_default=0)
    number = models.GeneratedField(
        expression=PRINTED,
        output_field=models.CharField("número de radicado", max_length=20),
        db_persist=True,
        verbose_name="número de radicado",
    )
    filed_at = models.DateTimeField("fecha y hora de radicación", db_default=Now())
    document_kind = models.CharField("tipo documental", max_length=120)
    subject = models.CharField("asunto", max_length=300)
    office = models.CharField("dependencia competente", max_length=120)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="radicados", verbose_name="radicó"
    )
    company = models.ForeignKey(
        "accounts.Company", models.PROTECT, null=True, related_name="radicados", verbose_name="empresa"
    )
    filer_name = models.CharField("remitente o destinatario", max_length=410)
    filer_document = models.CharField("documento del remitente o destinatario", max_length=40)
    channel = models.CharField("canal", max_length=60, blank=True)
    responsible = models.CharField("funcionario responsable", max_length=310, blank=True)
    folios = models.PositiveIntegerField("folios en papel", null=True, blank=True)
    annexes = models.JSONField("anexos", default=list, blank=True)
    filed_from = models.GenericIPAddressField("dirección de red", null=True)
    slot = models.CharField(
        "cupo",
        max_length=100,
        blank=True,
        help_text="Lo que solo puede tener un radicado vigente a la vez; vacío si no aplica.",
    )
    in_reply_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name="responde al radicado",
    )
    is_reserved = models.BooleanField(
        "reservado",
        default=False,
        db_default=False,
        help_text="Solo lo ve quien tiene el permiso para ver radicados reservados; también sus respuestas.",
    )
    snapshot = models.JSONField("contenido de la carta")
    template_version = models.PositiveSmallIntegerField("versión de la plantilla")
    verification_code = models.CharField("código de verificación", max_length=18, unique=True)
    issued_at = models.DateTimeField("carta emitida", null=True)
    sha256 = models.CharField("SHA-256 de la carta", max_length=64, blank=True)
    signature_level = models.CharField("nivel de la firma", max_length=10, blank=True)
    signed_by = models.TextField("certificado firmante", blank=True)
    annulled_at = models.DateTimeField("anulado", null=True)
    annulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="anuló"
    )
    annulment_reason = models.TextField("motivo de la anulación", blank=True)

    objects = RadicadoQuerySet.as_manager()

    class Meta:
        verbose_name = "radicado"
        verbose_name_plural = "radicados"
        ordering = ["-filed_at"]
        permissions = [
            ("annul_radicado", "Puede anular radicados"),
            ("view_reserved_radicado", "Puede ver radicados reservados"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["E", "S"]),
                name="radicado_known_series",
                violation_error_message="La serie es E (entrada) o S (salida).",
            ),
            models.UniqueConstraint(fields=["kind", "year", "sequence"], name="uq_radicado_sequence"),
            models.UniqueConstraint(fields=["number"], name="uq_radicado_number"),
            models.UniqueConstraint(
                fields=["slot"],
                condition=Q(annulled_at__isnull=True) & ~Q(slot=""),
                name="uq_live_radicado_per_slot",
                violation_error_message="Ya existe un radicado vigente para esta solicitud.",
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, sha256="", signature_level="", signed_by="")
                | (Q(issued_at__isnull=False) & ~Q(sha256="") & ~Q(signature_level="") & ~Q(signed_by="")),
                name="radicado_issued_whole",
                violation_error_message="Una carta emitida tiene fecha, huella, nivel y firmante.",
            ),
            models.CheckConstraint(
                condition=Q(annulled_at__isnull=True, annulled_by__isnull=True, annulment_reason="")
                | (Q(annulled_at__isnull=False, annulled_by__isnull=False) & ~Q(annulment_reason="")),
                name="radicado_annulled_with_reason",
                violation_error_message="Una anulación tiene fecha, autor y motivo.",
            ),
        ]
        indexes = [
            models.Index(fields=["filed_by", "-filed_at"], name="ix_radicado_filer"),
            models.Index(fields=["company", "-filed_at"], name="ix_radicado_company"),
        ]
        triggers = [
            NUMBER,
            RESERVE_REPLY,
            RESERVE_REPLIES,
            *NEVER_DELETED,
            OnlyMayChange("is_reserved", *ISSUE, *ANNULMENT, sentence=FROZEN),
            OnlyMayChange("is_reserved", *ANNULMENT, name="issued", where="OLD.issued_at IS NOT NULL", sentence=FROZEN),
            OnlyMayChange("is_reserved", name="annulled", where="OLD.annulled_at IS NOT NULL", sentence=FROZEN),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("radicados:detail", args=[self.number])

    @property
    def annexes_in_words(self) -> str:
        """«2: PDF, 120 kB, SHA-256 ab12…; …»: number and class of what came with it."""
        told = (f"{each['type']}, {max(each['size'] // 1000, 1)} kB, SHA-256 {each['sha256']}" for each in self.annexes)
        return "; ".join((f"{len(self.annexes)} en total", *told)) if self.annexes else "Ninguno"

    @property
    def status(self) -> "Radicado.Status":
        """Derived from dated facts; needs `issuance` (see `with_state`)."""
        if self.annulled_at:
            return self.Status.ANNULLED
        if self.issued_at:
            return self.Status.ISSUED
        return self.Status.DELAYED if self.issuance.parked_at else self.Status.PENDING


class ActuacionQuerySet(models.QuerySet["Actuacion"]):
    def public(self) -> Self:
        """What the filer may read; the rest is for the staff."""
        return self.filter(kind__in=Actuacion.PUBLIC_KINDS)


class Actuacion(models.Model):
    """One dated event in the life of a radicado. Rows are only ever added."""

    class Kind(models.TextChoices):
        FILED = "filed", "Radicado"
        NOTIFIED = "notified", "Aviso enviado por correo"
        FAILED = "failed", "Intento de emisión fallido"
        PARKED = "parked", "Emisión detenida"
        RETRIED = "retried", "Reintento ordenado"
        ISSUED = "issued", "Carta emitida y firmada"
        ANNULLED = "annulled", "Radicado anulado"

    PUBLIC_KINDS = (Kind.FILED, Kind.NOTIFIED, Kind.ISSUED, Kind.ANNULLED)

    radicado = models.ForeignKey(Radicado, models.PROTECT, related_name="actuaciones", verbose_name="radicado")
    kind = models.CharField("actuación", max_length=20, choices=Kind.choices)
    at = models.DateTimeField("fecha y hora", db_default=Now())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="autor")
    detail = models.TextField("detalle", blank=True)

    objects = ActuacionQuerySet.as_manager()

    class Meta:
        verbose_name = "actuación"
        verbose_name_plural = "actuaciones"
        ordering = ["at", "pk"]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return self.get_kind_display()
