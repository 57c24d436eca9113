"""The instruments that a company or a person has here, from the requests that they filed, and when each is due."""

from secrets import token_hex
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.models import Company, User
from legal_calendar.days import months_after
from services.models.lines import Item, serial_key

MOST_RECALLS, MOST_RECALL_DAYS, MOST_MONTHS = 5, 365, 120


def recall_days() -> list[int]:
    return [60, 30, 7]


def secret() -> str:
    """128 bits, which nobody guesses."""
    return token_hex(16)


class Park(models.Model):
    """What is of all its instruments: their owner, a company or a person; how many days before each date the owner is
    told; and the secret of the address of its calendar."""

    company = models.OneToOneField(
        Company, models.PROTECT, null=True, blank=True, related_name="park", verbose_name="empresa"
    )
    user = models.OneToOneField(
        User, models.CASCADE, null=True, blank=True, related_name="park", verbose_name="persona"
    )
    recall_days = ArrayField(models.PositiveSmallIntegerField(), verbose_name="días de aviso", default=recall_days)
    token = models.CharField("secreto de su calendario", max_length=32, unique=True, default=secret)

    class Meta:
        verbose_name = "instrumentos de un cliente"
        verbose_name_plural = "instrumentos de los clientes"
        constraints = [
            models.CheckConstraint(
                condition=Q(company=None) ^ Q(user=None),
                name="park_of_one_owner",
                violation_error_message="Los instrumentos son de una empresa o de una persona.",
            )
        ]

    def __str__(self) -> str:
        return str(self.company or self.user)


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def in_use(self) -> Self:
        return self.filter(is_archived=False)


class Instrument(models.Model):
    """One thing with a serial number; the requests keep what they said of it, whatever is changed here.

    `answers` are those of the last request, by the name of their field, for the next. `due_on` follows from the last
    calibration and the months that its owner set; `told_on` is the last day that its owner's calendar had, and
    `revision` grows whenever that changes.
    """

    park = models.ForeignKey(Park, models.CASCADE, related_name="instruments", verbose_name="de")
    name = models.CharField("instrumento", max_length=200)
    maker = models.CharField("marca", max_length=80)
    model = models.CharField("modelo", max_length=80)
    serial = models.CharField("serial", max_length=60)
    key = models.CharField("para comparar", max_length=240, editable=False)
    internal_code = models.CharField("código interno", max_length=40, blank=True)
    answers = models.JSONField("respuestas de su última solicitud", default=dict, blank=True)
    recall_months = models.PositiveSmallIntegerField(
        "meses entre calibraciones",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )
    last_calibrated_on = models.DateField("fecha del último certificado", null=True, blank=True)
    last_certificate = models.CharField("número del último certificado", max_length=60, blank=True)
    last_certificate_by = models.CharField("quién lo expidió", max_length=120, blank=True)
    is_recalled = models.BooleanField("avisar por correo", default=True)
    is_archived = models.BooleanField("archivado", default=False)
    due_on = models.DateField("próxima calibración", null=True, blank=True, editable=False)
    told_on = models.DateField("día en el calendario de su dueño", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField("revisión", default=0, editable=False)
    items = models.ManyToManyField(Item, related_name="instruments", blank=True, verbose_name="solicitudes")

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = "instrumento"
        verbose_name_plural = "instrumentos"
        ordering = ["is_archived", "due_on", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "key"],
                name="uq_instrument_of_park",
                violation_error_message="Ese instrumento ya está entre los suyos: misma marca, modelo y serial.",
            )
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(is_recalled=True), name="ix_instrument_due")]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.name, self.maker, self.model, self.serial)))

    def save(self, *args, **kwargs) -> None:
        """What follows from the rest follows it."""
        self.key = instrument_key(self.maker, self.model, self.serial)
        last, months = self.last_calibrated_on, self.recall_months
        due = months_after(last, months) if last and months and not self.is_archived else None
        if due != self.due_on:
            self.revision += 1
        self.due_on, self.told_on = due, due or self.told_on
        super().save(*args, **kwargs)

    def is_twice(self, maker: str, model: str, serial: str) -> bool:
        """Whether its owner has another that would be the same."""
        same = Instrument.objects.filter(park=self.park_id, key=instrument_key(maker, model, serial))
        return same.exclude(pk=self.pk).exists()


def instrument_key(maker: str, model: str, serial: str) -> str:
    """What makes an instrument the same one, however it is typed."""
    return "|".join(map(serial_key, (maker, model, serial)))


class Recall(models.Model):
    """That the owner was told so many days before an instrument was due; once for each."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="recalls", verbose_name="instrumento")
    due_on = models.DateField("próxima calibración")
    days = models.PositiveSmallIntegerField("días antes")
    sent_on = models.DateField("avisado")

    class Meta:
        verbose_name = "aviso de calibración"
        verbose_name_plural = "avisos de calibración"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["instrument", "due_on", "days"], name="uq_recall")]

    def __str__(self) -> str:
        return f"{self.instrument}: {self.due_on}"
