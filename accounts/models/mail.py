"""The mails that the portal owes to people about their accounts."""

from django.db import models
from django.db.models import Q

from accounts.models.users import User
from ground.work.leases import LeasedWork


class Message(LeasedWork):
    """One mail about an account. Links are made when it is sent: the row holds nothing secret.

    Where the recipient is found by a worker (a recovery by user name), `recipient` is empty.
    """

    class Kind(models.TextChoices):
        VERIFY_EMAIL = "verify_email", "Verificación del correo"
        ALREADY_REGISTERED = "already_registered", "Intento de registro con un correo registrado"
        RECOVERY = "recovery", "Recuperación de contraseña"
        PASSWORD_CHANGED = "password_changed", "Contraseña cambiada"
        EMAIL_CHANGE_ASKED = "email_change_asked", "Cambio de correo solicitado"
        VERIFY_NEW_EMAIL = "verify_new_email", "Verificación del correo nuevo"
        EMAIL_CHANGED = "email_changed", "Correo cambiado"
        INVITATION = "invitation", "Invitación de una empresa"
        MEMBERSHIP_ASKED = "membership_asked", "Solicitud de vinculación"
        MEMBERSHIP_DECIDED = "membership_decided", "Decisión sobre la vinculación"
        DOCUMENT_INFECTED = "document_infected", "Documento con software malicioso"

    kind = models.CharField("clase", max_length=30, choices=Kind.choices)
    recipient = models.EmailField("destinatario", blank=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="messages", verbose_name="usuario")
    details = models.JSONField("datos", default=dict)
    created_at = models.DateTimeField("creado", auto_now_add=True)

    class Meta:
        verbose_name = "correo de cuenta"
        verbose_name_plural = "correos de cuentas"
        permissions = [("retry_message", "Puede reintentar los correos de cuentas")]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(done_at__isnull=True), name="ix_message_queue"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} a {self.recipient or self.user_id or 'quien corresponda'}"
