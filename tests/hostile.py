"""What programs and mishaps send, and what is no answer to it."""

from copy import copy
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

UNPRINTABLE = "\u202eoirartnoc\u0007\x0b\x0c\ufffe"
GARBAGE = (
    "\x00",
    "a\x00b",
    UNPRINTABLE,
    "9" * 30,
    "9" * 5_000,
    "-1",
    "٣",
    "9999-12-31",
    "0001-01-01",
    "2026-13-45",
    "{}'\"<script>%s%(x)s{{ x }}",
    str(uuid4()),
)
BAD_FILES = (
    ("vacío.pdf", b""),
    ("..\\..\\\u202efdp.exe", b"MZ"),
    ("roto.pdf", b"%PDF-1.7\n%%EOF"),
    ("bomba.zip", b"PK\x03\x04" + b"\x00" * 60),
    ("a" * 4_000 + ".pdf", b"%PDF-"),
    ("nulo\x00.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
)
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
BODIES = (
    ("&".join(f"f{number}=1" for number in range(5_000)).encode(), FORM),
    (b"action=send&text=" + b"x" * 3_000_000, FORM),
    (b"a=%00%ff%fe&action=%ff&draft=%ed%a0%80&text=%ed%a0%80&version=%ff&token=%ff", FORM),
    (b"a=1", f"{FORM}; charset=utf-7"),
    (b"garbage", "multipart/form-data"),
    (b"garbage", PARTS),
    (b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n+2AA-\r\n--x--', f"{PARTS}; charset=utf-7"),
    (b"{", "application/json"),
    (b"\xff\xfe", "text/plain; charset=nothing"),
)  # fmt: skip


def attempt(client: Client, method: str, path: str, *args, **facts) -> HttpResponse:
    """The whole answer; then everything is as it was before, what was counted too."""
    before, cookies = transaction.savepoint(), copy(client.cookies)
    try:
        response = getattr(client, method)(path, *args, **facts)
        response.getvalue()
    finally:
        transaction.savepoint_rollback(before)
        client.cookies = cookies
        cache.clear()
    return response


def fault(response: HttpResponse, *about) -> list[tuple]:
    if response.status_code < 500:
        return []
    error = (getattr(response, "exc_info", None) or (None, None))[1]
    return [(*about, response.status_code, repr(error)[:200])]
