"""The signed letter, who signs it, and the work of making it."""

from typing import ClassVar, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from ground.permanence import ONLY_ADDED
from ground.work.leases import LeasedWork, LeasedWorkQuerySet
from radicados.models.radicado import Actuacion, Radicado
from radicados.validity import EffectiveDated


class Signatory(EffectiveDated):
    name = models.CharField("nombre", max_length=200)
    position = models.CharField("cargo", max_length=200, default="Director General")
    is_acting = models.BooleanField("encargado (E)", default=False)
    appointed_by = models.CharField("acto de nombramiento o encargo", max_length=200, blank=True)

    class Meta(EffectiveDated.Meta):
        verbose_name = "firmante"
        verbose_name_plural = "firmantes"

    def __str__(self) -> str:
        return f"{self.name}, {self.position}{' (E)' if self.is_acting else ''}"


class SignedLetter(models.Model):
    """The signed PDF itself, in the database so that it is sealed in one transaction with its facts."""

    radicado = models.OneToOneField(
        Radicado, models.PROTECT, primary_key=True, related_name="signed_letter", verbose_name="radicado"
    )
    pdf = models.BinaryField("carta firmada")

    class Meta:
        verbose_name = "carta firmada"
        verbose_name_plural = "cartas firmadas"
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return f"Carta de {self.radicado_id}"


class LetterIssuanceQuerySet(LeasedWorkQuerySet["LetterIssuance"]):
    def pending(self) -> Self:
        """A radicado annulled before its letter came out needs none."""
        return super().pending().filter(radicado__annulled_at__isnull=True)

    def unissued(self) -> Self:
        """Every letter still owed: pending or parked."""
        return self.filter(done_at__isnull=True, radicado__annulled_at__isnull=True)

    def oldest_unissued_seconds(self) -> float:
        """Age in seconds of the oldest radicado whose letter is still owed; 0.0 when none is."""
        oldest = self.unissued().annotate(age=Now() - F("radicado__filed_at")).aggregate(models.Max("age"))
        return oldest["age__max"].total_seconds() if oldest["age__max"] else 0.0


class LetterIssuance(LeasedWork):
    task = "radicados.tasks.issue_document"

    radicado = models.OneToOneField(
        Radicado, models.PROTECT, primary_key=True, related_name="issuance", verbose_name="radicado"
    )

    objects: ClassVar = LetterIssuanceQuerySet.as_manager()

    class Meta:
        verbose_name = "carta sin emitir"
        verbose_name_plural = "cartas sin emitir"
        permissions = [("retry_letterissuance", "Puede reintentar la emisión de cartas")]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(done_at__isnull=True), name="ix_issuance_queue")
        ]

    def __str__(self) -> str:
        return str(self.radicado)

    @transaction.atomic
    def fail(self, error: str, **facts: bool) -> bool:
        """The trail tells each failure until it is parked: those that follow are the same one."""
        was_parked, recorded = self.parked_at, super().fail(error, **facts)
        if recorded and not was_parked:
            self.refresh_from_db(fields=["parked_at"])
            kind = Actuacion.Kind.PARKED if self.parked_at else Actuacion.Kind.FAILED
            Actuacion.objects.create(radicado=self.radicado, kind=kind, detail=error)
        return recorded
