"""The production image, without an engine: its own steps and commands on exactly what it would hold."""

import http.client
import re
import secrets
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from django.conf import settings

from machine import companions, recipe
from machine.context import IGNORE_FILE, held_files
from tests import locked_python
from tests.laid_image import LaidImage, StepError

pytestmark = pytest.mark.processes

ROOT = settings.BASE_DIR
HOST = "portal.example"
SECRET = [
    ".env", ".env.production", "secrets/signing.p12", "firma.p12", "firma.pem", "firma.key",
    "signing.passphrase", "respaldo.dump", "respaldo.sql.gz", ".git/config",
]  # fmt: skip
USELESS = [
    ".venv/bin/python", "var/portal.env", "docs/servidor.html", "tests/test_image.py", "machine/image.py",
    "pqrsd/__pycache__/models.pyc", "README.md", "requirements-dev.lock", "compose.yaml", "Containerfile",
    IGNORE_FILE,
]  # fmt: skip


@pytest.fixture(scope="module")
def image(tmp_path_factory) -> LaidImage:
    image = LaidImage(tmp_path_factory.mktemp("image"), held_files(ROOT))
    image.build()
    return image


@pytest.fixture(scope="module")
def production(tmp_path_factory) -> Iterator[dict[str, str]]:
    """A server's settings, with a broker of their own: the tests' has tasks that are not for this worker."""
    with companions.valkey(tmp_path_factory.mktemp("valkey")) as redis_url:
        yield {
            "DATABASE_URL": settings.DATABASE_URL,
            "REDIS_URL": redis_url,
            "SECRET_KEY": secrets.token_urlsafe(48),
            "PORTAL_BASE_URL": f"https://{HOST}",
            "TRUSTED_PROXY_COUNT": "1",
            "DJANGO_SETTINGS_MODULE": "inm_portal.settings",
        }


# --- What goes in ---------------------------------------------------------------------------------------
def test_every_app_of_ours_and_every_copied_file_is_in():
    held = {str(file) for file in held_files(ROOT)}
    ours = {app.split(".")[0] for app in settings.INSTALLED_APPS if (ROOT / app.split(".")[0]).is_dir()}
    assert "pqrsd" in ours
    assert {app for app in ours if f"{app}/__init__.py" not in held} == set()
    sources = {source for step, rest in recipe.instructions(ROOT) if step == "COPY" for source in rest.split()[:-1]}
    assert sources - {"."} <= held


def test_nothing_secret_or_useless_is_in(tmp_path):
    shutil.copy(ROOT / IGNORE_FILE, tmp_path)
    ignored_by_git = (ROOT / ".gitignore").read_text().replace("*", "x").split()
    for name in (*SECRET, *USELESS, *(line.strip("/") for line in ignored_by_git)):
        _lay(tmp_path / name)
    for name in (*SECRET, "__init__.py"):
        _lay(tmp_path / "nueva" / name)
    assert held_files(tmp_path) == [PurePosixPath("nueva/__init__.py")]


def test_checkout_adds_nothing_to_the_image_but_rooms_and_what_they_read():
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"machine", "tests"}
    others = {"LICENSE", "fixtures", "locale", "static", "templates", "manage.py", "requirements.lock"}
    assert {file.parts[0] for file in held_files(ROOT)} == rooms | others


def _lay(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


# --- Docker's way of reading the list -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "held"),
    [
        ("*.md", ["a/LEAME.md", "a/b/c.txt"]),
        ("**/*.md", ["a/b/c.txt"]),
        ("/a/b/", ["LEAME.md", "a/LEAME.md"]),
        ("b", ["LEAME.md", "a/LEAME.md", "a/b/c.txt"]),
        ("a\n!a/b/c.txt", ["LEAME.md", "a/b/c.txt"]),
        ("!a/b/c.txt\na", ["LEAME.md"]),
        ("# a\n\n  a/?/*  ", ["LEAME.md", "a/LEAME.md"]),
    ],
)
def test_list_is_read_as_docker_does(lines, held, tmp_path):
    (tmp_path / IGNORE_FILE).write_text(f"{IGNORE_FILE}\n{lines}\n")
    for name in ("LEAME.md", "a/LEAME.md", "a/b/c.txt"):
        _lay(tmp_path / name)
    assert [str(file) for file in held_files(tmp_path)] == held


# --- What it does ---------------------------------------------------------------------------------------
def test_image_knows_the_locked_distributions_only(image):
    names = {requirement.name for requirement in locked_python.locked(ROOT / "requirements.lock")}
    assert image.distributions() == names


def test_image_without_an_app_is_not_built(tmp_path):
    incomplete = LaidImage(tmp_path, [file for file in held_files(ROOT) if file.parts[0] != "pqrsd"])
    with pytest.raises(StepError, match="No module named 'pqrsd"):
        incomplete.build()


def test_web_answers_and_serves_a_file_by_its_name_in_the_manifest(image, production, tmp_path):
    file = image.static_file("css/portal.css")
    assert re.fullmatch(r"css/portal\.[0-9a-f]{12}\.css", file)
    port = _free_port()
    # One process instead of four: each takes as long to load.
    command = [*recipe.web_command(ROOT, port), "--workers=1"]
    with image.running(command, tmp_path / "web.log", **production) as wait:
        wait(lambda: _status(port, "/salud/") == 200)
        assert _status(port, f"/static/{file}") == 200
        assert _status(port, "/salud/", host="otro.example") == 400


def test_worker_and_clock_start(image, production, tmp_path):
    commands = recipe.service_commands(ROOT)
    companions.make_key(tmp_path / "secrets")
    key = {
        "SIGNING_PKCS12_FILE": str(tmp_path / "secrets" / companions.KEY_FILE),
        "SIGNING_PKCS12_PASSPHRASE_FILE": str(tmp_path / "secrets" / companions.PASSPHRASE_FILE),
    }
    worker_log, beat_log = tmp_path / "worker.log", tmp_path / "beat.log"
    beat = [word.replace("/tmp/", f"{tmp_path}/") for word in commands["beat"]]
    with (
        image.running(commands["worker"], worker_log, **production, **key) as wait_for_worker,
        image.running(beat, beat_log, **production) as wait_for_beat,
    ):
        wait_for_worker(lambda: " ready." in worker_log.read_text())
        wait_for_beat(lambda: "beat: Starting" in beat_log.read_text())


def _status(port: int, path: str, host: str = HOST) -> int | None:
    """As the reverse proxy asks; None when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
