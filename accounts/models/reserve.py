"""Who is let into what is reserved."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q

from ground.permanence import NEVER_DELETED, OnlyMayChange


class ReservedGrant(models.Model):
    """That somebody of the staff should be of a group that sees what is reserved: one proposes it, and it is given by
    another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="a quién")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+", verbose_name="grupo")
    reason = models.TextField("motivo", max_length=1_000)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="quien lo propuso"
    )
    proposed_at = models.DateTimeField("propuesto", auto_now_add=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="quien lo dio"
    )
    given_at = models.DateTimeField("dado", null=True)

    class Meta:
        verbose_name = "acceso a lo reservado"
        verbose_name_plural = "accesos a lo reservado"
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given_by__isnull=True, given_at__isnull=True)
                | Q(given_by__isnull=False, given_at__isnull=False)
                & ~Q(given_by=F("proposed_by"))
                & ~Q(given_by=F("user")),
                name="reserve_is_given_by_another",
                violation_error_message="Lo da otra persona: ni quien lo propuso ni quien lo recibe.",
            )
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange("given_by", "given_at"),
            OnlyMayChange(name="given", where="OLD.given_at IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.group}"
