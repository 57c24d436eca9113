"""The rights over one's own data (Ley 1581 de 2012, arts. 8, 14 and 15)."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from ground.permanence import NEVER_DELETED, OnlyMayChange
from legal_calendar.days import Calendar
from legal_calendar.stored import current_calendar
from radicados.models import Radicado


class DataClaimQuerySet(models.QuerySet):
    def open(self):
        return self.filter(resolved_at__isnull=True)

    def with_number(self):
        """With the radicado, whose number and date are the claim's."""
        return self.select_related("radicado").defer("radicado__snapshot")


class DataClaim(models.Model):
    """A *reclamo* for correction or erasure. It is filed: its number and date are its radicado's."""

    class Kind(models.TextChoices):
        CORRECTION = "correccion", "Corrección o actualización"
        ERASURE = "supresion", "Supresión"

    class Outcome(models.TextChoices):
        GRANTED = "atendido", "Atendido"
        PARTLY_GRANTED = "parcial", "Atendido en parte"
        REFUSED = "negado", "Negado"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="data_claims", verbose_name="titular"
    )
    kind = models.CharField("clase", max_length=20, choices=Kind.choices)
    text = models.TextField("qué solicita y por qué")
    radicado = models.OneToOneField(
        Radicado, models.PROTECT, related_name="data_claim", verbose_name="radicado"
    )
    due_on = models.DateField("vence")
    resolved_at = models.DateTimeField("resuelto", null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="resolvió",
    )
    outcome = models.CharField("decisión", max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField("respuesta", blank=True)

    objects = DataClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "reclamo de habeas data"
        verbose_name_plural = "reclamos de habeas data"
        ordering = ["due_on", "pk"]
        permissions = [("resolve_dataclaim", "Puede resolver reclamos de habeas data")]
        constraints = [
            models.CheckConstraint(
                name="claim_resolved_whole",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True, outcome="", answer="")
                | (Q(resolved_at__isnull=False, resolved_by__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                violation_error_message="Una decisión tiene fecha, autor, sentido y respuesta.",
            )
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange("due_on", "resolved_at", "resolved_by", "outcome", "answer"),
            OnlyMayChange(name="resolved", where="OLD.resolved_at IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.radicado}"

    @property
    def is_erasure(self) -> bool:
        return self.kind == self.Kind.ERASURE

    @property
    def days_left(self) -> int:
        """Business days until it is due, today excluded; negative when it is late."""
        return self.calendar.days_between(timezone.localdate(), self.due_on)

    @cached_property
    def calendar(self) -> Calendar:
        """The one in force; a list of claims has it read once: see `with_one_calendar`."""
        return current_calendar()


def with_one_calendar(claims: Iterable[DataClaim]) -> None:
    """Have the calendar read once for all the claims."""
    calendar = current_calendar()
    for claim in claims:
        claim.calendar = calendar
