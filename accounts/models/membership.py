"""How a user comes to act for a company that already has users."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models.companies import Company
from accounts.models.people import Profile
from accounts.models.users import User


class MembershipRequestQuerySet(models.QuerySet["MembershipRequest"]):
    def of_confirmed(self) -> Self:
        """Of whoever has shown that they read their mailbox: a company's administrators are told of nobody else, for
        what is shown of a new account tells whose address was somebody's already."""
        return self.exclude(profile__user__email_verified_at=None, profile__user__last_login=None)


class MembershipRequest(models.Model):
    """A registration with the tax number of a registered company: its administrator or an officer decides."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="membership_requests", verbose_name="registro")
    company = models.ForeignKey(Company, models.CASCADE, related_name="membership_requests", verbose_name="empresa")
    requested_at = models.DateTimeField("solicitado", auto_now_add=True)
    decided_at = models.DateTimeField("decidido", null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="decidió"
    )
    is_accepted = models.BooleanField("aceptado", default=False)

    objects = MembershipRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "solicitud de vinculación"
        verbose_name_plural = "solicitudes de vinculación"
        ordering = ["-requested_at"]
        permissions = [("decide_membershiprequest", "Puede decidir solicitudes de vinculación")]
        constraints = [
            models.CheckConstraint(
                name="membership_decided_whole",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, is_accepted=False)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                violation_error_message="Una decisión tiene fecha y autor.",
            ),
            models.UniqueConstraint(
                fields=["profile"],
                condition=Q(decided_at__isnull=True),
                name="uq_open_membership_request",
                violation_error_message="Ya hay una solicitud sin decidir.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} → {self.company}"


INVITATION_LIFE = timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> Self:
        """Neither accepted nor revoked, whether or not their time is over."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def live(self) -> Self:
        """Those that may still be accepted."""
        return self.unanswered().filter(invited_at__gt=timezone.now() - INVITATION_LIFE)


class Invitation(models.Model):
    """A company's administrator invites somebody by e-mail; the link works once, for INVITATION_LIFE."""

    class State(models.TextChoices):
        OPEN = "open", "Abierta"
        ACCEPTED = "accepted", "Aceptada"
        REVOKED = "revoked", "Retirada"
        EXPIRED = "expired", "Vencida"

    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations", verbose_name="empresa")
    email = models.EmailField("correo electrónico")
    invited_by = models.ForeignKey(User, models.CASCADE, related_name="invitations_sent", verbose_name="invitó")
    invited_at = models.DateTimeField("fecha", auto_now_add=True)
    accepted_at = models.DateTimeField("aceptada", null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="aceptó"
    )
    revoked_at = models.DateTimeField("retirada", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitación"
        verbose_name_plural = "invitaciones"
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                "company",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="uq_open_invitation",
                violation_error_message="Ya hay una invitación abierta para ese correo.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.company}"

    @property
    def expires_at(self) -> datetime:
        return self.invited_at + INVITATION_LIFE

    @property
    def state(self) -> "Invitation.State":
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.OPEN if timezone.now() < self.expires_at else self.State.EXPIRED
