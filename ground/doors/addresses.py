"""The network address that a request came from."""

import re
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

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
