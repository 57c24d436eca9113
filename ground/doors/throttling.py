"""Slowing down whoever tries too often: counts in Redis, by network address or by anything else."""

import hashlib
import logging
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

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
        try:
            return bool(cache.get(self._cache_key(key), 0) >= self.limit)
        except RedisError as error:
            logger.warning("throttle %s unavailable: %s", self.name, error)
            return False

    def count(self, key: str) -> None:
        cache_key = self._cache_key(key)
        try:
            cache.add(cache_key, 0, timeout=self.seconds)
            cache.incr(cache_key)
        except (RedisError, ValueError) as error:  # ValueError: the time ended between the two calls
            logger.warning("throttle %s not counted: %s", self.name, error)

    def forget(self, key: str) -> None:
        """Begin to count anew."""
        try:
            cache.delete(self._cache_key(key))
        except RedisError as error:
            logger.warning("throttle %s not forgotten: %s", self.name, error)

    def _cache_key(self, key: str) -> str:
        try:
            address = ip_address(key)
        except ValueError:
            whole = key.casefold()
        else:
            # Whoever has one IPv6 address has the 2⁶⁴ of its network, which count as one.
            mapped = address if address.version == 4 else address.ipv4_mapped
            whole = str(mapped or ip_network((address, 64), strict=False))
        return f"throttle:{self.name}:{hashlib.sha256(whole.encode()).hexdigest()[:32]}"
