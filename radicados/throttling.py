"""Slows down whoever guesses codes: counts the misses of one address in the last hour.

The codes' own 85 bits are the wall; this is only the fence in front of it.
"""

from django.conf import settings

from ground.doors.addresses import client_ip
from ground.doors.throttling import Throttle


def is_throttled(request) -> bool:
    return _misses().is_exceeded(client_ip(request))


def record_miss(request) -> None:
    _misses().count(client_ip(request))


def _misses() -> Throttle:
    return Throttle("verification-misses", settings.VERIFICATION_MISSES_PER_HOUR)
