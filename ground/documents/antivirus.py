"""The one wall around ClamAV's daemon: it speaks bytes, verdicts and AntivirusError."""

import re
import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

CHUNK_BYTES = 64 * 1024
_VERDICT = re.compile(r"stream: (?:OK|(.+) FOUND)")


class AntivirusError(Exception):
    """There is no verdict: the antivirus is down, too slow, not configured, or answered something else."""


def scan(content: bytes) -> str:
    """The name of what the antivirus finds in these bytes, "" when they are clean. Raises AntivirusError:
    silence is never a good verdict."""
    try:
        # INSTREAM (clamd(8)): chunks, each after its length in four bytes, and an empty one.
        with _connected() as connection:
            connection.sendall(b"nINSTREAM\n")
            for start in range(0, len(content), CHUNK_BYTES):
                chunk = content[start : start + CHUNK_BYTES]
                connection.sendall(struct.pack(">I", len(chunk)) + chunk)
            connection.sendall(bytes(4))
            with connection.makefile("rb") as line:
                answer = line.readline(4096).rstrip(b"\n").decode()
    except (OSError, ValueError) as error:
        raise AntivirusError(f"El antivirus no respondió como se esperaba: {error}") from error
    if verdict := _VERDICT.fullmatch(answer):
        return verdict[1] or ""
    raise AntivirusError(f"El antivirus no pudo analizar el archivo: {answer[:200]!r}")


def _connected() -> socket.socket:
    """By CLAMD_SOCKET: `tcp://host:port`, or the path of a Unix socket."""
    address, timeout = settings.CLAMD_SOCKET, settings.CLAMD_TIMEOUT_SECONDS
    if not address:
        raise AntivirusError("No hay antivirus configurado (CLAMD_SOCKET).")
    if address.startswith("tcp://"):
        parts = urlsplit(address)
        return socket.create_connection((parts.hostname, parts.port), timeout)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(timeout)
    try:
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection
