"""What still keeps a user from filing."""

from django.db import models

from accounts.models import User


class Obstacle(models.TextChoices):
    NO_PROFILE = "no_profile", "Su cuenta no corresponde a una persona o empresa registrada."
    EMAIL_UNVERIFIED = "email_unverified", "Verifique su correo electrónico antes de radicar."
    COMPANY_PENDING = "company_pending", "Su empresa todavía no ha aceptado su vinculación."


def obstacle(user: User) -> Obstacle | None:
    """The first thing to settle before the user may file anything; None when nothing is missing."""
    profile = getattr(user, "profile", None)
    if profile is None:
        return Obstacle.NO_PROFILE
    if profile.is_legal_person and profile.company_id is None:
        return Obstacle.COMPANY_PENDING
    if user.email_verified_at is None:
        return Obstacle.EMAIL_UNVERIFIED
    return None
