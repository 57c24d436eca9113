"""The gateway of this installation."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from services.payment.port import Gateway


def gateway() -> Gateway | None:
    """None where nobody pays online."""
    return _made(settings.PAYMENT_GATEWAY) if settings.PAYMENT_GATEWAY else None


@cache
def _made(path: str) -> Gateway:
    made: Gateway = import_string(path)()
    return made
