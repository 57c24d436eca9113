"""PostgreSQL and Valkey out of their wheels, for a demonstration or a test run that names no servers.

They are the real servers, kept under the installation's `var/` and shared by every process that asks:
the first one starts them and the last one to leave stops them. Who is still there is told by shared
file locks, which the kernel releases even for a process that was killed.
"""

import atexit
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from inm_portal.embedded.daemon import Daemon, ServerError
from inm_portal.embedded.postgresql import PostgreSQL
from inm_portal.embedded.valkey import Valkey
from machine.needs import NeedError, not_ours, require_disk, require_memory, require_writable, sentence

__all__ = ["PostgreSQL", "ServerError", "Valkey", "revive", "share", "shared_servers"]

_shared: list[Daemon] = []


def share(server: Daemon) -> str:
    """Keep the server running for as long as this process lives, and return its URL; raises ServerError."""
    try:
        require_writable(server.folder)
        # Somebody else's folder is not for us, even as root: its owner could not use what we would leave.
        server.folder.parent.mkdir(parents=True, exist_ok=True)
        if server.folder.parent.stat().st_uid != os.geteuid():
            raise NeedError(not_ours(server.folder.parent))
        users = _beside(server, "users").open("w")
        with _door(server):
            if not server.is_running():
                require_disk(server.folder, server.disk_mb)
                require_memory(server.memory_mb)
            url = server.ensure_running()
            fcntl.flock(users, fcntl.LOCK_SH)
    except NeedError as error:
        raise ServerError(str(error)) from error
    except OSError as error:
        raise ServerError(sentence(error)) from error
    _shared.append(server)
    atexit.register(_leave, server, users)
    return url


def shared_servers() -> list[Daemon]:
    """Those that this process shares."""
    return list(_shared)


def revive(server: Daemon) -> None:
    """Start a shared server again if it died; raises ServerError or OSError."""
    with _door(server):
        server.ensure_running()


def _leave(server: Daemon, users: TextIO) -> None:
    """Stop the server if nobody else uses it."""
    with _door(server), users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        server.stop()


@contextmanager
def _door(server: Daemon) -> Iterator[None]:
    """One process at a time starts or stops the server."""
    with _beside(server, "lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def _beside(server: Daemon, kind: str) -> Path:
    return server.folder.with_name(f"{server.folder.name}.{kind}")
