"""Where a request comes from, and slowing down whoever tries too often: counts in Redis, by network address
or by anything else."""

import hashlib
import logging
import re
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

HOUR_SECONDS = 3600
_WITH_PORT = re.compile(r"\[(.+)\](?::\d+)?|([\d.]+):\d+")


def client_ip(request: HttpRequest) -> str:
    """The caller's address, trusting only as many proxies as `TRUSTED_PROXY_COUNT` names; "" if unknown.

    Each trusted proxy appends the address that it saw to X-Forwarded-For, so the entry that many places
    from the end is the last one that a stranger could not forge. Some proxies append the port as well.
    """
    trusted = settings.TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if trusted and len(forwarded) >= trusted and (address := _address(forwarded[-trusted])):
        return address
    return _address(request.META.get("REMOTE_ADDR", ""))


def _address(text: str) -> str:
    """An IPv4 or IPv6 address in its normal form, without port; "" for anything else."""
    if match := _WITH_PORT.fullmatch(text):
        text = match[1] or match[2]
    try:
        return str(ip_address(text))
    except ValueError:
        return ""


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
