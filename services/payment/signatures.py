"""Proof that a message was sent by who shares a secret, lately: HMAC-SHA-256 of its instant and exact bytes.

Two secrets may hold at once, while one takes the place of the other. A message that is signed anew each time it is
sent may come late; one that was recorded and is sent once more is refused.
"""

import hashlib
import hmac
from collections.abc import Iterable

TOLERANCE_SECONDS = 300


def signature(secret: str, body: bytes, *, at: int) -> str:
    """«t=1893456000,v1=…»: `at` are the seconds since 1970."""
    return f"t={at},v1={_digest(secret, body, at)}"


def is_signed(header: str, body: bytes, secrets: Iterable[str], *, now: float) -> bool:
    """Whether the header proves it of these bytes by one of the secrets; whatever is unreadable proves nothing."""
    parts = dict(part.strip().partition("=")[::2] for part in header.split(","))
    stamp, given = parts.get("t", ""), parts.get("v1", "")
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= 12):
        return False
    if abs(now - int(stamp)) > TOLERANCE_SECONDS:
        return False
    known = [_digest(secret, body, int(stamp)) for secret in secrets if secret]
    return any(hmac.compare_digest(each.encode(), given.encode()) for each in known)


def _digest(secret: str, body: bytes, at: int) -> str:
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
