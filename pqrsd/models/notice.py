"""The mails that the portal owes about petitions."""

from django.db import models
from django.db.models import Q

from ground.permanence import OnlyMayChange
from ground.work.leases import PROGRESS, LeasedWork, LeasedWorkQuerySet
from pqrsd.models.petition import Pqrsd
from radicados.models import Radicado


class CaseNoticeQuerySet(LeasedWorkQuerySet):
    def pending(self):
        """A mail that carries a letter waits until the letter is signed. Of a letter that was annulled none
        is due, nor a warning about a case that was closed."""
        is_valid = Q(letter__issued_at__isnull=False, letter__annulled_at__isnull=True)
        owed = super().pending().filter(Q(letter__isnull=True) | is_valid)
        return owed.exclude(event__in=CaseNotice.WHILE_OPEN, pqrsd__closed_at__isnull=False)


class CaseNotice(LeasedWork):
    """One mail to one recipient about one occasion of one event: never twice.

    `occasion` tells events of a kind apart (the key of a step, a due date, a day); of a digest there is no
    petition. A mail with a `letter` carries it as a signed PDF.
    """

    class Event(models.TextChoices):
        # To the petitioner.
        FILED = "filed", "Acuse de recibo"
        WRITING_FILED = "writing_filed", "Acuse de recibo de un escrito"
        LETTER = "letter", "Comunicación del Instituto"
        DUE_CHANGED = "due_changed", "Cambio de la fecha de vencimiento"
        WAITING_ENDS = "waiting_ends", "Recordatorio: falta completar la petición"
        ANNULLED = "annulled", "Radicado anulado"
        INFECTED = "infected", "Anexo con software malicioso"
        # To other entities.
        TRANSFER = "transfer", "Oficio remisorio"
        # To the staff.
        ASSIGNED = "assigned", "Caso asignado"
        PETITIONER_WROTE = "petitioner_wrote", "El peticionario escribió"
        DUE_SOON = "due_soon", "Próximo a vencer"
        DUE_TODAY = "due_today", "Vence hoy"
        OVERDUE = "overdue", "Vencido"
        WAITING_OVER = "waiting_over", "Venció el plazo para completarla"
        DIGEST = "digest", "Resumen diario"

    WHILE_OPEN = (
        Event.WAITING_ENDS,
        Event.DUE_SOON,
        Event.DUE_TODAY,
        Event.OVERDUE,
        Event.WAITING_OVER,
    )

    class Status(models.TextChoices):
        SENT = "sent", "Enviado"
        PARKED = "parked", "Detenido: requiere atención"
        CANCELLED = "cancelled", "No se envía: ya no hace falta"
        AWAITS_LETTER = "awaits_letter", "Espera la carta firmada"
        PENDING = "pending", "En cola"

    pqrsd = models.ForeignKey(
        Pqrsd, models.PROTECT, null=True, blank=True, related_name="notices", verbose_name="PQRSD"
    )
    event = models.CharField("evento", max_length=20, choices=Event.choices)
    occasion = models.CharField("ocasión", max_length=40)
    recipient = models.EmailField("destinatario")
    letter = models.ForeignKey(
        Radicado, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="carta"
    )
    is_reserved = models.BooleanField("reservado", default=False)
    created_at = models.DateTimeField("creado", auto_now_add=True)

    objects = CaseNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "aviso de PQRSD"
        verbose_name_plural = "avisos de PQRSD"
        permissions = [("retry_casenotice", "Puede reintentar los avisos de PQRSD")]
        constraints = [
            models.UniqueConstraint(
                fields=["pqrsd", "event", "occasion", "recipient"], name="uq_case_notice_once"
            ),
            models.UniqueConstraint(
                fields=["event", "occasion", "recipient"],
                condition=Q(pqrsd__isnull=True),
                name="uq_case_digest_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(done_at__isnull=True), name="ix_case_notice_queue"
            )
        ]
        triggers = [OnlyMayChange("is_reserved", *PROGRESS)]

    def __str__(self) -> str:
        return f"{self.get_event_display()} a {self.recipient}"

    @property
    def status(self) -> "CaseNotice.Status":
        """Derived from dated facts, its letter's and its petition's included."""
        if self.done_at:
            return self.Status.SENT
        if self._is_pointless:
            return self.Status.CANCELLED
        if self.parked_at:
            return self.Status.PARKED
        if self.letter and not self.letter.issued_at:
            return self.Status.AWAITS_LETTER
        return self.Status.PENDING

    @property
    def _is_pointless(self) -> bool:
        if self.letter and self.letter.annulled_at:
            return True
        return self.event in self.WHILE_OPEN and not self.pqrsd.is_open
