"""`manage.py run_portal`, as `make run` starts it: everything up, mended, stopped, and kept."""

import http.client
import os
import signal
import socket
import subprocess
import sys

import psutil
import pytest
from django.conf import settings

PATIENCE_SECONDS = 120


class Portal:
    """A running `run_portal` in `var`, its lines read as they come."""

    def __init__(self, var, port: int):
        self.port = port
        env = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        for name in ("DATABASE_URL", "REDIS_URL"):
            env.pop(name, None)
        self._popen = subprocess.Popen(
            [sys.executable, "manage.py", "run_portal"],
            env=env | {"PORTAL_ENV": "demo", "PORTAL_VAR": str(var), "PORT": str(port)},
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def read_until(self, words: str) -> str:
        """What it prints, up to the line with these words; the end of its output fails."""
        lines = []
        while not lines or words not in lines[-1]:
            lines.append(self._popen.stdout.readline())
            assert lines[-1], "".join(lines)
        return "".join(lines)

    def status(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        status = connection.getresponse().status
        connection.close()
        return status

    def child(self, word: str) -> psutil.Process:
        children = psutil.Process(self._popen.pid).children()
        return next(child for child in children if word in child.cmdline())

    def interrupt(self) -> int:
        """Ctrl-C; returns the exit code."""
        self._popen.send_signal(signal.SIGINT)
        self._popen.communicate(timeout=PATIENCE_SECONDS)
        return self._popen.returncode

    def kill9(self) -> None:
        self._popen.kill()
        self._popen.communicate(timeout=PATIENCE_SECONDS)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_portal_runs_mends_itself_stops_and_starts_again(tmp_path, port):
    portal = Portal(tmp_path, port)
    printed = portal.read_until("Ctrl-C")
    assert f"http://localhost:{port}/" in printed
    assert "laboratorio" in printed
    assert portal.status("/") == portal.status("/salud/listo") == 200

    portal.child("worker").kill()
    assert "worker.log" in portal.read_until("se inició de nuevo")
    children = psutil.Process(portal._popen.pid).children(recursive=True)
    assert portal.interrupt() == 0
    assert not [child for child in children if child.is_running()]

    again = Portal(tmp_path, port)
    again.read_until("Ctrl-C")
    assert again.status("/salud/listo") == 200
    assert again.interrupt() == 0


def test_killed_portal_leaves_nothing_in_the_way_of_the_next(tmp_path, port):
    portal = Portal(tmp_path, port)
    portal.read_until("Ctrl-C")
    children = psutil.Process(portal._popen.pid).children()
    portal.kill9()
    psutil.wait_procs(children, timeout=PATIENCE_SECONDS)

    again = Portal(tmp_path, port)
    again.read_until("Ctrl-C")
    assert again.interrupt() == 0


def test_port_in_use_is_told_before_anything_is_prepared(tmp_path, port):
    with socket.create_server(("127.0.0.1", port)):
        portal = Portal(tmp_path, port)
        printed = portal.read_until("Elija otro puerto")
        assert f"127.0.0.1:{port}" in printed
        portal._popen.communicate(timeout=PATIENCE_SECONDS)
    assert portal._popen.returncode == 1
    assert not (tmp_path / "portal.env").exists()


def test_outside_demonstration_it_refuses(tmp_path):
    result = subprocess.run(
        [sys.executable, "manage.py", "run_portal"], capture_output=True, text=True, cwd=settings.BASE_DIR
    )
    assert result.returncode == 1
    assert "solo para demostración" in result.stderr
