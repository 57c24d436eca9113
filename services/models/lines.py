"""What a request asks for: its items (an instrument, some seats, a lot), the rates of each, and who takes part."""

from typing import Self

from django.db import models
from django.db.models import Q

from accounts.identity import NAME_LENGTH
from accounts.models import Municipality
from expedientes.models import Paso
from ground.permanence import NEVER_DELETED, OnlyMayChange
from ground.words import normalise
from services.kinds import ItemState
from services.models.laboratory import Laboratory
from services.models.request import ServiceRequest


def serial_key(serial: str) -> str:
    """A serial number as it is compared: case, spaces and hyphens say nothing."""
    return "".join(normalise(serial).replace("-", "").split())


class ItemQuerySet(models.QuerySet["Item"]):
    def by_appointment(self) -> Self:
        """Those that a laboratory serves when it is booked: a course and a round have days of their own."""
        return self.filter(seats=None, participation=None)


class Item(models.Model):
    """One thing that is served. What it is was filed, and does not change; where it stands does.

    `details` are the answers that only this service asks of each item, by the name of their field.
    """

    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="items", verbose_name="solicitud")
    position = models.PositiveSmallIntegerField("orden")
    name = models.CharField("qué es", max_length=200)
    maker = models.CharField("marca", max_length=80, blank=True)
    model = models.CharField("modelo", max_length=80, blank=True)
    serial = models.CharField("serial", max_length=60, blank=True)
    serial_key = models.CharField("serial, para comparar", max_length=60, blank=True, editable=False)
    internal_code = models.CharField("código interno", max_length=40, blank=True)
    is_on_site = models.BooleanField("en las instalaciones del cliente", default=False)
    country = models.CharField("país", max_length=2, default="CO")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="municipio"
    )
    address = models.CharField("dirección del servicio", max_length=200, blank=True)
    wished_on = models.DateField("fecha deseada", null=True, blank=True)
    recall_months = models.PositiveSmallIntegerField("meses entre calibraciones", null=True, blank=True)
    details = models.JSONField("otros datos", default=dict, blank=True)
    state = models.CharField("estado", max_length=12, choices=ItemState.choices, default=ItemState.EXPECTED)
    returned_by = models.ForeignKey(
        Paso, models.PROTECT, null=True, blank=True, related_name="returned_items", verbose_name="devuelto por"
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = "ítem de una solicitud"
        verbose_name_plural = "ítems de las solicitudes"
        ordering = ["request", "position"]
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="uq_service_item_position"),
            models.UniqueConstraint(
                fields=["request", "serial_key"],
                condition=~Q(serial_key=""),
                name="uq_service_item_serial",
                violation_error_message="Ese serial ya está en esta solicitud.",
            ),
        ]
        indexes = [models.Index(fields=["serial_key"], condition=~Q(serial_key=""), name="ix_service_item_serial")]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange("state", "returned_by", sentence="Lo radicado en una solicitud no se modifica."),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.name, self.maker, self.model, self.serial)))

    def save(self, *args, **kwargs) -> None:
        self.serial_key = serial_key(self.serial)
        super().save(*args, **kwargs)


class LineQuerySet(models.QuerySet["Line"]):
    def live(self) -> Self:
        return self.filter(dropped_by=None)

    def first_quoted(self) -> Self:
        """The live ones that the first quote of their request charges."""
        return self.live().filter(chain=None)


class Line(models.Model):
    """So many units of a rate, by its code, for an item or for the request as a whole (travel).

    A line that an act corrects is dropped, and another takes its place: what was asked stays readable.
    """

    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="lines", verbose_name="solicitud")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="lines", verbose_name="ítem")
    position = models.PositiveSmallIntegerField("orden")
    code = models.CharField("código de la tasa", max_length=12)
    quantity = models.PositiveIntegerField("cantidad")
    persons = models.PositiveSmallIntegerField("personas", null=True, blank=True)
    is_on_site = models.BooleanField("en sitio", default=False)
    laboratory = models.ForeignKey(
        Laboratory, models.PROTECT, null=True, blank=True, related_name="lines", verbose_name="laboratorio"
    )
    # What was added by a complementary quote; without one, of the first.
    chain = models.ForeignKey(
        "services.QuoteChain", models.PROTECT, null=True, blank=True, related_name="lines", verbose_name="cotización"
    )
    dropped_by = models.ForeignKey(
        Paso, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="retirada por"
    )

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "servicio de una solicitud"
        verbose_name_plural = "servicios de las solicitudes"
        ordering = ["request", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "item", "code", "chain"],
                condition=Q(dropped_by=None),
                nulls_distinct=False,
                name="uq_service_line",
                violation_error_message="Esa tasa ya está en la solicitud.",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0),
                name="service_line_of_some",
                violation_error_message="La cantidad es mayor que cero.",
            ),
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange(
                "dropped_by",
                where="OLD.dropped_by_id IS NULL",
                sentence="Un servicio pedido no se modifica: se retira, y otro toma su lugar.",
            ),
            OnlyMayChange(name="dropped", where="OLD.dropped_by_id IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.code}"


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def live(self) -> Self:
        """Those in whose place nobody came, each with the seat, if it is of an edition."""
        return self.filter(replaced_by=None).select_related("seat")


class Participant(models.Model):
    """Somebody who takes part in a course."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="participants", verbose_name="cupos")
    position = models.PositiveSmallIntegerField("orden")
    first_name = models.CharField("nombres", max_length=NAME_LENGTH)
    last_name = models.CharField("apellidos", max_length=NAME_LENGTH)
    document_type = models.CharField("tipo de documento", max_length=3)
    document_number = models.CharField("número de documento", max_length=30)
    email = models.EmailField("correo electrónico")
    job = models.CharField("cargo", max_length=80, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name="lo reemplaza"
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = "participante"
        verbose_name_plural = "participantes"
        ordering = ["item", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "document_type", "document_number"],
                condition=Q(replaced_by=None),
                name="uq_participant_document",
                violation_error_message="Ese documento está repetido.",
            )
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange("replaced_by", sentence="Un participante no se modifica: otro toma su lugar."),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.first_name, self.last_name)))
