"""What happens to a petition: each step, its files, what is asked of the petitioner, what they thought."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ground.documents.models import Document
from ground.permanence import NEVER_DELETED, ONLY_ADDED, OnlyMayChange
from pqrsd import deadlines
from pqrsd.models.petition import Pqrsd
from radicados.models import Radicado


class CaseEventQuerySet(models.QuerySet):
    def public(self):
        """What the petitioner may read; the rest is for the staff."""
        return self.exclude(kind__in=CaseEvent.INTERNAL_KINDS)

    def letters(self):
        """The steps that are a radicado of their own."""
        return self.filter(radicado__isnull=False)


class CaseEvent(models.Model):
    """One dated step. Rows are only ever added.

    A step that is a letter of the entity, or a writing of the petitioner, is a radicado of its own.
    `data` holds short JSON values whose meaning belongs to the kind: see pqrsd/acts.
    """

    class Kind(models.TextChoices):
        FILED = "filed", "Radicada"
        ASSIGNED = "assigned", "Asignada a un responsable"
        MOVED = "moved", "Pasó a otra dependencia"
        RECLASSIFIED = "reclassified", "Cambió de clase"
        PRIORITY_SET = "priority_set", "Prioridad decidida"
        NOTED = "noted", "Nota interna"
        RELATED = "related", "Casos relacionados"
        COMPLETION_REQUESTED = "completion_requested", "Se pidió completar la petición"
        COMPLETION_EXTENDED = "completion_extended", "Se amplió el plazo para completarla"
        COMPLETED = "completed", "El peticionario la completó"
        EXTENDED = "extended", "Se prorrogó el término de respuesta"
        TRANSFERRED = "transferred", "Trasladada a otra entidad"
        ANSWERED = "answered", "Respondida"
        REJECTED = "rejected", "Rechazada"
        ARCHIVED = "archived", "Archivada"
        LAPSED = "lapsed", "Archivada por desistimiento tácito"
        WITHDRAWN = "withdrawn", "El peticionario desistió"
        REPLIED = "replied", "El peticionario escribió de nuevo"
        RATED = "rated", "El peticionario calificó la respuesta"
        DELIVERED = "delivered", "Entrega registrada"
        DUE_CHANGED = "due_changed", "Cambió la fecha de vencimiento"
        ANNULLED = "annulled", "Radicado anulado"

    INTERNAL_KINDS = (Kind.NOTED, Kind.RELATED, Kind.ASSIGNED, Kind.PRIORITY_SET)
    PETITIONERS_KINDS = (
        Kind.COMPLETION_EXTENDED,
        Kind.COMPLETED,
        Kind.WITHDRAWN,
        Kind.REPLIED,
        Kind.RATED,
    )

    pqrsd = models.ForeignKey(Pqrsd, models.PROTECT, related_name="events", verbose_name="PQRSD")
    kind = models.CharField("paso", max_length=25, choices=Kind.choices)
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
        Radicado,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_event",
        verbose_name="radicado",
    )

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        verbose_name = "paso de una PQRSD"
        verbose_name_plural = "pasos de las PQRSD"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["kind", "at"], name="ix_case_event_kind")]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_by_petitioner(self) -> bool:
        return self.kind in self.PETITIONERS_KINDS


class RelatedCase(Pqrsd.related.through):  # type: ignore[name-defined]  # no class to the stubs
    """One side of two cases that have to do with each other."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = ONLY_ADDED


class Anexo(models.Model):
    """A file that came with a step: of the petitioner's, or of the entity's answer."""

    event = models.ForeignKey(CaseEvent, models.PROTECT, related_name="anexos", verbose_name="paso")
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="pqrsd_anexo", verbose_name="documento"
    )

    class Meta:
        verbose_name = "anexo"
        verbose_name_plural = "anexos"
        ordering = ["pk"]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return str(self.document)


class CompletionRequest(models.Model):
    """What the petitioner was asked to complete or clarify: it stops the clock."""

    class Ground(models.TextChoices):
        INCOMPLETE = deadlines.Ground.INCOMPLETE.value, "Está incompleta"
        UNCLEAR = (
            deadlines.Ground.UNCLEAR.value,
            "No se comprende su finalidad u objeto (CPACA, artículo 19)",
        )

    pqrsd = models.ForeignKey(Pqrsd, models.PROTECT, related_name="completion_requests", verbose_name="PQRSD")
    ground = models.CharField("motivo", max_length=12, choices=Ground.choices, default=Ground.INCOMPLETE)
    requested_on = models.DateField("pedido el")
    due_on = models.DateField("plazo para completarla")
    extended_at = models.DateTimeField("plazo ampliado", null=True, blank=True)
    completed_on = models.DateField("completada el", null=True, blank=True)
    event = models.OneToOneField(
        CaseEvent, models.PROTECT, related_name="completion_request", verbose_name="paso"
    )

    class Meta:
        verbose_name = "petición de completar"
        verbose_name_plural = "peticiones de completar"
        ordering = ["requested_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pqrsd"],
                condition=Q(completed_on__isnull=True),
                name="one_open_completion_request",
                violation_error_message="Ya se pidió completar esta petición.",
            )
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange("due_on", "extended_at", "completed_on"),
            OnlyMayChange(
                "due_on", "completed_on", name="extended_once", where="OLD.extended_at IS NOT NULL"
            ),
            OnlyMayChange(name="completed", where="OLD.completed_on IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()}, hasta el {self.due_on}"

    @property
    def is_unclear(self) -> bool:
        """Whether it was returned because nobody understands it, where its norm knows that."""
        return self.ground == self.Ground.UNCLEAR and self.pqrsd.termino.clarification_days is not None

    @property
    def norm(self) -> str:
        """What gives the petitioner their time."""
        return "CPACA, artículo 19" if self.is_unclear else self.pqrsd.termino.completion_norm


class Rating(models.Model):
    """What the petitioner thought of the answer."""

    pqrsd = models.OneToOneField(Pqrsd, models.PROTECT, related_name="rating", verbose_name="PQRSD")
    score = models.PositiveSmallIntegerField(
        "calificación", validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.TextField("comentario", blank=True)
    at = models.DateTimeField("fecha y hora", auto_now_add=True)

    class Meta:
        verbose_name = "calificación"
        verbose_name_plural = "calificaciones"
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5),
                name="rating_one_to_five",
                violation_error_message="La calificación va de 1 a 5.",
            )
        ]
        triggers = ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.score} de 5"
