"""Containers of the image: commands that end, services that stay, and an end to all of them."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from machine.engines import Engine

PATIENCE_SECONDS = 120
STOP_SECONDS = 30
TAIL_LINES = 30


class ServiceError(Exception):
    """A container did not do what it must; the message says which, with its last lines."""


class Services:
    """As a context manager it leaves no container behind."""

    def __init__(self, engine: Engine, image: str, folder: Path, env: Mapping[str, str]):
        self._engine, self._image, self._folder, self._env = engine, image, folder, env
        self._created: list[str] = []
        self._running: dict[str, subprocess.Popen] = {}

    def __enter__(self) -> "Services":
        return self

    def __exit__(self, *exception) -> None:
        # The engine's program and the container's own processes, where they are its children.
        for number in (signal.SIGTERM, signal.SIGKILL):
            for process in self._running.values():
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, number)
            for process in self._running.values():
                with suppress(subprocess.TimeoutExpired):
                    process.wait(STOP_SECONDS)
        for name in self._created:
            self._engine.remove(name)

    def finish(self, title: str, words: Sequence[str], **how) -> str:
        """Run a command to its end; what it printed. Raises ServiceError when it fails.

        `how` is said as to `Engine.command`.
        """
        done = subprocess.run(self._command(words, **how), capture_output=True, text=True, errors="replace")
        if done.returncode:
            raise ServiceError(f"«{title}» falló ({done.returncode}):\n{_tail(done.stdout + done.stderr)}")
        return done.stdout.strip()

    def start(self, title: str, words: Sequence[str], **how) -> None:
        """Start a service; it writes its log as it goes."""
        with self._log_file(title).open("wb") as log:
            self._running[title] = subprocess.Popen(
                self._command(words, **how),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def log(self, title: str) -> str:
        return self._log_file(title).read_text(encoding="utf-8", errors="replace")

    def wait(self, title: str, is_done: Callable[[], bool]) -> None:
        """Until the service has come so far; raises ServiceError when it dies or takes too long."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_done():
            self.check_running()
            if time.monotonic() > deadline:
                raise ServiceError(f"«{title}» no termina de arrancar:\n{_tail(self.log(title))}")
            time.sleep(0.2)

    def check_running(self) -> None:
        for title, process in self._running.items():
            if process.poll() is not None:
                raise ServiceError(f"«{title}» se detuvo:\n{_tail(self.log(title))}")

    def _command(self, words: Sequence[str], *, env: Mapping[str, str] = {}, **how) -> list[str]:
        name = f"inm-portal-{os.getpid()}-{len(self._created)}"
        self._created.append(name)
        self._engine.create(self._image, name)
        return self._engine.command(name, words, env={**self._env, **env}, **how)

    def _log_file(self, title: str) -> Path:
        return self._folder / f"{title}.log"


def _tail(text: str) -> str:
    return "\n".join(text.splitlines()[-TAIL_LINES:])
