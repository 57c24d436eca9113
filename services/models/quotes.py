"""What was quoted: chains of versions, of which one at most is in force; money belongs to the chain. And what a quote
costs since something changed after it was paid, for what was paid is never replaced."""

from typing import Self

from django.db import models
from django.db.models import Q

from expedientes.models import Paso
from ground.permanence import NEVER_DELETED, ONLY_ADDED, OnlyMayChange
from services.models.request import ServiceRequest
from tariffs.figures import Figure
from tariffs.models import Edition
from tariffs.pricing.quote import Currency


class QuoteChain(models.Model):
    """The versions of one quote. The first chain of a request moves its state; later ones are complementary: more
    services, or what another currency has to pay."""

    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="chains", verbose_name="solicitud")
    number = models.PositiveSmallIntegerField("orden")
    currency = models.CharField("moneda", max_length=3)
    # It was issued before the service could be scheduled, which waits for it, too.
    is_awaited = models.BooleanField("el servicio espera su pago", default=False)

    class Meta:
        verbose_name = "cotización"
        verbose_name_plural = "cotizaciones"
        ordering = ["request", "number"]
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="uq_quote_chain")]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return f"Cotización {self.number} de {self.request}"

    @property
    def is_complementary(self) -> bool:
        return self.number > 1


class QuoteQuerySet(models.QuerySet["Quote"]):
    def in_force(self) -> Self:
        """Those that nobody replaced, whatever the customer answered."""
        return self.filter(replaced_by=None)

    def standing(self) -> Self:
        """Those in force that were not declined and did not expire."""
        return self.in_force().filter(ended_by=None)

    def waiting(self) -> Self:
        """Those that the customer has to answer."""
        return self.standing().filter(accepted_by=None)


class Prices(models.Model):
    """Lines at the prices of a day; `lines` are as they were priced: item, code, printed name, quantity, figure,
    discount."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", verbose_name="tarifa")
    priced_on = models.DateField("cotizada el")
    customer = models.JSONField("hechos del cliente")
    lines = models.JSONField("servicios")
    discount_article = models.CharField("artículo del descuento", max_length=20, blank=True)
    subtotal = models.DecimalField("subtotal", max_digits=16, decimal_places=2)
    discount = models.DecimalField("descuento", max_digits=16, decimal_places=2)
    total = models.DecimalField("total", max_digits=16, decimal_places=2)

    class Meta:
        abstract = True


def _adds_up(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(total=models.F("subtotal") - models.F("discount")) & Q(total__gte=0),
        name=name,
        violation_error_message="El total es el subtotal menos el descuento.",
    )


class Quote(Prices):
    """A version as it was issued, by the step whose radicado is its letter; what becomes of it is said by other steps.

    `content_sha256` is the SHA-256 of the letter's snapshot, which whoever accepts says that they have read.
    """

    chain = models.ForeignKey(QuoteChain, models.PROTECT, related_name="versions", verbose_name="cotización")
    version = models.PositiveSmallIntegerField("versión")
    step = models.OneToOneField(Paso, models.PROTECT, related_name="quote", verbose_name="paso")
    valid_until = models.DateField("vigente hasta")
    content_sha256 = models.CharField("SHA-256 de lo cotizado", max_length=64)
    accepted_by = models.OneToOneField(
        Paso, models.PROTECT, null=True, blank=True, related_name="accepted_quote", verbose_name="aceptada por"
    )
    ended_by = models.ForeignKey(
        Paso, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="no aceptada o vencida por"
    )
    replaced_by = models.OneToOneField(
        Paso, models.PROTECT, null=True, blank=True, related_name="replaced_quote", verbose_name="reemplazada por"
    )

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = "versión de una cotización"
        verbose_name_plural = "versiones de cotizaciones"
        ordering = ["chain", "version"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "version"], name="uq_quote_version"),
            models.UniqueConstraint(
                fields=["chain"],
                condition=Q(replaced_by=None),
                name="one_quote_in_force",
                violation_error_message="Solo una versión de una cotización está en firme.",
            ),
            _adds_up("quote_adds_up"),
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange("accepted_by", "ended_by", "replaced_by", sentence="Una cotización emitida no se modifica."),
        ]

    def __str__(self) -> str:
        return f"{self.chain}, versión {self.version}"

    @property
    def written_total(self) -> Figure:
        return Currency(self.chain.currency).written(self.total)


class RepricingQuerySet(models.QuerySet["Repricing"]):
    def in_effect(self) -> Self:
        """Those that count: what a customer has to agree to does once they did."""
        return self.filter(ended_by=None).exclude(why=Repricing.Why.YEAR, accepted_by=None)


class Repricing(Prices):
    """What an accepted quote costs since something changed: the last that is in effect rules (services/ledger.py).

    The letter of its step tells it, for all the quotes of the request. One that moves the service to another year waits
    for the customer; `appointment` is then what moves, and `begins_on` the day.
    """

    class Why(models.TextChoices):
        SIZE = "tamano", "Tamaño de la empresa (artículo 4)"
        YEAR = "vigencia", "Otra vigencia (artículo 8, parágrafo)"
        UNRENDERED = "no_prestado", "Un ítem no se prestó"

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="repricings", verbose_name="cotización")
    why = models.CharField("por qué", max_length=12, choices=Why.choices)
    step = models.ForeignKey(Paso, models.PROTECT, related_name="repricings", verbose_name="paso")
    appointment = models.ForeignKey(
        "services.Appointment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="cita",
    )
    begins_on = models.DateField("nuevo día", null=True, blank=True)
    accepted_by = models.ForeignKey(
        Paso, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="aceptada por"
    )
    ended_by = models.ForeignKey(
        Paso, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sin efecto por"
    )

    objects = RepricingQuerySet.as_manager()

    class Meta:
        verbose_name = "reliquidación de una cotización"
        verbose_name_plural = "reliquidaciones de cotizaciones"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["quote", "step"], name="uq_repricing"),
            _adds_up("repricing_adds_up"),
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange("accepted_by", "ended_by", sentence="Una reliquidación no se modifica."),
        ]

    def __str__(self) -> str:
        return f"{self.quote}: {self.get_why_display()}"

    @property
    def is_in_effect(self) -> bool:
        return self.ended_by_id is None and (self.why != self.Why.YEAR or self.accepted_by_id is not None)

    @property
    def written_total(self) -> Figure:
        return Currency(self.quote.chain.currency).written(self.total)
