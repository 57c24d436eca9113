"""The README's two commands on Debian systems that hold nothing but git, make, python3 and python3-venv.

`python3 -m machine.bare [SUITE …]`, as root and with debootstrap: each suite's root is made once under
`var/bare/`, copied, and given the checkout's last commit in folders whose paths have spaces and ñ. There
root and an ordinary user run `make run` and `make test`. It says what it saw and fails if anything did.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SUITES = ("bookworm", "trixie")
BARE = "git,make,python3,python3-venv"
CHECKOUT = Path(__file__).resolve().parent.parent
ROOTS = CHECKOUT / "var" / "bare"
TRUST = Path("/etc/ssl/certs/ca-certificates.crt")
# How this machine reaches the indexes of packages is no business of the project's: it is only handed on.
HANDED_ON = (
    "SSL_CERT_FILE", "PIP_CERT", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_DEFAULT_TIMEOUT", "http_proxy",
    "https_proxy", "no_proxy",
)  # fmt: skip
# The first process waits for the command and, as the system's own would, for what the command leaves behind.
ENTER = """
mount --make-rprivate / && mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" || exit 125
shift_root=$1; shift
chroot "$shift_root" "$@"
exit $?
"""


@dataclass(frozen=True)
class Person:
    name: str
    folder: str

    @property
    def checkout(self) -> str:
        return f"{self.folder}/portal"


ROOT = Person("root", "/srv/Metrología y señales")
ANA = Person("ana", "/home/ana/Año nuevo")


class FailedError(Exception):
    """A command in a bare system did not do what the README promises; the message says which."""


class System:
    """A bare system in a folder."""

    def __init__(self, folder: Path):
        self._folder = folder

    def run(self, person: Person, command: str, *, log: Path) -> int:
        """The exit code of a shell command that this person runs in their checkout."""
        handed_on = [f"{name}={os.environ[name]}" for name in HANDED_ON if name in os.environ]
        home = "/root" if person is ROOT else f"/home/{person.name}"
        arguments: list[str | Path] = [
            *("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER, "sh", self._folder),
            *("runuser", "--user", person.name, "--", "env", "--ignore-environment", *handed_on),
            *(f"HOME={home}", "PATH=/usr/local/bin:/usr/bin:/bin", "sh", "-c", command),
        ]
        with log.open("ab") as output:
            return subprocess.run(
                arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
            ).returncode

    def clone(self, person: Person) -> None:
        """Give somebody the last commit."""
        target = self._folder / person.checkout.lstrip("/")
        _run("git", "clone", "--quiet", "--no-local", CHECKOUT, target)
        if person is not ROOT:
            _run("chroot", self._folder, "chown", "--recursive", f"{person.name}:", person.folder)

    def says(self, *command: str) -> str:
        return subprocess.run(
            ["chroot", self._folder, *command], check=True, capture_output=True, text=True
        ).stdout.strip()


@contextmanager
def bare_system(suite: str) -> Iterator[System]:
    """A fresh copy of the suite's root, gone at the end."""
    base, folder = ROOTS / suite, ROOTS / f"{suite}-{os.getpid()}"
    if not base.exists():
        print(f"{suite}: debootstrap…", flush=True)
        unfinished = base.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        _run("debootstrap", "--variant=minbase", f"--include={BARE}", suite, unfinished)
        unfinished.rename(base)
    try:
        _run("cp", "--archive", "--reflink=auto", base, folder)
        if TRUST.exists():
            (folder / TRUST.relative_to("/")).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(TRUST, folder / TRUST.relative_to("/"))
        (folder / "etc/hosts").write_text("127.0.0.1 localhost\n")  # which the installer would have written
        _run("chroot", folder, "useradd", "--create-home", ANA.name)
        yield System(folder)
    finally:
        shutil.rmtree(folder)


def visit(suite: str) -> bool:
    """Run both commands in a fresh system of this suite, as root and as an ordinary user: did all go well?"""
    log, failed = ROOTS / f"{suite}.log", False
    log.write_bytes(b"")
    with bare_system(suite) as system:
        what = f"Debian {system.says('cat', '/etc/debian_version')}, {system.says('python3', '--version')}"
        print(f"{suite}: {what}. Registro: {log}", flush=True)
        for person in (ANA, ROOT):
            system.clone(person)
        told = "! make test && make test 2>&1 | grep --fixed-strings 'sudo apt-get install'"
        for person, title, command in (
            (ANA, "make test sin paquetes ni permiso: dice cuáles faltan", told),
            (ANA, "make run", "python3 -m machine.visit"),
            (ROOT, "make test", "make test"),
            (ROOT, "make run", "python3 -m machine.visit"),
            (ANA, "make test", "make test"),
        ):
            begun = time.monotonic()
            code = system.run(person, f"cd '{person.checkout}' && {command}", log=log)
            seconds = time.monotonic() - begun
            result = "bien" if code == 0 else f"FALLÓ ({code})"
            print(f"  {person.name}, «{person.checkout}»: {title}: {result}, {seconds:.0f} s", flush=True)
            failed |= code != 0
    return not failed


def _run(*command: object) -> None:
    subprocess.run([*map(str, command)], check=True, stdout=subprocess.DEVNULL)


def main(suites: tuple[str, ...]) -> None:
    if os.geteuid():
        raise FailedError("Solo root puede instalar un sistema en una carpeta.")
    if missing := [name for name in ("debootstrap", "unshare", "runuser") if shutil.which(name) is None]:
        raise FailedError(f"Falta {', '.join(missing)}: apt-get install debootstrap util-linux")
    ROOTS.mkdir(parents=True, exist_ok=True)
    went_well = [visit(suite) for suite in suites]
    if not all(went_well):
        raise FailedError("Algo de lo que el README promete no se cumplió; los registros dicen qué.")


if __name__ == "__main__":
    try:
        main(tuple(sys.argv[1:]) or SUITES)
    except (FailedError, subprocess.CalledProcessError) as error:
        sys.exit(str(error))
