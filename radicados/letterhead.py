"""Who writes and who signs today: what every letter that is composed now has in common. Reads rows."""

from django.conf import settings
from django.utils import timezone

from radicados.letters import Entity, Signer
from radicados.models import Signatory


class NoSignatoryError(Exception):
    """Nobody is empowered to sign today: no letter can be composed."""


def letterhead() -> dict:
    """The `entity`, `signer` and `base_url` of a Letter; raises NoSignatoryError."""
    signatory = Signatory.objects.in_force(timezone.localdate()).first()
    if signatory is None:
        raise NoSignatoryError("No hay un firmante vigente.")
    return {
        "entity": Entity(**{name: settings.ENTITY[name] for name in Entity.__dataclass_fields__}),
        "signer": Signer(signatory.name, signatory.position, signatory.is_acting),
        "base_url": settings.PORTAL_BASE_URL,
    }
