"""`make hosts`: the portal and who it lives with on two machines, joined by a cable that can be pulled.

The other machine is a network of its own on this one. It is run as root and by its name alone; where it can't
do its work it fails, in a sentence.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import psycopg2
import pytest
from django.conf import settings

from inm_portal import embedded
from inm_portal.embedded.wheels import postgresql_home, valkey_server
from tests.running import clean_environment, eventually

OTHER, CABLE, THEIR_END = "portal-otro", "portal-aqui", "portal-alla"
HERE, THERE = "10.77.0.1", "10.77.0.2"
DATABASE_PORT, BROKER_PORT, WEB_PORT = 15477, 16377, 18766
PATIENCE_SECONDS = 120
BROWSER = "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode())"
FILED = """
from inm_portal.management.commands.demo_letter import file_request, new_laboratory
print(file_request(new_laboratory()).number)
"""


@pytest.fixture(scope="session", autouse=True)
def _two_hosts() -> Iterator[None]:
    if os.geteuid() != 0:
        pytest.exit("«make hosts» se ejecuta como administrador (root): crea otra red en este equipo.", 1)
    if shutil.which("ip") is None:
        pytest.exit("A «make hosts» le falta «ip»: apt-get install --yes iproute2", 1)
    subprocess.run(["ip", "netns", "delete", OTHER], capture_output=True)  # of a run that was killed
    if subprocess.run(["ip", "netns", "add", OTHER], capture_output=True).returncode:
        pytest.exit("Aquí no se puede crear otra red (ip netns): use otro equipo.", 1)
    try:
        ip("link", "add", CABLE, "type", "veth", "peer", "name", THEIR_END, "netns", OTHER)
        ip("address", "add", f"{HERE}/24", "dev", CABLE)
        ip("link", "set", CABLE, "up")
        for change in (["address", "add", f"{THERE}/24", "dev", THEIR_END], ["link", "set", "lo", "up"]):
            ip("-n", OTHER, *change)
        plug_in()
        yield
    finally:
        ip("netns", "delete", OTHER)


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)


def plug_in() -> None:
    ip("-n", OTHER, "link", "set", THEIR_END, "up")


def pull_out() -> None:
    ip("-n", OTHER, "link", "set", THEIR_END, "down")


def environment(var: Path, **changes: str) -> dict[str, str]:
    ours = {"PORTAL_ENV": "demo", "PORTAL_VAR": str(var), "PORT": str(WEB_PORT)}
    return clean_environment() | ours | changes


@contextmanager
def running(*command: str | Path, **options) -> Iterator[subprocess.Popen]:
    """It is asked to end, and has ended, afterwards."""
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, **options)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE_SECONDS)


@contextmanager
def portal(env: dict[str, str]) -> Iterator[None]:
    with running(sys.executable, "manage.py", "run_portal", env=env, stdout=subprocess.PIPE, text=True) as process:
        lines = [""]
        while "Ctrl-C" not in lines[-1]:
            lines.append(process.stdout.readline())
            assert lines[-1], "".join(lines)
        yield


@contextmanager
def servers(folder: Path) -> Iterator[dict[str, str]]:
    """PostgreSQL and Valkey for whoever is on the cable: what the environment says of them."""
    database = embedded.PostgreSQL(folder / "postgres", settings={"fsync": "off"})
    database.ensure_running()
    database.stop()
    with (folder / "postgres/pg_hba.conf").open("a") as access:
        access.write(f"host all all {HERE}/24 trust\n")
    owner = pwd.getpwuid((folder / "postgres").stat().st_uid)
    facts = {
        "listen_addresses": HERE,
        "port": DATABASE_PORT,
        "unix_socket_directories": "",
        "tcp_keepalives_idle": 5,
    }
    postgres = [postgresql_home() / "bin/postgres", "-D", folder / "postgres"]
    postgres += [f"--{name}={value}" for name, value in facts.items()]
    broker = [valkey_server(), "--bind", HERE, "--port", str(BROKER_PORT), "--protected-mode", "no"]
    with (
        running(*postgres, user=owner.pw_uid, group=owner.pw_gid, extra_groups=[]),
        running(*broker, "--save", "", stdout=subprocess.DEVNULL),
    ):
        yield {
            "DATABASE_URL": f"postgres://postgres@{HERE}:{DATABASE_PORT}/postgres",
            "REDIS_URL": f"redis://{HERE}:{BROKER_PORT}/0",
        }


def test_phone_on_the_same_network_opens_the_portal_and_verifies_a_letter(tmp_path):
    env = environment(tmp_path / "var", HOST=HERE)
    with portal(env):
        demo_letter = [sys.executable, "manage.py", "demo_letter", "--out", tmp_path / "carta.pdf"]
        said = subprocess.run(demo_letter, env=env, cwd=settings.BASE_DIR, capture_output=True, text=True)
        address = said.stdout.split()[-1]
        assert address.startswith(f"http://{HERE}:{WEB_PORT}/v/"), said.stdout + said.stderr
        browser = ["ip", "netns", "exec", OTHER, sys.executable, "-c", BROWSER, address]
        page = subprocess.run(browser, capture_output=True, text=True)
    assert "<h1>Documento auténtico</h1>" in page.stdout, page.stderr


def test_worker_on_another_machine_signs_what_was_filed_while_the_cable_was_out(tmp_path):
    with servers(tmp_path) as named:
        env = environment(tmp_path / "var", **named)
        with portal(env):  # prepares the database and the key
            assert urlopen(f"http://127.0.0.1:{WEB_PORT}/salud/listo", timeout=30).status == 200
        worker = [sys.executable, "-m", "celery", "-A", "inm_portal", "worker", "--beat", "--pool=solo"]
        worker += [f"--schedule={tmp_path / 'schedule'}"]
        with (
            (tmp_path / "worker.log").open("w") as log,
            running(*("ip", "netns", "exec", OTHER, *worker), env=env, stdout=log, stderr=log),
        ):
            number = filed(env)
            assert eventually(lambda: is_issued(env, number), PATIENCE_SECONDS), "with the cable in"
            pull_out()
            number = filed(env)
            time.sleep(5)
            assert not is_issued(env, number)
            plug_in()
            assert eventually(lambda: is_issued(env, number), PATIENCE_SECONDS), (tmp_path / "worker.log").read_text()


def filed(env: dict[str, str]) -> str:
    """The number, given on this machine."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", FILED]
    said = subprocess.run(command, env=env, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    return said.stdout.split()[-1]


def is_issued(env: dict[str, str], number: str) -> bool:
    with closing(psycopg2.connect(env["DATABASE_URL"])) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT issued_at IS NOT NULL FROM radicados_radicado WHERE number = %s", [number])
        return cursor.fetchone()[0]
