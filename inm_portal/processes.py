"""The portal's own processes, run together on one machine: started and stopped in order, and watched.

A part that dies is started again, and people are told. Nothing that one part does ends the portal. One that
keeps dying is told once, with its reason and its log; it is tried again after ever longer waits, and once it
stays up that is told, too.
"""

import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from inm_portal.embedded import revive
from inm_portal.embedded.daemon import Daemon
from machine.needs import sentence

STOP_SECONDS = 20
PR_SET_PDEATHSIG = 1
LONGEST_WAIT_SECONDS = 30
STEADY_SECONDS = 15  # a worker needs a few to find out that it can't work
LONGEST_REASON = 300  # characters


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


# --- Watched ---
class ServerPart:
    """An embedded server, watched like a process of the portal's own."""

    def __init__(self, server: Daemon):
        self.name, self.log, self._server = server.name, server.log, server

    def is_dead(self) -> bool:
        return not self._server.is_running()

    def start(self) -> None:
        revive(self._server)

    def reason(self) -> str:
        return "dejó de correr"


class Watch:
    """One part, how often it died of late, and when it is tried again."""

    def __init__(self, part: Process | ServerPart, report: Callable[[str], None]):
        self._part = part
        self._report = report
        self._started_at = time.monotonic()
        self._wait = 0.0
        self._is_waiting = False
        self._told = ""

    def look(self) -> None:
        """Start the part again if it died and its time has come; called again and again."""
        now = time.monotonic()
        if self._is_waiting and now < self._started_at + self._wait:
            return
        if self._is_waiting:
            self._is_waiting, self._started_at = False, now
            try:
                self._part.start()
            except OSError as error:
                self._note_death(sentence(error), lived=0)
            except Exception as error:
                self._note_death(str(error), lived=0)
        elif self._part.is_dead():
            self._note_death(self._part.reason(), lived=now - self._started_at)
        elif self._told and now - self._started_at >= STEADY_SECONDS:
            self._told = ""
            self._report(f"«{self._part.name}» está otra vez en marcha.")

    def _note_death(self, reason: str, *, lived: float) -> None:
        is_the_first = lived >= STEADY_SECONDS or not self._wait
        self._wait = 1.0 if is_the_first else min(self._wait * 2, LONGEST_WAIT_SECONDS)
        self._started_at = time.monotonic()
        self._is_waiting = True
        reason = reason[:LONGEST_REASON].rstrip(".")
        # One that was killed may then fail to start for another reason; times and process ids make none.
        if (kind := re.sub(r"\d", "", reason)) != self._told:
            self._told = kind
            self._report(f"«{self._part.name}» terminó ({reason}); se inicia de nuevo. Su registro: {self._part.log}")
