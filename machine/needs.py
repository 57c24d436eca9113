"""Room on the disk, memory and folders to write in: asked for before they are missed, in one sentence."""

from __future__ import annotations

import errno
import os
import pwd
import resource
import shutil
from pathlib import Path

from machine.memory import free_bytes

MB = 1024 * 1024
# What the largest process of the portal maps, measured, and half as much again.
ADDRESS_SPACE_MB = 1024


class NeedError(Exception):
    """The machine lacks something; the message is the sentence for whoever asked."""


def require_disk(folder: Path, megabytes: int) -> None:
    """Refuse a disk with less than this free for us, where `folder` is or will be."""
    place = existing(folder)
    free = shutil.disk_usage(place).free // MB
    if free < megabytes:
        raise NeedError(
            f"No hay espacio suficiente en el disco de «{place}»: "
            f"quedan {free} MB y hacen falta {megabytes} MB."
        )


def is_full(folder: Path) -> bool:
    return shutil.disk_usage(existing(folder)).free < MB


def require_memory(megabytes: int) -> None:
    """Refuse less free memory than this, all processes together."""
    free = free_bytes() // MB
    if free < megabytes:
        raise NeedError(f"No hay memoria suficiente: quedan {free} MB y hacen falta {megabytes} MB.")


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
        raise NeedError(
            f"La carpeta «{place}» está en un disco de solo lectura: copie el portal a otra carpeta."
        )
    if place.stat().st_uid != os.geteuid():
        raise NeedError(not_ours(place))
    raise NeedError(
        f"La carpeta «{place}» no permite escribir en ella: devuélvale el permiso con «chmod u+rwx»."
    )


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
            return (
                not_ours(path) if path.lstat().st_uid != os.geteuid() else f"No hay permiso para usar{where}."
            )
        return f"No hay permiso para usar{where}." if where else "El sistema no dio permiso."
    return f"El sistema rechazó la operación ({error.strerror or error}){f':{where}' if where else ''}."
