"""A server process in the background: started, recognized by whoever comes later, and ended."""

import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from django.core.exceptions import ImproperlyConfigured

PATIENCE_SECONDS = 30


class ServerError(ImproperlyConfigured):
    """A server does not start or stop; the message is a sentence that says why and where its log is."""


class Daemon:
    """A server that works in `folder`, names itself in `pid_file` and writes `log` there.

    It outlives whoever started it, and a terminal's Ctrl-C is not meant for it.
    """

    name: str
    program: str
    pid_file: str
    disk_mb: int
    memory_mb: int
    _popen: subprocess.Popen | None = None

    def __init__(self, folder: Path):
        self.folder = folder.resolve()

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def ensure_running(self) -> str:
        """Start it unless it runs already, and return its URL, the same for as long as somebody uses it."""
        raise NotImplementedError

    def is_running(self) -> bool:
        """Does it run, whoever started it?"""
        return self._process() is not None

    def stop(self) -> None:
        """Stop it and wait until it is gone; one that is gone already is no error."""
        # To both servers: a clean end that waits for no client; for one that does not come to an end, none.
        for number in (signal.SIGINT, signal.SIGKILL):
            if process := self._process():
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(number)
                within(lambda: not self.is_running())

    def _launch(self, command: list[Any], *, is_ready: Callable[[], bool], given: str = "", **options) -> None:
        """Start the program, with `given` on its standard input, and wait until it is ready."""
        with self.log.open("ab") as log:
            begin = log.tell()
            self._popen = started = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True, **options
            )
        assert started.stdin  # a pipe
        with suppress(BrokenPipeError):  # it died at once: its log says of what
            started.stdin.write(given.encode())
            started.stdin.close()
        if not within(lambda: started.poll() is not None or is_ready()) or started.poll() is not None:
            started.kill()
            started.wait()
            # The line that says best what went wrong.
            said = self.log.read_bytes()[begin:].decode(errors="replace")
            lines = [line.strip() for line in said.splitlines()]
            fatal = [line for line in lines if "FATAL" in line or "PANIC" in line]
            complaint = next(iter(fatal or filter(None, reversed(lines))), "no dijo por qué").rstrip(".")
            raise ServerError(f"{self.name} no arrancó: {complaint}. Su registro: {self.log}")

    def _process(self) -> psutil.Process | None:
        """The running server, told apart from a stranger that was given the same process id later."""
        if self._popen and self._popen.poll() is None:
            return psutil.Process(self._popen.pid)
        try:
            process = psutil.Process(int((self.folder / self.pid_file).read_text().split()[0]))
            is_alive = process.name() == self.program and process.status() != psutil.STATUS_ZOMBIE
            return process if is_alive and self._is_ours(process) else None
        except (OSError, IndexError, ValueError, psutil.Error):
            return None

    def _is_ours(self, process: psutil.Process) -> bool:
        """Does this server, one of its kind, work in our folder?"""
        raise NotImplementedError


def within(is_done: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS) -> bool:
    """Wait until it is done; False when it is not in time."""
    deadline = time.monotonic() + seconds
    while not is_done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
