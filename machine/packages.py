"""The system packages that the tests and the checks stand on, and their installation.

`python3 -m machine.packages` says nothing where all are there, installs what is missing through apt where it
may (root, or sudo without a password), and otherwise ends with the one command that does.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec

# Without windows, sound and extensions the same browser takes a third less of a processor.
BROWSERS = ("chromium-headless-shell", "chromium")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(shutil.which, BROWSERS), BROWSERS[0])
# Debian keeps it where an ordinary user's PATH does not look.
CLAMD = shutil.which("clamd") or "/usr/sbin/clamd"

AS_ROOT = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
INSTALL = ["apt-get", "install", "--yes", "--no-install-recommends"]
APT_OPTIONS = ["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]


class MissingError(Exception):
    """Something is missing that could not be installed; the message is the one sentence to show."""


# The name of each package in Debian, and the commands that it brings.
COMMANDS = {
    "clamav-daemon": [CLAMD],
    "git": ["git"],
    "make": ["make"],
    "poppler-utils": ["pdffonts", "pdfsig", "pdftoppm", "pdftotext"],
    "qpdf": ["qpdf"],
    "zbar-tools": ["zbarimg"],
}


def missing() -> list[str]:
    """The packages whose contents are not there, whoever would have brought them."""
    packages = [package for package, names in COMMANDS.items() if not all(map(shutil.which, names))]
    if not all(map(find_spec, ("ensurepip", "venv"))):
        packages.append("python3-venv")
    try:
        ctypes.CDLL("libatomic.so.1")  # asked for by the program that drives the browser
    except OSError:
        packages.append("libatomic1")
    # On Ubuntu the command may be there and only tell of a snap.
    if not shutil.which(CHROMIUM) or subprocess.run([CHROMIUM, "--version"], capture_output=True).returncode:
        packages.append(BROWSERS[0])
    return sorted(packages)


def install() -> None:
    """Install what is missing; raises MissingError."""
    packages = missing()
    if not packages:
        return
    if BROWSERS[0] in packages and "CHROMIUM" in os.environ:
        raise MissingError(f"El navegador «{CHROMIUM}», nombrado en CHROMIUM, no está o no arranca.")
    may_install = shutil.which("apt-get") and (
        not AS_ROOT
        or (shutil.which("sudo") and subprocess.run([*AS_ROOT, "true"], capture_output=True).returncode == 0)
    )
    if may_install:
        print(f"Instalando con apt los paquetes del sistema que faltan: {', '.join(packages)}…", flush=True)
        _apt(["apt-get", "update"])
        _refuse_a_stub(packages)
        _apt([*INSTALL, *packages])
        packages = missing()
    if packages:
        _refuse_a_stub(packages)
        raise MissingError(told(packages))


def told(packages: Sequence[str]) -> str:
    """The sentence that names the one command."""
    command = " ".join(["sudo", *INSTALL, *packages])
    return f"Faltan paquetes del sistema; instálelos con: {command}"


def _refuse_a_stub(packages: Sequence[str]) -> None:
    """On Ubuntu a browser's package, where there is one at all, only sends for a snap."""
    if BROWSERS[0] not in packages or not shutil.which("apt-cache"):
        return
    if _shown("qpdf") and "snapd" in (_shown(BROWSERS[0]) or "snapd"):
        raise MissingError(
            "Falta un navegador, y este sistema no tiene más que un snap: instale otro de su familia "
            "y nómbrelo así: CHROMIUM=/ruta/al/navegador make test"
        )


def _shown(package: str) -> str:
    """What apt knows of it; nothing where it has no such package, or no lists yet."""
    return subprocess.run(["apt-cache", "show", package], capture_output=True, text=True).stdout


def _apt(command: list[str]) -> None:
    env = [f"{name}={value}" for name, value in os.environ.items() if name.lower().endswith("_proxy")]
    result = subprocess.run(
        [*AS_ROOT, "env", "DEBIAN_FRONTEND=noninteractive", *env, *command, *APT_OPTIONS],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if result.returncode:
        reason = result.stdout.strip().splitlines()[-1:] or ["sin explicación"]
        raise MissingError(f"«{' '.join(command)}» no pudo terminar: {reason[0]}")


if __name__ == "__main__":
    try:
        install()
    except MissingError as error:
        sys.exit(str(error))
