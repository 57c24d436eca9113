"""`manage.py run_portal`, as `make run` starts it: everything up, mended, stopped, and kept."""

import os
import socket
from collections.abc import Iterable
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from tests.faults.portal import COMMAND, PATIENCE_SECONDS, Portal
from tests.running import clean_environment, eventually, is_alive

pytestmark = pytest.mark.processes

# As above, but for how long what was started again must last until it is told to be well.
HURRIED = [
    "-c",
    "from inm_portal import processes; processes.STEADY_SECONDS = 4; import manage; manage.main()",
    "run_portal",
]
WELL = "está otra vez en marcha"
SERVERS = {"DATABASE_URL": settings.DATABASE_URL, "REDIS_URL": settings.REDIS_URL}


def read_until_each(portal: Portal, names: Iterable[str], words: str, *, printed: str) -> str:
    """What was printed, and what it prints until there was a line of each part's with these words."""
    while not all(_says(printed, name, words) for name in names):
        printed += portal.read_until(words)
    return printed


def _says(printed: str, name: str, words: str) -> bool:
    return any(f"«{name}»" in line and words in line for line in printed.splitlines())


@pytest.fixture
def told(fresh_python):
    """`told(var, …)` is the one sentence with which `run_portal` ends."""

    def run(var: Path, **environment: str) -> str:
        env = clean_environment() | {"PORTAL_ENV": "demo", "PORTAL_VAR": str(var)} | environment
        result = fresh_python.run(*COMMAND, env=env)
        assert result.returncode == 1, result.stderr
        (sentence,) = result.stderr.splitlines()
        return sentence

    return run


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_portal_runs_mends_itself_stops_and_starts_again(tmp_path, port):
    var = tmp_path / "carpeta con ñ y espacio"
    portal = Portal(var, port, HURRIED)
    printed = portal.read_until("Ctrl-C")
    assert f"http://localhost:{port}/" in printed
    assert "laboratorio" in printed
    assert portal.status("/") == portal.status("/salud/listo") == 200
    assert eventually(lambda: portal.status("/tarifas/015-2020/v1/tarifas.pdf") == 200)  # made by its worker

    # Whatever dies comes back; the worker, which refuses to work without its key, once the key is there.
    key = var / "pki/demo-signer.p12"
    key.rename(tmp_path / "key")
    killed = portal.parts()
    for process in killed.values():
        process.kill()
    printed = portal.read_until("El trabajador no puede arrancar")
    assert "la llave de firma" in printed
    (tmp_path / "key").rename(key)
    printed += read_until_each(portal, ["worker"], WELL, printed="")
    printed = read_until_each(portal, killed, WELL, printed=printed)
    assert all(_says(printed, name, "se inicia de nuevo") for name in killed)
    assert portal.status("/") == portal.status("/salud/listo") == 200
    assert not set(portal.parts().values()) & set(killed.values())

    # Killed itself, it leaves nothing in the way of the next one.
    children = [*portal.children(), *portal.parts().values()]
    portal.kill9()
    servers = {"postgres", "valkey-server"}  # those wait for it
    psutil.wait_procs([child for child in children if child.name() not in servers], timeout=PATIENCE_SECONDS)
    again = Portal(var, port)
    again.read_until("Ctrl-C")
    assert again.status("/salud/listo") == 200
    running = [*again.children(recursive=True), *again.parts().values()]
    assert again.interrupt() == 0
    assert not list(filter(is_alive, running))


def test_port_in_use_is_told_before_anything_is_prepared(tmp_path, port, told):
    with socket.create_server(("127.0.0.1", port)):
        sentence = told(tmp_path, **SERVERS, PORT=str(port))
    assert f"127.0.0.1:{port}: otro programa ya escucha allí" in sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", ["192.0.2.1", "no-hay-tal-equipo.invalid", ".", "::1"])
def test_host_that_is_not_ours_is_told(tmp_path, port, host, told):
    # The embedded servers of another run would do: none is needed to tell this.
    assert f"HOST es «{host}»" in told(tmp_path, **SERVERS, HOST=host, PORT=str(port))


def test_folder_of_another_kind_is_told(tmp_path, told):
    (tmp_path / "archivo").write_text("")
    assert "archivo" in told(tmp_path / "archivo/var")


def test_outside_demonstration_it_refuses(fresh_python):
    result = fresh_python.run(*COMMAND, env=dict(os.environ))
    assert result.returncode == 1
    assert "solo para demostración" in result.stderr
