"""A case: what somebody filed that the entity looks after until it is closed; and who follows it for a while.

What an app's own cases say besides is a model that inherits from this one, row by row."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from expedientes.desk import Desk
from expedientes.models.office import Dependencia
from expedientes.retention import Retention, retention_of
from ground.doors.explicit_permissions import Anybody
from ground.permanence import NEVER_DELETED, ONLY_ADDED, OnlyMayChange
from radicados.models import Radicado

SUBJECT_LENGTH = 200
TEXT_LENGTH = 20_000
THIS_PORTAL = "Este portal"
# The outcome of what ended because all was done, in every app that has one: it decides nothing, and may be undone.
FINISHED = "cerrada"
FROZEN = "Lo radicado en un caso no se puede modificar."
# What the acts of an open case may change, one version on; when its term began, only where it has none.
CHANGED_BY_ACTS = (
    *("kind", "effective_on", "initial_due_on", "due_on", "waiting_until", "extension_days", "extended_at"),
    *("office", "assignee", "is_priority", "is_reserved", "closed_at", "outcome", "version"),
)


class ExpedienteQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def visible_to(self, user: Anybody) -> Self:
        """Those of what the user filed, or anybody for the company that the user acts for."""
        return self.filter(radicado__in=Radicado.objects.visible_to(user).order_by())

    def open_to(self, user: Anybody) -> Self:
        """Those that somebody of the staff may read; what is reserved is not there for the others."""
        desk: Desk = self.model.desk
        reached = desk.within(self, user)
        if desk.handles_reserved(user):
            return reached if desk.sees_ordinary(user) else reached.filter(is_reserved=True)
        return reached.filter(is_reserved=False) if desk.sees_ordinary(user) else self.none()

    def with_number(self) -> Self:
        """With the radicado, whose number and instant are the case's."""
        return self.select_related("radicado").defer("radicado__snapshot")

    def locked(self) -> Self:
        """Locked until the caller's transaction ends: its radicado comes before it, if that is locked, too,
        and its app's own row, as their triggers lock them. Rows that only point to the case wait for nobody:
        two acts that name each other's would wait for ever. Ask for objects: where only values are, a table
        none of whose columns is among them is not locked."""
        is_one_row = self.model._meta.concrete_model is Expediente
        whole = ["self"] if is_one_row else ["self", "expediente_ptr"]
        return self.select_for_update(of=whole, no_key=True)

    def due_first(self) -> Self:
        """As a queue serves them: what was asked to be served first, then what is due first; what waits for
        who filed it comes last."""
        return self.order_by("-is_priority", models.F("due_on").asc(nulls_last=True), "pk")


class ExpedienteManager(models.Manager[Any]):
    def get_queryset(self) -> models.QuerySet[Any]:
        """Those of the model's own app, if it is of one. The words are searched, never read."""
        every = super().get_queryset().defer("search_words")
        return every if self.model is Expediente else every.filter(app=self.model._meta.app_label)


class Expediente(models.Model):
    """One case and where it stands. What was filed never changes; each thing that happens to it is a Paso.

    `app` is whose it is, and `kind` what it is in that app's words. `received_at` is the instant at which it
    reached the entity. A case with a legal term has `effective_on`, the business day from which the law
    counts, and one of two dates: `due_on`, or while the clock is stopped `waiting_until`, the last day of who
    has to complete it. Of a closed one `due_on` says when it had been due. A case without a term has none of
    them: it ends with the letter that it asks for, or has not been promised a day yet.
    """

    radicado = models.OneToOneField(Radicado, models.PROTECT, related_name="expediente", verbose_name="radicado")
    app = models.CharField("sala", max_length=20, editable=False)
    kind = models.CharField("clase", max_length=20)
    subject = models.CharField("asunto", max_length=SUBJECT_LENGTH)
    received_at = models.DateTimeField("recibida")
    effective_on = models.DateField("fecha efectiva", null=True, blank=True)
    initial_due_on = models.DateField("vencimiento inicial", null=True, blank=True)
    due_on = models.DateField("vence", null=True, blank=True)
    waiting_until = models.DateField("plazo para completarla", null=True, blank=True)
    extension_days = models.PositiveSmallIntegerField("días de prórroga", default=0)
    extended_at = models.DateTimeField("prorrogada", null=True, blank=True)

    office = models.ForeignKey(
        Dependencia, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="dependencia"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_cases",
        verbose_name="responsable",
    )
    related = models.ManyToManyField("self", blank=True, verbose_name="casos relacionados")
    is_priority = models.BooleanField("prioritaria", default=False)
    is_reserved = models.BooleanField("reservada", default=False)
    closed_at = models.DateTimeField("cerrada", null=True, blank=True)
    outcome = models.CharField("resultado", max_length=20, blank=True)
    version = models.PositiveIntegerField("versión", default=0)
    search_text = models.TextField("texto para buscar", blank=True, editable=False)
    # Kept by the database: a word that many cases say is looked for in their order of reception, and cutting
    # each text into words again would be most of its cost.
    search_words = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    # What the cases of each app are: their desk, if they have one, what their kinds and outcomes mean, and
    # the mails that are told only of an open one.
    desk: ClassVar[Desk]
    kinds: ClassVar[type[models.TextChoices]]
    outcomes: ClassVar[type[models.TextChoices]]
    while_open: ClassVar[tuple[str, ...]] = ()

    objects = ExpedienteManager.from_queryset(ExpedienteQuerySet)()

    class Meta:
        verbose_name = "expediente"
        verbose_name_plural = "expedientes"
        ordering = ["-received_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="case_closed_with_outcome",
                violation_error_message="Un caso cerrado tiene fecha y resultado.",
            ),
            models.CheckConstraint(
                condition=Q(
                    effective_on__isnull=True,
                    initial_due_on__isnull=True,
                    due_on__isnull=True,
                    waiting_until__isnull=True,
                )
                | Q(effective_on__isnull=False, initial_due_on__isnull=False)
                & (
                    Q(due_on__isnull=True, waiting_until__isnull=False)
                    | Q(due_on__isnull=False, waiting_until__isnull=True)
                ),
                name="case_due_or_waiting",
                violation_error_message="El término corre, o espera a que se complete lo que falta.",
            ),
            models.CheckConstraint(
                condition=Q(effective_on__isnull=True) | Q(office__isnull=False),
                name="case_with_term_has_office",
                violation_error_message="A un caso con término lo atiende una dependencia.",
            ),
            models.CheckConstraint(
                condition=Q(extension_days=0, extended_at__isnull=True)
                | Q(extension_days__gt=0, extended_at__isnull=False),
                name="case_extended_whole",
                violation_error_message="Una prórroga tiene fecha y días.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["app", "is_reserved", "-is_priority", "due_on"],
                condition=Q(closed_at__isnull=True),
                name="ix_case_queue",
            ),
            models.Index(fields=["app", "is_reserved", "-received_at"], name="ix_case_received"),
            models.Index(fields=["assignee", "due_on"], condition=Q(closed_at__isnull=True), name="ix_case_mine"),
            models.Index(fields=["app", "closed_at"], condition=Q(closed_at__isnull=False), name="ix_case_closed"),
            GinIndex(fields=["search_words"], name="ix_case_words"),
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange(*CHANGED_BY_ACTS, sentence=FROZEN),
            OnlyMayChange(
                *(field for field in CHANGED_BY_ACTS if field != "effective_on"),
                name="with_term",
                where="OLD.effective_on IS NOT NULL",
                sentence=FROZEN,
            ),
            # The calendar and the law may change under a case without moving its last day.
            OnlyMayChange(
                "initial_due_on",
                name="without_act",
                where="NEW.version <> OLD.version + 1",
                sentence="Un caso solo cambia por un acto, que sube su versión en uno.",
            ),
            OnlyMayChange(
                "version",
                name="closed",
                where=f"OLD.closed_at IS NOT NULL AND OLD.outcome <> '{FINISHED}'",
                sentence="Un caso cerrado no se puede modificar.",
            ),
            OnlyMayChange(
                "version",
                may_empty=["closed_at", "outcome"],
                name="finished",
                where=f"OLD.closed_at IS NOT NULL AND OLD.outcome = '{FINISHED}'",
                sentence="Un caso cerrado no se puede modificar: se reabre.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.radicado)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.app = self._meta.app_label
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its page; to whoever may not follow it, it asks for number and code."""
        return reverse(f"{self.desk.app}:case", args=[self.radicado.number])

    def get_kind_display(self) -> str:
        return f"{self.kinds(self.kind).label}"

    def get_outcome_display(self) -> str:
        """Empty while it is open."""
        return str(self.outcomes(self.outcome).label) if self.outcome else ""

    def is_own(self, user: Anybody) -> bool:
        """Whether somebody logged in filed it, or their company did."""
        return user.is_authenticated and Radicado.objects.visible_to(user).filter(pk=self.radicado_id).exists()

    @property
    def office_name(self) -> str:
        return self.office.name if self.office else ""

    @property
    def retention(self) -> Retention:
        """The series of the archive to which it belongs."""
        return retention_of(self.app)

    @property
    def answer_medium(self) -> str:
        """How the letters about it reach who filed it."""
        return THIS_PORTAL

    @property
    def addressee_name(self) -> str:
        """Whom the letters about it are for."""
        raise NotImplementedError

    @property
    def mail_address(self) -> str:
        """Where who filed it is written to; "" when nobody knows."""
        raise NotImplementedError

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody may learn who filed it."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_waiting(self) -> bool:
        """Whether the clock is stopped until who filed it completes what was asked."""
        return self.is_open and self.waiting_until is not None


class RelatedCase(Expediente.related.through):  # type: ignore[name-defined,misc]  # no class to the stubs
    """One side of two cases that have to do with each other."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = ONLY_ADDED


class CaseSession(models.Model):
    """One browser that may follow one case until `ends_at`, because it told its number and code or filed it.

    Nothing says whose browser it is: it has a token, and this row the token's SHA-256. To a filer the case's
    code is shown for a moment.
    """

    expediente = models.ForeignKey(Expediente, models.CASCADE, related_name="sessions", verbose_name="expediente")
    token_sha256 = models.CharField("SHA-256 de la ficha", max_length=64, unique=True)
    ends_at = models.DateTimeField("termina")
    is_filer = models.BooleanField("la radicó", default=False)

    class Meta:
        verbose_name = "sesión de un caso"
        verbose_name_plural = "sesiones de casos"

    def __str__(self) -> str:
        return f"{self.expediente} hasta {self.ends_at:%F %R}"
