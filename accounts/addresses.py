"""The network address that a request came from."""

from django.conf import settings


def client_ip(request) -> str:
    """The caller's address, trusting only as many proxies as `TRUSTED_PROXY_COUNT` names.

    Each trusted proxy appends the address that it saw to X-Forwarded-For, so the entry that many places
    from the end is the last one that a stranger could not forge.
    """
    trusted = settings.TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if trusted and len(forwarded) >= trusted and forwarded[-trusted]:
        return forwarded[-trusted]
    return request.META.get("REMOTE_ADDR", "")
