"""Who writes and who signs today: what every letter that is composed now has in common. Reads rows."""

from django.conf import settings
from django.utils import timezone

from radicados.letters import Entity, Signer
from radicados.models import Signatory


class NoSignatoryError(Exception):
    """Nobody is empowered to sign today: no letter can be composed."""


def letterhead() -> dict:
    """The `entity`, `signer` and `base_url` of a Letter; raises NoSignatoryError."""
    return {"entity": _entity(), "signer": _signer(), "base_url": settings.PORTAL_BASE_URL}


def _entity() -> Entity:
    fields = Entity.__dataclass_fields__
    return Entity(**{name: settings.ENTITY[name] for name in fields})


def _signer() -> Signer:
    signatory = Signatory.objects.in_force(timezone.localdate()).first()
    if signatory is None:
        raise NoSignatoryError("No hay un firmante vigente.")
    return Signer(name=signatory.name, position=signatory.position, is_acting=signatory.is_acting)
