from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Model, Q
from django.db.models.functions import Now

from ground.doors.explicit_permissions import Anybody
from ground.doors.reserve import may_see_reserved, open_rows
from ground.mails.events import Event, event_named, every_event
from ground.permanence import OnlyMayChange
from ground.work.leases import PROGRESS, LeasedWork, LeasedWorkQuerySet

_AWAITS = ~Q(awaits="") & Q(released_at__isnull=True)


class MailQuerySet(LeasedWorkQuerySet["Mail"]):
    def pending(self) -> Self:
        """Neither cancelled nor waiting for what they tell of."""
        return super().pending().filter(cancelled_at__isnull=True).exclude(_AWAITS)

    def of(self, *events: Event) -> Self:
        return self.filter(event__in=[event.name for event in events])

    def about(self, *rows: Model) -> Self:
        about_any = Q(pk__in=[])
        for row in rows:
            about_any |= Q(subject_type=row._meta.label_lower, subject_id=str(row.pk))
        return self.filter(about_any)

    def open_to(self, user: Anybody) -> Self:
        """Those of the events that somebody of the staff may read; the reserved ones, to whoever was given the
        sight of what is reserved and to nobody else."""
        read = [event.name for event in every_event() if user.has_perm(event.readers)]
        is_open = Q(event__in=read) & open_rows(user)
        return self.filter(is_open | Q(is_reserved=True) if may_see_reserved(user) else is_open)

    def in_status(self, status: "Mail.Status") -> Self:
        sent, cancelled, parked = (Q(**{f"{fact}__isnull": False}) for fact in ("done_at", "cancelled_at", "parked_at"))
        unsettled = ~sent & ~cancelled
        return self.filter(
            {
                Mail.Status.SENT: sent,
                Mail.Status.CANCELLED: ~sent & cancelled,
                Mail.Status.PARKED: unsettled & parked,
                Mail.Status.AWAITS_LETTER: unsettled & ~parked & _AWAITS,
                Mail.Status.PENDING: unsettled & ~parked & ~_AWAITS,
            }[status]
        )

    def cancel(self, reason: str) -> int:
        """Those that did not go out yet never will, for a reason that the staff reads; gives how many."""
        unsettled = self.filter(done_at__isnull=True, cancelled_at__isnull=True)
        return unsettled.update(cancelled_at=Now(), cancellation_reason=reason)


class Mail(LeasedWork):
    """One mail about one event. What it says is read when it is sent: the row holds nothing secret.

    With an `occasion`, which tells apart events of a kind about the same subject, each recipient is told
    once; without, as often as it happens. The subject is named, not referenced. One that `awaits` something
    (the letter that it carries) waits until whoever brings it releases the mail.
    """

    task = "ground.mails.tasks.send_mail"
    place: tuple[str, str] | None  # of its subject, the name and the page: a list of mails looks them up

    class Status(models.TextChoices):
        SENT = "sent", "Enviado"
        PARKED = "parked", "Detenido: requiere atención"
        CANCELLED = "cancelled", "No se envía: ya no hace falta"
        AWAITS_LETTER = "awaits_letter", "Espera la carta firmada"
        PENDING = "pending", "En cola"

    event = models.CharField("evento", max_length=60)
    subject_type = models.CharField("sobre qué", max_length=60, blank=True)
    subject_id = models.CharField("cuál", max_length=64, blank=True)
    occasion = models.CharField("ocasión", max_length=64, blank=True)
    recipient = models.EmailField("destinatario", blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name="usuario",
    )
    details = models.JSONField("datos", default=dict, blank=True)
    is_reserved = models.BooleanField("reservado", default=False)
    created_at = models.DateTimeField("creado", auto_now_add=True)
    awaits = models.CharField("espera", max_length=64, blank=True)
    released_at = models.DateTimeField("llegó lo que esperaba", null=True, blank=True)
    cancelled_at = models.DateTimeField("cancelado", null=True, blank=True)
    cancellation_reason = models.CharField("por qué no se envía", max_length=200, blank=True)

    objects: ClassVar = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "correo"
        verbose_name_plural = "correos"
        permissions = [("retry_mail", "Puede reintentar los correos")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "subject_type", "subject_id", "occasion", "recipient"],
                condition=~Q(occasion="") & Q(cancelled_at__isnull=True),
                name="uq_mail_once",
                violation_error_message="Ese correo ya se debe.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancellation_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancellation_reason="")),
                name="mail_cancelled_with_reason",
                violation_error_message="Una cancelación tiene fecha y motivo.",
            ),
            models.CheckConstraint(
                condition=~Q(awaits="") | Q(released_at__isnull=True),
                name="mail_released_from_something",
                violation_error_message="Solo llega lo que se esperaba.",
            ),
        ]
        indexes = [
            # Each sweep: `due`.
            models.Index(fields=["next_attempt_at"], condition=Q(done_at__isnull=True), name="ix_mail_queue"),
            # The page of a case: `about`.
            models.Index(fields=["subject_type", "subject_id"], name="ix_mail_subject"),
            # A letter that comes out, or is annulled.
            models.Index(fields=["awaits"], condition=~Q(awaits=""), name="ix_mail_awaits"),
        ]
        # Old ones are forgotten, and those of an erased person; whether it is reserved follows its subject.
        triggers = [OnlyMayChange(*PROGRESS, "is_reserved", "released_at", "cancelled_at", "cancellation_reason")]

    def __str__(self) -> str:
        return f"{self.label} a {self.recipient or self.user_id or 'quien corresponda'}"

    @property
    def label(self) -> str:
        return event_named(self.event).label

    @property
    def status(self) -> "Mail.Status":
        """Derived from dated facts; `in_status` asks the same of the database."""
        if self.done_at:
            return self.Status.SENT
        if self.cancelled_at:
            return self.Status.CANCELLED
        if self.parked_at:
            return self.Status.PARKED
        if self.awaits and not self.released_at:
            return self.Status.AWAITS_LETTER
        return self.Status.PENDING

    def retry(self) -> bool:
        """False for one that was cancelled, too."""
        return self.cancelled_at is None and super().retry()
