"""Real Celery processes that a test may start, stop and kill."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from inm_portal.celery import app

PATIENCE_SECONDS = 30


class CeleryProcess:
    """`celery -A inm_portal worker` or `beat`; as a context manager it leaves nothing running."""

    def __init__(self, kind: str, *options: str, env: dict[str, str], log: Path):
        self.log = log
        self._is_worker = kind == "worker"
        self._arguments = [sys.executable, "-m", "celery", "-A", "inm_portal", kind, *options]
        self._env = env
        self._popen: subprocess.Popen | None = None

    def __enter__(self) -> "CeleryProcess":
        return self

    def __exit__(self, *exception) -> None:
        if self._popen:
            self.kill9()

    def start(self) -> None:
        """Start it; a worker is waited for until it answers a ping."""
        with self.log.open("ab") as log:
            self._popen = subprocess.Popen(
                self._arguments, env=self._env, stdout=log, stderr=log, start_new_session=True
            )
        if self._is_worker:
            self._wait_for_answer()

    def stop(self) -> None:
        """Ask it to finish what it is doing and wait until it is gone."""
        self._popen.terminate()
        self._popen.wait(PATIENCE_SECONDS)
        self._popen = None

    def kill9(self) -> None:
        """Kill it and its children at once, as a power cut would."""
        os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait()
        self._popen = None

    def _wait_for_answer(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not app.control.ping(timeout=0.5):
            assert self._popen.poll() is None, f"The worker died:\n{self.log.read_text()}"
            assert time.monotonic() < deadline, f"The worker does not answer:\n{self.log.read_text()}"
