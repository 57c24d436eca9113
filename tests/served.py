"""The portal under gunicorn, with the server that production has."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

PATIENCE_SECONDS = 60


@contextmanager
def served(application: str, *, env: dict[str, str], log: Path, threads: int = 1) -> Iterator[int]:
    """The port of a server with one process, which takes who comes while it starts, too."""
    with socket.create_server(("127.0.0.1", 0)) as door, log.open("wb") as output:
        options = [f"--bind=fd://{door.fileno()}", "--worker-class=inm_portal.serving.Worker", f"--threads={threads}"]
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", application, *options, "--no-control-socket"],
            env=env,
            cwd=settings.BASE_DIR,
            pass_fds=[door.fileno()],
            stdout=output,
            stderr=output,
        )
        try:
            yield door.getsockname()[1]
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)
