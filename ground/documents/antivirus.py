"""The one wall around ClamAV's daemon: it speaks bytes, verdicts and AntivirusError."""

import re
import socket
import struct
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

CHUNK_BYTES = 64 * 1024
_VERDICT = re.compile(r"stream: (?:OK|(.+) FOUND)")


class AntivirusError(Exception):
    """There is no verdict: the antivirus is down, too slow, not configured, or answered something else."""


@dataclass(frozen=True)
class ScanResult:
    """`infected_with` is the name of what was found, or empty."""

    infected_with: str = ""


def scan(content: bytes) -> ScanResult:
    """What the antivirus says of these bytes. Raises AntivirusError: silence is never a good verdict."""
    try:
        answer = _asked(content).decode()
    except (OSError, ValueError) as error:
        raise AntivirusError(f"El antivirus no respondió como se esperaba: {error}") from error
    if verdict := _VERDICT.fullmatch(answer):
        return ScanResult(infected_with=verdict[1] or "")
    raise AntivirusError(f"El antivirus no pudo analizar el archivo: {answer[:200]!r}")


def _asked(content: bytes) -> bytes:
    """The answer to INSTREAM (clamd(8)): chunks, each after its length in four bytes, and an empty one."""
    with _connected() as connection:
        connection.sendall(b"nINSTREAM\n")
        for start in range(0, len(content), CHUNK_BYTES):
            chunk = content[start : start + CHUNK_BYTES]
            connection.sendall(struct.pack(">I", len(chunk)) + chunk)
        connection.sendall(bytes(4))
        with connection.makefile("rb") as answer:
            return answer.readline(4096).rstrip(b"\n")


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
