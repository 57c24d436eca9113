"""What happens to a case: each step, with its files."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from expedientes.models.case import Expediente
from ground.documents.models import Document
from ground.permanence import ONLY_ADDED
from radicados.models import Radicado


class StepKind(models.TextChoices):
    """A kind of step: its name, what people read, and whom it is for. Each app has those of its own acts."""

    @property
    def is_internal(self) -> bool:
        """Whether it is the staff's own."""
        return False

    @property
    def is_by_petitioner(self) -> bool:
        """Whether it was taken by who filed the case."""
        return False

    @property
    def is_told(self) -> bool:
        """Whether its words were written for who filed the case, or by them; else they are the staff's."""
        return False


class PasoQuerySet(models.QuerySet["Paso"]):
    def public(self) -> Self:
        """What who filed the case may read; the rest is for the staff."""
        return self.filter(is_internal=False)

    def letters(self) -> Self:
        """The steps that are a radicado of their own."""
        return self.filter(radicado__isnull=False)


class Paso(models.Model):
    """One dated step. Rows are only ever added.

    `label` is what people read, as it was told that day. A step that is a letter of the entity, or a writing
    of who filed the case, is a radicado of its own. `data` holds short JSON values whose meaning belongs to
    the kind.
    """

    class Kind(StepKind):
        """Those of every case."""

        FILED = "filed", _("Radicada")
        ASSIGNED = "assigned", "Asignada a un responsable"
        MOVED = "moved", _("Pasó a otra dependencia")
        NOTED = "noted", "Nota interna"
        RELATED = "related", "Casos relacionados"
        TERM_GIVEN = "term_given", _("Se fijó la fecha de respuesta")
        DELIVERED = "delivered", _("Entrega registrada")
        ANNULLED = "annulled", _("Radicado anulado")

        @property
        def is_internal(self) -> bool:
            return self in {Paso.Kind.ASSIGNED, Paso.Kind.NOTED, Paso.Kind.RELATED}

        @property
        def is_told(self) -> bool:
            return self in {Paso.Kind.TERM_GIVEN, Paso.Kind.DELIVERED, Paso.Kind.ANNULLED}

    expediente = models.ForeignKey(Expediente, models.PROTECT, related_name="steps", verbose_name="expediente")
    kind = models.CharField("paso", max_length=25)
    label = models.CharField("nombre del paso", max_length=80)
    is_internal = models.BooleanField("interno")
    is_by_petitioner = models.BooleanField("de quien lo presentó")
    is_told = models.BooleanField("con palabras para quien lo presentó")
    at = models.DateTimeField("fecha y hora", db_default=Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="funcionario",
    )
    text = models.TextField("texto", blank=True)
    data = models.JSONField("datos", default=dict, blank=True)
    radicado = models.OneToOneField(
        Radicado, models.PROTECT, null=True, blank=True, related_name="paso", verbose_name="radicado"
    )

    objects = PasoQuerySet.as_manager()

    class Meta:
        verbose_name = "paso de un expediente"
        verbose_name_plural = "pasos de los expedientes"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(label=""),
                name="step_with_label",
                violation_error_message="Un paso dice qué pasó.",
            )
        ]
        indexes = [models.Index(fields=["kind", "at"], name="ix_paso_kind")]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return self.label

    @property
    def letter(self) -> Radicado:
        """The radicado that it is; ValueError for a step that is none."""
        if self.radicado is None:
            raise ValueError(f"{self} has no letter")
        return self.radicado

    @classmethod
    def of(cls, kind: StepKind, **facts: Any) -> "Paso":
        """An unsaved step of that kind."""
        return cls(
            kind=kind,
            label=kind.label,
            is_internal=kind.is_internal,
            is_by_petitioner=kind.is_by_petitioner,
            is_told=kind.is_told,
            **facts,
        )


class Anexo(models.Model):
    """A file that came with a step: of who filed the case, or of the entity's answer."""

    step = models.ForeignKey(Paso, models.PROTECT, related_name="anexos", verbose_name="paso")
    document = models.OneToOneField(Document, models.PROTECT, related_name="anexo", verbose_name="documento")

    class Meta:
        verbose_name = "anexo"
        verbose_name_plural = "anexos"
        ordering = ["pk"]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return str(self.document)
