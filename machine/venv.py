"""The virtual environment, made from the locked requirements: `python3 -m machine.venv`.

It runs with the system's Python before anything is installed, looks whether all is well, and makes the
environment when it is not: none there, an interrupted set-up, other requirements, another Python, a
checkout that was moved. What goes wrong is told in one sentence.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from machine.needs import (
    ADDRESS_SPACE_MB,
    MB,
    NeedError,
    is_full,
    require_address_space,
    require_disk,
    require_memory,
    require_writable,
    sentence,
)

OLDEST_PYTHON = (3, 11)
PYTHON = sys.version_info[:2]
CHECKOUT = Path(__file__).resolve().parent.parent
VENV = CHECKOUT / ".venv"
LOCK = CHECKOUT / "requirements-dev.lock"
STAMP = ".ready"  # written last: what the environment was made of
LOG = "pip.log"
# Measured, and somewhat more: the environment; the wheels while they are downloaded and unpacked.
DISK_MB = 900
TEMPORARY_DISK_MB = 200
MEMORY_MB = 300

# The last of pip's tries, not one that a later try made good.
NO_NETWORK = re.compile(
    r"Retrying \(Retry\(total=0|Max retries exceeded|IncompleteRead"
    r"|exceptions\.(ReadTimeout|ConnectTimeout|NewConnection|Protocol)"
)
NO_ROOM = re.compile(r"No space left on device|Errno 28|Disk quota exceeded")
NO_MEMORY = re.compile(r"MemoryError|Cannot allocate memory|Errno 12\b|can't start new thread")
WRONG_HASH = re.compile(r"DO NOT MATCH THE HASHES[\s\S]*?\n\s+(\S+)==\S+ from |DO NOT MATCH THE HASHES")
NO_WHEEL = re.compile(r"No matching distribution found for (\S+)")


def main() -> None:
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise NeedError(
                f"Hace falta Python {_dotted(OLDEST_PYTHON)} o posterior, y este es {_dotted(PYTHON)}: "
                "instale uno, o indíquelo así: PYTHON=python3.12 make run"
            )
        require_address_space(ADDRESS_SPACE_MB)
        with _alone():
            if _made_of() != _wanted():
                _make()
    except NeedError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(sentence(error))
    except KeyboardInterrupt:
        sys.exit(130)


@contextmanager
def _alone() -> Iterator[None]:
    """One command at a time looks at the environment of a checkout: to another, one that is being made would
    be one that was left half made."""
    folder = os.open(CHECKOUT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Otra orden está preparando las dependencias: se espera a que termine…", flush=True)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _make() -> None:
    """Bring the environment to what is wanted, or make it from nothing; only a finished one has a stamp."""
    made_of = _made_of()
    require_writable(VENV if VENV.exists() else CHECKOUT)
    require_memory(MEMORY_MB)
    require_disk(Path(tempfile.gettempdir()), TEMPORARY_DISK_MB)
    print("Instalando las dependencias…", flush=True)
    if made_of and made_of[:-1] == _wanted()[:-1]:
        (VENV / STAMP).unlink()
    else:
        if not (find_spec("venv") and find_spec("ensurepip")):
            raise NeedError(
                "A Python le falta el módulo venv: instálelo con «apt-get install python3-venv» "
                f"(o «python{_dotted(PYTHON)}-venv»)."
            )
        if VENV.is_symlink():
            raise NeedError(f"«{VENV}» es un enlace a otra carpeta: bórrelo y repita.")
        given_back = sum(file.lstat().st_blocks for file in VENV.rglob("*")) * 512 // MB
        require_disk(CHECKOUT, DISK_MB - given_back)
        if VENV.exists():
            shutil.rmtree(VENV)
        # The system's own, even if the one that runs is of the environment that was just removed.
        python = sys._base_executable  # type: ignore[attr-defined]  # as venv asks; typeshed leaves it out
        _run([python, "-m", "venv", str(VENV)], log=None)
    pip = [str(VENV / "bin/python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    quietly = ["--progress-bar=off", "--root-user-action=ignore"]
    # Tries that fail are the only sign that pip gives of a network that is absent.
    _run([*pip, *quietly, "--retries=4", "--require-hashes", "--requirement", str(LOCK)], log=VENV / LOG)
    (VENV / STAMP).write_text("\n".join(_wanted()))


def _run(command: list[str], *, log: Path | None) -> None:
    """Run it without a word; raises NeedError with what went wrong, of all that it said."""
    result = subprocess.run(
        command,
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    if result.returncode == 0:
        return
    complaint = _complaint(result.stdout, result.returncode)
    if log and not is_full(VENV):
        log.write_text(result.stdout)
        complaint += f" Lo que dijo pip está en «{log}»."
    raise NeedError(complaint)


def _complaint(said: str, returncode: int) -> str:
    if NO_ROOM.search(said):
        return sentence(OSError(errno.ENOSPC, "", str(VENV)))
    if NO_MEMORY.search(said) or returncode == -9:
        return sentence(OSError(errno.ENOMEM, ""))
    if found := WRONG_HASH.search(said):
        what = found[1] or "su huella es otra"
        return f"Lo descargado no es lo que fija {LOCK.name} ({what}): no se instaló."
    if NO_NETWORK.search(said):
        return "No hay red para descargar las dependencias, y la primera vez hace falta: conéctese y repita."
    if found := NO_WHEEL.search(said):
        return f"No hay paquete de {found[1]} para Python {_dotted(PYTHON)} en este equipo."
    errors = [line for line in said.splitlines() if line.startswith(("ERROR:", "Error:"))]
    last = (errors or said.split("\n\n")[-1:] or [""])[-1].strip()
    return f"No se pudieron instalar las dependencias ({' '.join(last.split())[:300] or returncode})."


def _wanted() -> list[str]:
    """Where, with which Python, and out of which requirements."""
    python = f"{Path(sys.base_prefix).resolve()} {_dotted(PYTHON)}"
    return [str(VENV.resolve()), python, hashlib.sha256(LOCK.read_bytes()).hexdigest()]


def _made_of() -> list[str] | None:
    """None without a finished environment whose Python still runs."""
    try:
        made_of = (VENV / STAMP).read_text().split("\n")
    except OSError:
        return None
    return made_of if os.access(VENV / "bin/python", os.X_OK) else None


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


if __name__ == "__main__":
    main()
