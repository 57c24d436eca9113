"""Room on the disk, memory, folders to write in, an address: asked for before they are missed, in a sentence.

What memory is free is the machine's, within the limits of the control groups around us.
"""

from __future__ import annotations

import errno
import os
import pwd
import resource
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

MB = 1024 * 1024
# What the largest process of the portal maps, measured, and half as much again.
ADDRESS_SPACE_MB = 1024
OTHER_PORT = "elija otro puerto, por ejemplo: PORT=8001 make run"


class NeedError(Exception):
    """The machine lacks something; the message is the sentence for whoever asked."""


def require_disk(folder: Path, megabytes: int) -> None:
    """Refuse a disk with less than this free for us, where `folder` is or will be."""
    place = existing(folder)
    free = shutil.disk_usage(place).free // MB
    if free < megabytes:
        raise NeedError(
            f"No hay espacio suficiente en el disco de «{place}»: quedan {free} MB y hacen falta {megabytes} MB."
        )


def is_full(folder: Path) -> bool:
    return shutil.disk_usage(existing(folder)).free < MB


def require_memory(megabytes: int) -> None:
    """Refuse less free memory than this, all processes together."""
    free = free_bytes() // MB
    if free < megabytes:
        raise NeedError(f"No hay memoria suficiente: quedan {free} MB y hacen falta {megabytes} MB.")


def free_bytes(root: Path = Path("/")) -> int:
    """The least of what the machine has available and what each control group above us has left.

    `root` is another place than the system's for the tests.
    """
    facts = dict(line.split(":", 1) for line in (root / "proc/meminfo").read_text().splitlines())
    return min([int(facts["MemAvailable"].split()[0]) * 1024, *_left_in_groups(root)])


def _left_in_groups(root: Path) -> Iterator[int]:
    """What is left under the limit of every group of memory that we are in, of either version."""
    for line in (root / "proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        if not controllers:
            names = ("memory.max", "memory.current", "inactive_file")
            mounts: tuple[str, ...] = ("sys/fs/cgroup", "sys/fs/cgroup/unified")
        elif "memory" in controllers.split(","):
            names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
            mounts = ("sys/fs/cgroup/memory",)
        else:
            continue
        for mount in mounts:
            # The group and all above it; inside a container only the mount itself may be there to read.
            group = root / mount / path.lstrip("/")
            while group != root / mount:
                yield from _left(group, *names)
                group = group.parent
            yield from _left(group, *names)


def _left(group: Path, limit_name: str, usage_name: str, reclaimable_name: str) -> Iterator[int]:
    """Nothing for a group without a limit, or one that is not there."""
    try:
        limit = (group / limit_name).read_text().strip()
        usage = int((group / usage_name).read_text())
        statistics = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return
    if limit != "max":
        # The kernel drops cached files before it runs out.
        yield max(int(limit) - usage + int(statistics.get(reclaimable_name, 0)), 0)


def require_address_space(megabytes: int) -> None:
    """Refuse a limit on what each process may map (`ulimit -v`) that is lower than this."""
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < megabytes * MB:
        raise NeedError(
            f"No hay memoria suficiente: cada proceso está limitado a {limit // MB} MB («ulimit -v») "
            f"y hacen falta {megabytes} MB."
        )


def require_writable(folder: Path) -> None:
    """Refuse a folder, there or to be made, that this user can't write in."""
    place = existing(folder)
    if os.access(place, os.W_OK | os.X_OK):
        return
    if os.statvfs(place).f_flag & os.ST_RDONLY:
        raise NeedError(f"La carpeta «{place}» está en un disco de solo lectura: copie el portal a otra carpeta.")
    if place.stat().st_uid != os.geteuid():
        raise NeedError(not_ours(place))
    raise NeedError(f"La carpeta «{place}» no permite escribir en ella: devuélvale el permiso con «chmod u+rwx».")


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


def not_ours(path: Path) -> str:
    """The sentence on a file or folder that another user made."""
    owner = user_name(path.lstat().st_uid)
    return (
        f"«{path}» es de otro usuario ({owner}), no de {user_name(os.geteuid())}: "
        "ejecute el portal con aquel usuario, o desde una copia propia."
    )


def user_name(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"n.º {number}"


def existing(path: Path) -> Path:
    """The path itself, or the nearest folder above that is there."""
    path = path.absolute()
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def sentence(error: OSError) -> str:
    """What the system refused, for people."""
    where = f" «{error.filename}»" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        which = f" para{where}" if where else ""
        return f"No queda espacio en el disco{which}: libere espacio e inténtelo de nuevo."
    if error.errno == errno.ENOMEM:
        return "No hay memoria suficiente: cierre otros programas e inténtelo de nuevo."
    if error.errno == errno.EROFS:
        return f"No se puede escribir{f' en{where}' if where else ''}: el disco es de solo lectura."
    if error.errno in {errno.EACCES, errno.EPERM}:
        if error.filename and os.path.lexists(error.filename):
            path = Path(error.filename)
            return not_ours(path) if path.lstat().st_uid != os.geteuid() else f"No hay permiso para usar{where}."
        return f"No hay permiso para usar{where}." if where else "El sistema no dio permiso."
    return f"El sistema rechazó la operación ({error.strerror or error}){f':{where}' if where else ''}."
