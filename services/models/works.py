"""What a laboratory does with what it serves: when, what it received, whose hands it is in, what it certified."""

import secrets
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from expedientes.models import Paso
from ground.documents.models import Document
from ground.permanence import NEVER_DELETED, ONLY_ADDED, OnlyMayChange
from services.models.laboratory import Laboratory
from services.models.lines import Item
from services.models.request import ServiceRequest

# Without letters that are read as others; a QR holds it in its dense mode.
LABEL_ALPHABET, LABEL_LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 16


class Closure(models.Model):
    """Days on which a laboratory serves nobody, besides those on which the Institute is shut."""

    laboratory = models.ForeignKey(Laboratory, models.CASCADE, related_name="closures", verbose_name="laboratorio")
    begins_on = models.DateField("desde")
    ends_on = models.DateField("hasta")
    reason = models.CharField("motivo", max_length=200)

    class Meta:
        verbose_name = "cierre de un laboratorio"
        verbose_name_plural = "cierres de los laboratorios"
        ordering = ["begins_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")),
                name="closure_in_order",
                violation_error_message="El último día no es antes del primero.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.begins_on:%d/%m/%Y} a {self.ends_on:%d/%m/%Y}: {self.reason}"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def live(self) -> Self:
        return self.filter(ended_by=None)


class Appointment(models.Model):
    """When a laboratory begins with what it serves of a request, and for how many working days; another day is another
    row. `promised_on` is the estimate that the customer was told."""

    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="appointments", verbose_name="solicitud")
    laboratory = models.ForeignKey(
        Laboratory, models.PROTECT, null=True, blank=True, related_name="appointments", verbose_name="laboratorio"
    )
    step = models.OneToOneField(Paso, models.PROTECT, related_name="appointment", verbose_name="paso")
    begins_on = models.DateField("día")
    days = models.PositiveSmallIntegerField("días hábiles que toma", default=1, validators=[MinValueValidator(1)])
    promised_on = models.DateField("fecha estimada que se dijo")
    ended_by = models.OneToOneField(
        Paso, models.PROTECT, null=True, blank=True, related_name="ended_appointment", verbose_name="cambiada por"
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "cita"
        verbose_name_plural = "citas"
        ordering = ["begins_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "laboratory"],
                condition=Q(ended_by=None),
                nulls_distinct=False,
                name="one_appointment",
                violation_error_message="Ese laboratorio ya tiene cita para esta solicitud.",
            )
        ]
        indexes = [
            models.Index(fields=["laboratory", "begins_on"], condition=Q(ended_by=None), name="ix_appointment_day")
        ]
        triggers = [*NEVER_DELETED, OnlyMayChange("ended_by", sentence="Una cita no se modifica: se cambia por otra.")]

    def __str__(self) -> str:
        return f"{self.laboratory or 'INM'}, {self.begins_on:%d/%m/%Y}"


class Reception(models.Model):
    """An item as it came: what its plate says, how it looked, what came with it. Its photos are those of the step."""

    class Condition(models.TextChoices):
        GOOD = "bien", _("En buen estado")
        OBSERVED = "observado", _("Con observaciones")
        DAMAGED = "danado", _("Dañado: se consulta antes de seguir")

    item = models.OneToOneField(Item, models.PROTECT, related_name="reception", verbose_name="ítem")
    step = models.ForeignKey(Paso, models.PROTECT, related_name="receptions", verbose_name="acta")
    serial_read = models.CharField("serial leído", max_length=60, blank=True)
    condition = models.CharField("estado", max_length=10, choices=Condition.choices)
    notes = models.TextField("observaciones", blank=True)
    accessories = models.CharField("accesorios", max_length=300, blank=True)

    class Meta:
        verbose_name = "recepción de un ítem"
        verbose_name_plural = "recepciones de ítems"
        ordering = ["pk"]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.item}: {self.get_condition_display().lower()}"


def label_code() -> str:
    return "".join(secrets.choice(LABEL_ALPHABET) for _ in range(LABEL_LENGTH))


class Label(models.Model):
    """What is stuck on an item: whoever scans it reads what they may. A lost one is replaced by another."""

    code = models.CharField("código", max_length=LABEL_LENGTH, default=label_code, unique=True, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="labels", verbose_name="ítem")
    made_at = models.DateTimeField("hecha", db_default=Now())
    replaced_at = models.DateTimeField("reemplazada", null=True, blank=True)

    class Meta:
        verbose_name = "etiqueta"
        verbose_name_plural = "etiquetas"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(replaced_at=None), name="one_label_of_an_item")
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange("replaced_at", sentence="Una etiqueta no se modifica: se reemplaza por otra."),
        ]

    def __str__(self) -> str:
        return self.code


class Custody(models.Model):
    """From then on an item is in those hands, or in that place."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="custodies", verbose_name="ítem")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="quien lo recibe"
    )
    place = models.CharField("dónde queda", max_length=120, blank=True)
    at = models.DateTimeField("desde", db_default=Now())

    class Meta:
        verbose_name = "custodia"
        verbose_name_plural = "custodias"
        ordering = ["pk"]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.holder}{f', {self.place}' if self.place else ''}"


class Performance(models.Model):
    """When an item was measured, by whom, and how."""

    item = models.OneToOneField(Item, models.PROTECT, related_name="performance", verbose_name="ítem")
    began_on = models.DateField("comenzó")
    ended_on = models.DateField("terminó")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="quien midió")
    conditions = models.TextField("equipos y condiciones", blank=True)

    class Meta:
        verbose_name = "prestación de un servicio"
        verbose_name_plural = "prestaciones de servicios"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("began_on")),
                name="performance_in_order",
                violation_error_message="No termina antes de comenzar.",
            )
        ]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.item}: {self.began_on:%d/%m/%Y} a {self.ended_on:%d/%m/%Y}"


class Certificate(models.Model):
    """A certificate as it was registered: its number and file are never others. A revision has a number of its own and
    names the one that it replaces (ISO/IEC 17025, 7.8.8)."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="certificates", verbose_name="ítem")
    number = models.CharField("número", max_length=60, unique=True)
    issued_on = models.DateField("expedido el")
    place = models.CharField("lugar de la prestación", max_length=200)
    document = models.OneToOneField(Document, models.PROTECT, related_name="certificate", verbose_name="archivo")
    step = models.OneToOneField(Paso, models.PROTECT, related_name="certificate", verbose_name="paso")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="firmante autorizado"
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="reemplaza a"
    )
    reason = models.TextField("qué cambió", blank=True)
    # The digital calibration certificate (DCC), as it was handed in.
    dcc = models.BinaryField("certificado digital", null=True, blank=True)
    delivered_by = models.ForeignKey(
        Paso, models.PROTECT, null=True, blank=True, related_name="delivered_certificates", verbose_name="entregado por"
    )

    class Meta:
        verbose_name = "certificado"
        verbose_name_plural = "certificados"
        ordering = ["pk"]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange(
                "delivered_by",
                where="OLD.delivered_by_id IS NULL",
                sentence="Un certificado registrado no se modifica.",
            ),
            OnlyMayChange(name="delivered", where="OLD.delivered_by_id IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return self.number
