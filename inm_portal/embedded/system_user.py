"""Who runs PostgreSQL when the portal runs as root, which PostgreSQL itself refuses: a user of the system.

It gets the least that works: to search the folders above the data and the programs, and to read the programs.
"""

import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterable
from pathlib import Path

from inm_portal.embedded.daemon import ServerError

NAME = "pgserver"
User = pwd.struct_passwd


def prepared(ways: Iterable[Path], *, readable: Path) -> User:
    """The user, to whom the folders above each of `ways` are open, and all of `readable`."""
    user = _existing() or _created()
    for way in ways:
        for folder in way.parents:
            _allow(folder, stat.S_IXOTH)
    for inner, _, files in os.walk(readable):
        _allow(Path(inner), stat.S_IROTH | stat.S_IXOTH)
        for file in (Path(inner, name) for name in files):
            if not file.is_symlink():  # what the owner may read and run, so may others
                _allow(file, stat.S_IMODE(file.stat().st_mode) >> 6 & (stat.S_IROTH | stat.S_IXOTH))
    return user


def _existing() -> User | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _created() -> User:
    # Whoever became root by a plain `su` keeps a PATH without the system's own commands.
    path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"
    options = ["--system", "--no-create-home", "--home-dir=/", "--shell=/usr/sbin/nologin", NAME]
    try:
        result = subprocess.run(
            [shutil.which("useradd", path=path) or "useradd", *options], capture_output=True, text=True
        )
        complaint = result.stderr.strip()
    except FileNotFoundError:
        complaint = "falta la orden useradd"
    # Another run may have created it meanwhile.
    if user := _existing():
        return user
    raise ServerError(
        f"PostgreSQL no corre como administrador y no se pudo crear el usuario «{NAME}» ({complaint}): "
        "ejecute el portal con un usuario corriente."
    )


def _allow(path: Path, bits: int) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & bits != bits:
        path.chmod(mode | bits)
