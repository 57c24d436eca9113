"""The portal's own processes, run together on one machine: started and stopped in order."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

STOP_SECONDS = 20
PR_SET_PDEATHSIG = 1


class Process:
    """One child and its log. A terminal's Ctrl-C does not reach it: its parent stops it in order."""

    def __init__(self, name: str, arguments: list[str], *, log: Path, env: dict[str, str]):
        self.name = name
        self.log = log
        self._arguments = [sys.executable, "-m", *arguments]
        self._env = env
        self._popen: subprocess.Popen | None = None
        self._log_begin = 0
        log.write_bytes(b"")

    def start(self) -> None:
        """Start it, again if it died; raises OSError."""
        self._end_orphans()
        with self.log.open("ab") as log:
            self._log_begin = log.tell()
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
        return self._popen is None or self._popen.poll() is not None

    def reason(self) -> str:
        """Why it died: the signal that ended it, or else the last line of its log since it started."""
        if self._popen and (self._popen.returncode or 0) < 0:
            return f"lo terminó la señal {-self._popen.returncode}"
        with self.log.open("rb") as log:
            log.seek(self._log_begin)
            lines = log.read().decode(errors="replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "no dijo por qué")

    def request_stop(self) -> None:
        if self._popen:
            self._popen.terminate()

    def wait_stopped(self) -> None:
        if self._popen:
            with suppress(subprocess.TimeoutExpired):
                self._popen.wait(STOP_SECONDS)
            self._end_orphans()
            self._popen.wait()

    def _end_orphans(self) -> None:
        """What a killed server left of its own children would answer beside the new one."""
        if self._popen:
            with suppress(ProcessLookupError):
                os.killpg(self._popen.pid, signal.SIGKILL)


@contextmanager
def stopped_together(processes: list[Process]) -> Iterator[None]:
    """At the end all are asked to stop before any is waited for; one that was never started is no error."""
    try:
        yield
    finally:
        for process in processes:
            process.request_stop()
        for process in processes:
            process.wait_stopped()


def _end_with_parent() -> None:
    """In the child: be asked to stop when the parent dies, even if it was killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
