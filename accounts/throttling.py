"""Slows down whoever tries too often: counts in Redis, by network address or by anything else."""

import hashlib
import logging
from dataclasses import dataclass

from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

HOUR_SECONDS = 3600


@dataclass(frozen=True)
class Throttle:
    """At most `limit` counted events for one key in `seconds`.

    Counters that are down throttle nobody: they are the fence in front of a wall, never the wall.
    """

    name: str
    limit: int
    seconds: int = HOUR_SECONDS

    def is_exceeded(self, key: str) -> bool:
        """Whether the key has used up its events."""
        try:
            return cache.get(self._cache_key(key), 0) >= self.limit
        except RedisError as error:
            logger.warning("throttle %s unavailable: %s", self.name, error)
            return False

    def count(self, key: str) -> None:
        """Count one event."""
        cache_key = self._cache_key(key)
        try:
            cache.add(cache_key, 0, timeout=self.seconds)
            cache.incr(cache_key)
        except (RedisError, ValueError) as error:  # ValueError: the time ended between the two calls
            logger.warning("throttle %s not counted: %s", self.name, error)

    def _cache_key(self, key: str) -> str:
        return f"throttle:{self.name}:{hashlib.sha256(key.casefold().encode()).hexdigest()[:32]}"
