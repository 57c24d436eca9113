"""A whole portal, started as `make run` does, and what a visitor asks of it."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from urllib.parse import urlencode

import psutil
from django.conf import settings

from tests.faults.visitor import Answer, ask
from tests.pqrsd.form_answers import PAGE, WORDS
from tests.running import clean_environment, is_alive

PATIENCE_SECONDS = 120
COMMAND = ("manage.py", "run_portal")
CSRF = "c" * 32
HURRY_SECONDS = 3.1  # a page that was opened a moment ago asks to be sent once more


class Portal:
    """A running `run_portal` in `var`, its lines read as they come; `before` is a command that changes where it
    runs, and `environment` what else it is told."""

    def __init__(
        self,
        var: Path,
        port: int,
        command: Iterable[str] = COMMAND,
        *,
        before: Iterable[str] = (),
        environment: dict[str, str] | None = None,
    ):
        self.port, self.var = port, var
        ours = {"PORTAL_ENV": "demo", "PORTAL_VAR": str(var), "PORT": str(port)}
        self._popen = subprocess.Popen(
            [*before, sys.executable, *command],
            env=clean_environment() | ours | (environment or {}),
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    # --- What it is made of ---
    def read_until(self, words: str) -> str:
        """What it prints, up to the line with these words; the end of its output fails."""
        lines: list[str] = []
        while not lines or words not in lines[-1]:
            lines.append(self._popen.stdout.readline())
            assert lines[-1], "".join(lines)
        return "".join(lines)

    def parts(self) -> dict[str, psutil.Process]:
        """The five of them by their names; those of a shell's `kill`."""
        words = {"web": "gunicorn", "worker": "worker", "beat": "beat"}
        lines = {child: child.cmdline() for child in self.children() if is_alive(child)}
        parts = {name: next(c for c, line in lines.items() if word in line) for name, word in words.items()}
        for name, file in {"PostgreSQL": "postgres/postmaster.pid", "Valkey": "valkey/pid"}.items():
            parts[name] = psutil.Process(int((self.var / file).read_text().split()[0]))
        return parts

    def children(self, *, recursive: bool = False) -> list[psutil.Process]:
        return psutil.Process(self._popen.pid).children(recursive=recursive)

    def family(self, name: str) -> list[psutil.Process]:
        """The part of that name and all that it has started."""
        part = self.parts()[name]
        return [part, *part.children(recursive=True)]

    @cached_property
    def database_url(self) -> str:
        """Where its embedded PostgreSQL listens, killed or not: as its processes are told."""
        return self.parts()["web"].environ()["DATABASE_URL"]

    def signal(self, name: str, number: int) -> None:
        """Send it to a part and to all that it has started: SIGSTOP mutes the whole of it."""
        for process in self.family(name):
            process.send_signal(number)

    def interrupt(self) -> int:
        """Ctrl-C; returns the exit code."""
        self._popen.send_signal(signal.SIGINT)
        self._popen.communicate(timeout=PATIENCE_SECONDS)
        return self._popen.returncode

    def kill9(self) -> None:
        self._popen.kill()
        self._popen.communicate(timeout=PATIENCE_SECONDS)

    # --- What a visitor asks of it ---
    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def status(self, path: str) -> int:
        return self.get(path).status

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(fields | {"csrfmiddlewaretoken": CSRF}), headers)

    def ask(self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None) -> Answer:
        return ask(self.port, method, path, body, {"Cookie": f"csrftoken={CSRF}"} | (headers or {}))

    def open_petition(self) -> dict[str, str]:
        """An anonymous petition as its page asks for it, not yet sent: its token is its own."""
        page = self.get(PAGE)
        token = re.search(r'name="draft"\s+value="([^"]+)"', page.text)
        assert token, page.text
        return WORDS | {"applicant-applicant": "anonimo", "action": "file", "draft": token[1]}
