"""What was quoted: chains of versions, of which one at most is in force; money belongs to the chain."""

from typing import Self

from django.db import models
from django.db.models import Q

from expedientes.models import Paso
from ground.permanence import NEVER_DELETED, ONLY_ADDED, OnlyMayChange
from services.models.request import ServiceRequest
from tariffs.models import Edition
from tariffs.pricing.quote import Currency


class QuoteChain(models.Model):
    """The versions of one quote. The first chain of a request moves its state; later ones are complementary: more
    services, or what another currency has to pay."""

    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="chains", verbose_name="solicitud")
    number = models.PositiveSmallIntegerField("orden")
    currency = models.CharField("moneda", max_length=3)

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


class Quote(models.Model):
    """A version as it was issued, by the step whose radicado is its letter; what becomes of it is said by other steps.

    `lines` are as they were priced: item, code, printed name, quantity, figure, discount. `content_sha256` is the
    SHA-256 of the letter's snapshot, which whoever accepts says that they have read.
    """

    chain = models.ForeignKey(QuoteChain, models.PROTECT, related_name="versions", verbose_name="cotización")
    version = models.PositiveSmallIntegerField("versión")
    step = models.OneToOneField(Paso, models.PROTECT, related_name="quote", verbose_name="paso")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", verbose_name="tarifa")
    priced_on = models.DateField("cotizada el")
    valid_until = models.DateField("vigente hasta")
    customer = models.JSONField("hechos del cliente")
    lines = models.JSONField("servicios")
    discount_article = models.CharField("artículo del descuento", max_length=20, blank=True)
    subtotal = models.DecimalField("subtotal", max_digits=16, decimal_places=2)
    discount = models.DecimalField("descuento", max_digits=16, decimal_places=2)
    total = models.DecimalField("total", max_digits=16, decimal_places=2)
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
            models.CheckConstraint(
                condition=Q(total=models.F("subtotal") - models.F("discount")) & Q(total__gte=0),
                name="quote_adds_up",
                violation_error_message="El total es el subtotal menos el descuento.",
            ),
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange("accepted_by", "ended_by", "replaced_by", sentence="Una cotización emitida no se modifica."),
        ]

    def __str__(self) -> str:
        return f"{self.chain}, versión {self.version}"

    @property
    def written_total(self) -> str:
        return str(Currency(self.chain.currency).written(self.total))
