"""Real Celery processes that a test may start, stop and kill."""

import multiprocessing
import os
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

from celery.signals import worker_ready
from django.conf import settings

from inm_portal.celery import app

PATIENCE_SECONDS = 30
# Each is forked from a process that has loaded the portal once, which takes longer than most tests.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.loaded_portal"])
# What a test may have changed in its own process holds in those that it starts, too.
FOLLOWED_SETTINGS = ("CLAMD_SOCKET",)


class CeleryProcess:
    """`celery -A inm_portal worker` or `beat`; as a context manager it leaves nothing running."""

    def __init__(self, kind: str, *options: str, env: dict[str, str], log: Path):
        self.log = log
        self._is_worker = kind == "worker"
        self._arguments = [kind, *options]
        self._env = env
        self._process: multiprocessing.process.BaseProcess | None = None

    def __enter__(self) -> "CeleryProcess":
        return self

    def __exit__(self, *exception) -> None:
        if self._process:
            self.kill9()

    def start(self) -> None:
        """Start it; a worker is waited for until it takes tasks."""
        changes = {name: getattr(settings, name) for name in FOLLOWED_SETTINGS}
        ready, told = FORKS.Pipe(duplex=False)
        self._process = FORKS.Process(target=_run, args=(self._arguments, changes, self.log, told))
        with ready, told, patch.dict(os.environ, self._env):  # the first of all passes it on to the others
            self._process.start()
            told.close()
            if self._is_worker:
                self._wait_until(ready)

    def stop(self) -> None:
        """Ask it to finish what it is doing and wait until it is gone."""
        self._process.terminate()
        self._process.join(PATIENCE_SECONDS)
        assert self._process.exitcode is not None, f"It does not stop:\n{self.log.read_text()}"
        self._process = None

    def kill9(self) -> None:
        """Kill it at once, as a power cut would."""
        self._process.kill()
        self._process.join()
        self._process = None

    def _wait_until(self, ready: Connection) -> None:
        """A ping would be answered as well, but one that comes too early takes a whole second to fail."""
        assert ready.poll(PATIENCE_SECONDS), f"The worker does not get ready:\n{self.log.read_text()}"
        try:
            ready.recv()
        except EOFError:
            raise AssertionError(f"The worker died:\n{self.log.read_text()}") from None


def _run(arguments: list[str], changes: dict[str, object], log: Path, told: Connection) -> None:
    """In the child: what `celery -A inm_portal …` does with some settings changed, its output in the log."""
    for name, value in changes.items():
        setattr(settings, name, value)
    with log.open("ab") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    worker_ready.connect(lambda **_: told.send("ready"), weak=False)
    app.start(arguments)
