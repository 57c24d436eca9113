"""An address to listen at."""

from __future__ import annotations

import errno
import socket

from machine.needs import NeedError

OTHER_PORT = "elija otro puerto, por ejemplo: PORT=8001 make run"


def require_free_port(host: str, port: int) -> None:
    """Refuse an address that is not this machine's, and a port that is taken or not for us."""
    reasons = {
        errno.EADDRINUSE: f"otro programa ya escucha allí; {OTHER_PORT}",
        errno.EACCES: f"ese puerto es solo del administrador; {OTHER_PORT}",
        errno.EADDRNOTAVAIL: f"HOST es «{host}», que no es una dirección de este equipo",
    }
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            return
        except (socket.gaierror, UnicodeError):
            reason = f"HOST es «{host}», que no es un nombre ni una dirección IPv4 que se conozca aquí"
        except OSError as error:
            other = f"el sistema no lo permite ({error.strerror}); {OTHER_PORT}"
            reason = reasons.get(error.errno or 0, other)
    raise NeedError(f"No se puede usar {host}:{port}: {reason}.")


def free_port() -> int:
    """One of the loopback's that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
