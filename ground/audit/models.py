"""The audit trail: who did or read what, when and from where. Rows are only ever added.

At commit the database itself chains each entry to the one before it (triggers.py): a Seal has the entry's
position, the hash of the seal before it and its own.
"""

from django.db import models
from django.db.models.functions import Now
from django.http import HttpRequest

from ground.audit.triggers import ASK_FOR_SEAL, CHAIN, CLOCK
from ground.doors.addresses import client_ip
from ground.doors.explicit_permissions import Anybody
from ground.permanence import NEVER_DELETED, ONLY_ADDED, Insert, OnlyMayChange, Refused, Update


class Action(models.TextChoices):
    REGISTERED = "registered", "Registro terminado"
    LOGGED_IN = "logged_in", "Ingreso"
    LOGIN_FAILED = "login_failed", "Ingreso fallido"
    LOGGED_OUT = "logged_out", "Salida"
    SESSION_ENDED = "session_ended", "Sesión cerrada"
    RECOVERY_ASKED = "recovery_asked", "Recuperación de contraseña solicitada"
    PASSWORD_CHANGED = "password_changed", "Contraseña cambiada"
    EMAIL_VERIFIED = "email_verified", "Correo verificado"
    EMAIL_CHANGED = "email_changed", "Correo cambiado"
    SECOND_FACTOR = "second_factor", "Segundo factor"
    CONSENT_GIVEN = "consent_given", "Autorización otorgada"
    CONSENT_WITHDRAWN = "consent_withdrawn", "Autorización retirada"
    READ = "read", "Datos personales consultados"
    SEARCHED = "searched", "Datos personales buscados o listados"
    DOCUMENT_READ = "document_read", "Documento abierto"
    EXPORTED = "exported", "Datos exportados"
    CHANGED = "changed", "Cambio"
    ERASED = "erased", "Datos suprimidos"


class Entry(models.Model):
    """One fact. The actor and the subject are named, not referenced: the trail outlives them.

    Its instant is always the server's, whatever is given.
    """

    at = models.DateTimeField("fecha y hora", db_default=Now())
    action = models.CharField("acción", max_length=30, choices=Action.choices)
    actor_id = models.BigIntegerField("número del usuario", null=True)
    actor_name = models.CharField("usuario", max_length=150, blank=True)
    subject_type = models.CharField("sobre qué", max_length=60, blank=True)
    subject_id = models.CharField("cuál", max_length=64, blank=True)
    detail = models.JSONField("detalle", default=dict)
    address = models.GenericIPAddressField("dirección de red", null=True)

    class Meta:
        verbose_name = "asiento de auditoría"
        verbose_name_plural = "asientos de auditoría"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="ix_audit_subject"),
            models.Index(fields=["actor_id", "-id"], name="ix_audit_actor"),
            models.Index(fields=["at"], name="ix_audit_at"),
        ]
        triggers = [CLOCK, ASK_FOR_SEAL, *ONLY_ADDED]

    def __str__(self) -> str:
        return f"{self.get_action_display()} ({self.pk})"


class Seal(models.Model):
    """An entry's place in the chain; written by the database alone, when the entry is committed.

    `sha256` is that of the JSON array of texts that ground/audit/chain.py describes.
    """

    position = models.BigIntegerField("posición", primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="seal", verbose_name="asiento")
    previous = models.CharField("huella anterior", max_length=64)
    sha256 = models.CharField("huella", max_length=64)

    class Meta:
        verbose_name = "sello de auditoría"
        verbose_name_plural = "sellos de auditoría"
        triggers = [
            CHAIN,
            *NEVER_DELETED,
            OnlyMayChange(name="completed", where="OLD.position > 0"),
            Refused(
                name="of_the_database",
                operation=Insert | Update,
                where="pg_trigger_depth() = 0",
                sentence="Un sello de auditoría solo lo pone la base de datos.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.sha256}"


def record(
    action: Action,
    *,
    request: HttpRequest | None = None,
    actor: Anybody | None = None,
    subject: models.Model | type[models.Model] | None = None,
    **detail: object,
) -> Entry:
    """Add an entry, in the caller's transaction if there is one. What cannot be recorded must not happen:
    a failure is the caller's, too.

    The actor is the request's user unless it is given; the subject is a row, or a model for many of its
    rows. `detail` takes short JSON values: never a password, a token or a whole document.
    """
    actor = actor or getattr(request, "user", None)
    return Entry.objects.create(
        action=action,
        actor_id=actor.pk if actor else None,
        actor_name=actor.get_username() if actor else "",
        subject_type=subject._meta.label_lower if subject else "",
        subject_id=str(subject.pk) if isinstance(subject, models.Model) else "",
        detail=detail,
        address=(client_ip(request) or None) if request else None,
    )
