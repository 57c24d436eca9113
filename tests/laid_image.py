"""The image's folders laid out under one of a test's: /srv/portal, /srv/venv and /srv/var."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.conf import settings

from machine import recipe
from tests import locked_python

ROOT = settings.BASE_DIR
PATIENCE_SECONDS = 60


class StepError(Exception):
    """A command in the image failed; the message is all that it said."""


class LaidImage:
    """These files of the checkout, a Python with the locked distributions, and the environment of ENV."""

    def __init__(self, folder: Path, files: list[PurePosixPath]):
        self._srv = folder / "srv"
        self._portal = self._srv / "portal"
        for file in files:
            (self._portal / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / file, self._portal / file, follow_symlinks=False)
        locked_python.make(self._srv / "venv", ROOT / "requirements.lock")
        self._env = {"PATH": os.defpath}
        for name, value in recipe.environment(ROOT).items():
            self._env[name] = self._laid(value).replace("$PATH", os.defpath)

    def distributions(self) -> set[str]:
        """Those that the image's Python sees, by the lock's names."""
        return locked_python.known_to(self._srv / "venv")

    def static_file(self, name: str) -> str:
        """What the manifest of the static files calls this one."""
        manifest = next(self._srv.rglob("staticfiles.json"))
        return json.loads(manifest.read_text())["paths"][name]

    def build(self) -> None:
        """The steps of Containerfile that run on the portal's own files; raises StepError."""
        for step in recipe.own_steps(ROOT):
            self.run(["sh", "-c", self._laid(step)])

    def run(self, words: list[str], **env: str) -> str:
        """What a command prints; raises StepError when it fails."""
        done = subprocess.run(
            words,
            cwd=self._portal,
            env=self._env | env,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
        if done.returncode:
            raise StepError(done.stdout + done.stderr)
        return done.stdout.strip()

    @contextmanager
    def running(self, words: list[str], log: Path, **env: str) -> Iterator[Callable[[Callable], None]]:
        """A service; yields `wait(is_done)`."""
        with log.open("wb") as output:
            service = subprocess.Popen(words, cwd=self._portal, env=self._env | env, stdout=output, stderr=output)

        def wait(is_done: Callable[[], bool]) -> None:
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not is_done():
                assert service.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.05)

        try:
            yield wait
        finally:
            service.terminate()
            service.wait(PATIENCE_SECONDS)

    def _laid(self, text: str) -> str:
        return text.replace("/srv/", f"{self._srv}/")
