"""Slows down whoever guesses codes: counts the misses of one address in the last hour."""

import hashlib
import logging

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

from accounts.addresses import client_ip

logger = logging.getLogger(__name__)

WINDOW_SECONDS = 3600


def is_throttled(request) -> bool:
    """Whether the caller has missed too often. Counters that are down throttle nobody: the codes' own
    85 bits are the wall, this is only the fence in front of it."""
    try:
        return cache.get(_key(request), 0) >= settings.VERIFICATION_MISSES_PER_HOUR
    except RedisError as error:
        logger.warning("verification throttle unavailable: %s", error)
        return False


def record_miss(request) -> None:
    """Count one unknown code against the caller's address."""
    key = _key(request)
    try:
        cache.add(key, 0, timeout=WINDOW_SECONDS)
        cache.incr(key)
    except (RedisError, ValueError) as error:  # ValueError: the hour ended between the two calls
        logger.warning("verification miss not counted: %s", error)


def _key(request) -> str:
    return "verification-misses:" + hashlib.sha256(client_ip(request).encode()).hexdigest()[:32]
