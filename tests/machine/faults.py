"""`make faults`: what only a machine in trouble shows: full disks, no network, little memory, other users.

It is run as root and by its name alone; where it can't do its work it fails, in a sentence.
"""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.conf import settings

from inm_portal import embedded
from tests.machine.checkouts import sentence, set_up, small_checkout, write_wheel
from tests.running import clean_environment

TOOLS = ("mount", "umount", "unshare", "setpriv", "prlimit")
STRANGER = "nobody"
SYSTEM_PYTHON = shutil.which("python3", path="/usr/bin")
ANY_PACKAGE = "prueba==1.0 --hash=sha256:" + "0" * 64 + "\n"
PATIENCE_SECONDS = 200


@pytest.fixture(scope="session", autouse=True)
def _able_machine():
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if os.geteuid() != 0:
        pytest.exit("«make faults» se ejecuta como administrador (root): monta discos y cambia de usuario.", 1)
    if missing or not SYSTEM_PYTHON:
        pytest.exit(f"A «make faults» le faltan herramientas: {', '.join(missing) or '/usr/bin/python3'}.", 1)
    if subprocess.run(["unshare", "--mount", "--net", "true"], capture_output=True).returncode:
        pytest.exit("Aquí no se puede separar la red ni los discos de un proceso (unshare): use otro equipo.", 1)


@contextmanager
def disk(folder: Path, *, megabytes: int) -> Iterator[Path]:
    """A small disk of its own."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "portal", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def run_portal(var: Path, *before: str) -> subprocess.Popen:
    """The portal on embedded servers of its own, by a command that changes where it runs."""
    return subprocess.Popen(
        [*before, sys.executable, "manage.py", "run_portal"],
        env=clean_environment() | {"PORTAL_ENV": "demo", "PORTAL_VAR": str(var), "PORT": "18765"},
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(portal: subprocess.Popen) -> str:
    """The one sentence with which it ended."""
    printed, complaint = portal.communicate(timeout=PATIENCE_SECONDS)
    assert portal.returncode == 1, printed + complaint
    (line,) = complaint.splitlines()
    return line


def fill(folder: Path) -> None:
    with (folder / "relleno").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1024 * 1024))
        except OSError:
            pass


# --- Disks ---------------------------------------------------------------------------------------------
def test_set_up_asks_for_room_before_it_begins(tmp_path):
    with disk(tmp_path / "disco", megabytes=100) as place:
        checkout = small_checkout(place / "portal")
        assert "No hay espacio suficiente" in sentence(set_up(checkout))
        assert not (checkout / ".venv").exists()


def test_set_up_that_fills_the_disk_is_told(tmp_path):
    wheel = write_wheel(tmp_path / "ruedas")
    with ZipFile(wheel, "a", ZIP_DEFLATED) as archive:
        archive.writestr("grande", bytes(200 * 1024 * 1024))
    with disk(tmp_path / "disco", megabytes=100) as place:
        checkout = small_checkout(place / "portal")
        program = checkout / "machine/venv.py"
        program.write_text(program.read_text().replace("DISK_MB = 900", "DISK_MB = 0"))
        (checkout / "requirements-dev.lock").write_text(f"prueba==1.0 --hash=sha256:{_sha256(wheel)}\n")
        result = set_up(checkout, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(wheel.parent))
        assert "No queda espacio en el disco" in sentence(result)


def test_portal_asks_for_room_before_it_begins(tmp_path):
    with disk(tmp_path / "disco", megabytes=60) as place:
        assert "No hay espacio suficiente" in told(run_portal(place / "var"))
        assert not (place / "var/postgres").exists()


def test_disk_that_fills_while_the_portal_is_prepared_is_told(tmp_path):
    with disk(tmp_path / "disco", megabytes=260) as place:
        portal = run_portal(place / "var")
        while "Base de datos" not in (line := portal.stdout.readline()):
            assert line, portal.stderr.read()
        fill(place)
        assert "No queda espacio en el disco" in told(portal)


def test_read_only_folders_are_told(tmp_path):
    checkout = small_checkout(tmp_path / "portal")
    with read_only(checkout):
        assert "solo lectura" in sentence(set_up(checkout))
        assert "solo lectura" in told(run_portal(checkout / "var"))


# --- Memory --------------------------------------------------------------------------------------------
def test_limit_of_each_process_is_told(tmp_path):
    checkout = small_checkout(tmp_path / "portal")
    limit = ("prlimit", f"--as={800 * 1024**2}")
    result = subprocess.run([*limit, SYSTEM_PYTHON, "-m", "machine.venv"], cwd=checkout, capture_output=True, text=True)
    assert "ulimit -v" in sentence(result)
    assert "ulimit -v" in told(run_portal(tmp_path / "var", *limit))


def test_limit_of_a_container_is_told(tmp_path):
    """Control groups as a container sees them, laid over this machine's for one process alone."""
    script = """
        mount -t tmpfs groups /sys/fs/cgroup && mkdir -p /sys/fs/cgroup/memory && cd /sys/fs/cgroup &&
        echo 400000000 | tee memory.max > memory/memory.limit_in_bytes &&
        echo 100000000 | tee memory.current > memory/memory.usage_in_bytes &&
        echo inactive_file 0 | tee memory.stat > memory/memory.stat && cd "$OLDPWD" && exec "$@"
    """
    contained = ("unshare", "--mount", "sh", "-c", script, "sh")
    assert "No hay memoria suficiente" in told(run_portal(tmp_path / "var", *contained))


# --- Network -------------------------------------------------------------------------------------------
def test_first_run_without_a_network_is_told(tmp_path):
    checkout = small_checkout(tmp_path / "portal")
    (checkout / "requirements-dev.lock").write_text(ANY_PACKAGE)
    result = subprocess.run(
        ["unshare", "--net", SYSTEM_PYTHON, "-m", "machine.venv"],
        cwd=checkout,
        env={"PATH": os.environ["PATH"], "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
    )
    assert "No hay red" in sentence(result)


# --- Other users ---------------------------------------------------------------------------------------
@pytest.fixture
def open_folder(tmp_path_factory) -> Iterator[Path]:
    """Where everybody may come; pytest's own folders are root's alone."""
    folder = Path("/tmp") / f"portal de todos {os.getpid()}"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def test_checkout_of_root_is_told_to_somebody_else(open_folder):
    checkout = small_checkout(open_folder / "portal")
    result = subprocess.run(
        ["setpriv", f"--reuid={STRANGER}", "--clear-groups", SYSTEM_PYTHON, "-m", "machine.venv"],
        cwd=checkout,
        capture_output=True,
        text=True,
    )
    assert f"es de otro usuario (root), no de {STRANGER}" in sentence(result)


def test_data_of_somebody_else_are_told_to_root(tmp_path):
    (tmp_path / "var").mkdir()
    shutil.chown(tmp_path / "var", STRANGER)
    assert f"es de otro usuario ({STRANGER}), no de root" in told(run_portal(tmp_path / "var"))
    assert list((tmp_path / "var").iterdir()) == []


def test_root_opens_nothing_but_the_way_to_its_data(open_folder):
    private = open_folder / "privada"
    (private / "var").mkdir(parents=True)
    private.chmod(0o700)
    (private / "var").chmod(0o750)
    server = embedded.PostgreSQL(private / "var/postgres", settings={"fsync": "off"})
    server.ensure_running()
    server.stop()
    assert stat.S_IMODE(private.stat().st_mode) == 0o701
    assert stat.S_IMODE((private / "var").stat().st_mode) == 0o751
    assert stat.S_IMODE((private / "var/postgres").stat().st_mode) == 0o700


def _sha256(file: Path) -> str:
    return subprocess.run(["sha256sum", file], capture_output=True, text=True, check=True).stdout.split()[0]
