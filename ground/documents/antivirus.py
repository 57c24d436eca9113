"""The one wall around ClamAV's daemon: it speaks bytes, verdicts and AntivirusError."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings


class AntivirusError(Exception):
    """There is no verdict: the antivirus is down, too slow, not configured, or answered something else."""


@dataclass(frozen=True)
class Verdict:
    """`infected_with` is the name of what was found, or empty."""

    infected_with: str = ""


def scan(content: bytes) -> Verdict:
    """What the antivirus says of these bytes. Raises AntivirusError: silence is never a good verdict."""
    try:
        state, detail = _client().instream(BytesIO(content))["stream"]
    except (ClamdError, OSError, UnicodeDecodeError, KeyError) as error:
        raise AntivirusError(f"El antivirus no respondió como se esperaba: {error}") from error
    if state == "FOUND" and detail:
        return Verdict(infected_with=detail)
    if state == "OK":
        return Verdict()
    raise AntivirusError(f"El antivirus no pudo analizar el archivo: {detail}")


def _client() -> ClamdNetworkSocket:
    """By CLAMD_SOCKET: `tcp://host:port`, or the path of a Unix socket."""
    address, timeout = settings.CLAMD_SOCKET, settings.CLAMD_TIMEOUT_SECONDS
    if not address:
        raise AntivirusError("No hay antivirus configurado (CLAMD_SOCKET).")
    if address.startswith("tcp://"):
        parts = urlsplit(address)
        return ClamdNetworkSocket(parts.hostname, parts.port, timeout)
    return ClamdUnixSocket(address, timeout)
