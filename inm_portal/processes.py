"""The portal's own processes, run together on one machine: started, watched, restarted and stopped."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

STOP_SECONDS = 20
RESTARTS_PER_MINUTE = 5
PR_SET_PDEATHSIG = 1


class UnstableError(Exception):
    """A process does not stay alive; the message says which and where its log is."""


class Process:
    """One child and its log. A terminal's Ctrl-C does not reach it: its parent stops it in order."""

    def __init__(
        self, name: str, arguments: list[str], *, log: Path, env: dict[str, str], is_restarted: bool
    ):
        self.name = name
        self.log = log
        self._arguments = [sys.executable, "-m", *arguments]
        self._env = env
        self._deaths: list[float] = []
        self._allowed_deaths = RESTARTS_PER_MINUTE if is_restarted else 0
        log.write_bytes(b"")

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._popen = subprocess.Popen(
                self._arguments,
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            )

    def is_dead(self) -> bool:
        return self._popen.poll() is not None

    def restart(self) -> None:
        """Start again after a death; raises UnstableError when it died too often within a minute."""
        now = time.monotonic()
        self._deaths = [at for at in self._deaths if now - at < 60] + [now]
        if len(self._deaths) > self._allowed_deaths:
            raise UnstableError(f"El proceso «{self.name}» no se mantiene en pie. Su registro: {self.log}")
        self.start()

    def request_stop(self) -> None:
        self._popen.terminate()

    def wait_stopped(self) -> None:
        try:
            self._popen.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()


class Group:
    """Processes that live and stop together, as a context manager."""

    def __init__(self, processes: list[Process]):
        self._processes = processes
        self._started: list[Process] = []

    def __enter__(self) -> "Group":
        return self

    def __exit__(self, *exception) -> None:
        for process in self._started:
            process.request_stop()
        for process in self._started:
            process.wait_stopped()

    def start(self) -> None:
        for process in self._processes:
            process.start()
            self._started.append(process)

    def mend(self, report: Callable[[str], None]) -> None:
        """Restart whatever died, telling `report` one sentence each; raises UnstableError."""
        for process in filter(Process.is_dead, self._processes):
            process.restart()
            report(f"El proceso «{process.name}» terminó y se inició de nuevo. Su registro: {process.log}")


def _end_with_parent() -> None:
    """In the child: be asked to stop when the parent dies, even if it was killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
