"""The virtual environment's set-up, by its own program in small checkouts."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys

import pytest

from machine import venv
from tests.machine.checkouts import sentence, set_up, small_checkout, write_wheel

pytestmark = pytest.mark.processes

LOCK = "requirements-dev.lock"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A checkout whose environment was interrupted and has made itself anew: making one takes seconds."""
    checkout = small_checkout(tmp_path_factory.mktemp("copia con ñ") / "portal")
    python = checkout / ".venv/bin/python"
    subprocess.run([sys._base_executable, "-m", "venv", "--without-pip", checkout / ".venv"], check=True)
    marked = mark(checkout)
    result = set_up(checkout, python=str(python))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "Instalando las dependencias…\n"
    assert not marked.exists()
    subprocess.run([python, "-m", "pip", "--version"], check=True, capture_output=True)
    return checkout, (checkout / ".venv" / venv.STAMP).read_text()


@pytest.fixture
def checkout(made):
    """A checkout that has its environment, whatever an earlier test did to it."""
    checkout, stamp = made
    (checkout / LOCK).write_text("# nada\n")
    (checkout / ".venv" / venv.STAMP).write_text(stamp)
    for installed in (checkout / ".venv/lib").glob("*/site-packages/prueba*"):
        shutil.rmtree(installed) if installed.is_dir() else installed.unlink()
    return checkout


def mark(checkout):
    """Something that an environment made anew would not have."""
    path = checkout / ".venv/marca"
    path.touch()
    return path


def test_one_that_made_itself_anew_is_left_alone_without_a_word(checkout):
    marked = mark(checkout)
    result = set_up(checkout)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert marked.exists()


def test_second_command_waits_for_the_one_that_is_at_it(checkout):
    """What one is making would look half made to the other, which would begin anew."""
    stamp = checkout / ".venv" / venv.STAMP
    made_of = stamp.read_text()
    stamp.unlink()
    marked = mark(checkout)
    folder = os.open(checkout, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    second = subprocess.Popen([sys.executable, "-m", "machine.venv"], cwd=checkout, stdout=subprocess.PIPE, text=True)
    with second:
        assert second.stdout.readline().startswith("Otra orden está preparando las dependencias")
        assert marked.exists()
        stamp.write_text(made_of)  # the first one is done
        os.close(folder)
        assert second.stdout.read() == ""
    assert second.returncode == 0
    assert marked.exists()


def test_other_requirements_are_installed_into_it(checkout, tmp_path):
    wheel = write_wheel(tmp_path / "ruedas")
    sha = hashlib.sha256(wheel.read_bytes()).hexdigest()
    marked = mark(checkout)
    (checkout / LOCK).write_text(f"prueba==1.0 --hash=sha256:{sha}\n")
    result = set_up(checkout, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(wheel.parent))
    assert (result.returncode, result.stderr) == (0, "")
    assert marked.exists()
    subprocess.run([checkout / ".venv/bin/python", "-c", "import prueba"], check=True)


@pytest.mark.parametrize(
    "what", ["nothing", "no environment", "other requirements", "moved", "another Python", "no Python"]
)
def test_only_other_requirements_are_brought_to_one_that_stays(what, tmp_path, monkeypatch):
    """What is done is asked of the program itself: to do it takes seconds each time."""
    done = []
    python = tmp_path / ".venv/bin/python"
    for name, value in {"VENV": tmp_path / ".venv", "CHECKOUT": tmp_path, "LOCK": tmp_path / LOCK}.items():
        monkeypatch.setattr(venv, name, value)

    def run(command: list[str], *, log) -> None:
        if "pip" in command:
            done.append("installed")
        else:
            done.append("created")
            python.parent.mkdir(parents=True)

    monkeypatch.setattr(venv, "_run", run)
    (tmp_path / LOCK).write_text("# nada\n")
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    place, version, lock = venv._wanted()
    stamp = {
        "other requirements": [place, version, "0" * 64],
        "moved": ["/otro/.venv", version, lock],
        "another Python": [place, "/otro 3.9", lock],
    }.get(what, [place, version, lock])
    (tmp_path / ".venv/.ready").write_text("\n".join(stamp))
    if what == "no Python":
        python.unlink()
    if what == "no environment":
        shutil.rmtree(tmp_path / ".venv")
    venv.main()
    wanted = {"nothing": [], "other requirements": ["installed"]}.get(what, ["created", "installed"])
    assert done == wanted
    assert (tmp_path / ".venv/.ready").read_text().split("\n") == [place, version, lock]


def test_index_out_of_reach_is_no_network(checkout):
    (checkout / LOCK).write_text("prueba==1.0 --hash=sha256:" + "0" * 64 + "\n")
    assert "No hay red" in sentence(set_up(checkout, PIP_INDEX_URL="http://127.0.0.1:1/simple"))


def test_other_contents_than_the_lock_says_are_not_the_network(checkout, tmp_path):
    wheel = write_wheel(tmp_path / "ruedas")
    (checkout / LOCK).write_text("prueba==1.0 --hash=sha256:" + "0" * 64 + "\n")
    told = sentence(set_up(checkout, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(wheel.parent)))
    assert told.startswith(f"Lo descargado no es lo que fija {LOCK} (prueba")


def test_package_that_this_python_has_not_is_named(checkout):
    (checkout / LOCK).write_text("prueba==1.0 --hash=sha256:" + "0" * 64 + "\n")
    told = sentence(set_up(checkout, PIP_NO_INDEX="1"))
    assert told.startswith("No hay paquete de prueba==1.0 para Python")


def test_link_to_somebody_elses_environment_is_not_touched(tmp_path):
    checkout = small_checkout(tmp_path / "portal")
    (tmp_path / "ajeno").mkdir()
    (checkout / ".venv").symlink_to(tmp_path / "ajeno")
    assert "es un enlace" in sentence(set_up(checkout))


@pytest.mark.parametrize(
    ("changed", "told"),
    [("OLDEST_PYTHON = (9, 9)", "Hace falta Python 9.9"), ("find_spec = lambda name: None", "python3-venv")],
)
def test_python_that_will_not_do_is_told(tmp_path, changed, told):
    checkout = small_checkout(tmp_path / "portal")
    program = f"import machine.venv as venv; venv.{changed}; venv.main()"
    result = subprocess.run([sys.executable, "-c", program], cwd=checkout, capture_output=True, text=True)
    assert told in sentence(result)
