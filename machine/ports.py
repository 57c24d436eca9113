"""An address to listen at."""

from __future__ import annotations

import errno
import socket

from machine.needs import NeedError

OTHER_PORT = "elija otro puerto, por ejemplo: PORT=8001 make run"


def require_free_port(host: str, port: int) -> None:
    """Refuse an address that is not this machine's, and a port that is taken or not for us."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, UnicodeError) as error:
            raise NeedError(f"No se puede usar {host}:{port}: {_reason(error, host)}.") from error


def _reason(error: OSError | UnicodeError, host: str) -> str:
    if isinstance(error, (socket.gaierror, UnicodeError)):
        return f"HOST es «{host}», que no es un nombre ni una dirección IPv4 que se conozca aquí"
    reasons = {
        errno.EADDRINUSE: f"otro programa ya escucha allí; {OTHER_PORT}",
        errno.EACCES: f"ese puerto es solo del administrador; {OTHER_PORT}",
        errno.EADDRNOTAVAIL: f"HOST es «{host}», que no es una dirección de este equipo",
    }
    return reasons.get(error.errno or 0, f"el sistema no lo permite ({error.strerror}); {OTHER_PORT}")
