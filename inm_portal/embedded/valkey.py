"""Valkey on a free loopback port, behind a password that only this installation's files know."""

import os
import random
import secrets
import socket
import time
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import redis

from inm_portal.embedded.daemon import Daemon, ServerError
from inm_portal.embedded.wheels import valkey_server

# Relative paths are in the server's working folder, whatever is in its name.
CONFIGURATION = """
bind 127.0.0.1
port {port}
requirepass {password}
pidfile pid
save ""
"""
# Below those that the system gives to outgoing connections, which could take the port of a server that is
# being started again.
PORTS = range(15_000, 32_000)
TRIES = 5


class Valkey(Daemon):
    """A broker that keeps nothing on disk; `url` in its folder says where it is and its password."""

    name = "Valkey"
    program = "valkey-server"
    pid_file = "pid"
    disk_mb = 10
    memory_mb = 20
    _given_url: str | None = None

    def ensure_running(self) -> str:
        url = self._url_file.read_text() if self._url_file.exists() else None
        if not (url and self.is_running() and _answers(url)):
            super().stop()
            url = self._start(url)
        self._given_url = url
        return url

    def stop(self) -> None:
        super().stop()
        self._url_file.unlink(missing_ok=True)

    def _start(self, url: str | None) -> str:
        """At `url`, where a killed one may be missed; elsewhere, if that port is a stranger's by now."""
        for attempt in range(TRIES):
            # The port of one that was killed a moment ago may take another moment to be free.
            candidate = self._given_url or (url if url and attempt < TRIES // 2 else _new_url())
            place = urlsplit(candidate)
            self.folder.mkdir(parents=True, exist_ok=True)
            self._url_file.touch(mode=0o600)
            self._url_file.write_text(candidate)
            try:
                self._launch(
                    [valkey_server(), "-"],
                    # By standard input, so that `ps` does not show the password.
                    given=CONFIGURATION.format(port=place.port, password=place.password),
                    is_ready=partial(_answers, candidate),
                    cwd=self.folder,
                )
            except ServerError as error:
                failure = error
                time.sleep(0.2)
            else:
                return candidate
        raise failure

    def _is_ours(self, process: psutil.Process) -> bool:
        return os.path.samefile(f"/proc/{process.pid}/cwd", self.folder)

    @property
    def _url_file(self) -> Path:
        return self.folder / "url"


def _new_url() -> str:
    while True:
        port = random.choice(PORTS)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):  # nobody is there
                return f"redis://:{secrets.token_urlsafe(18)}@127.0.0.1:{port}/0"


def _answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2, retry=None) as client:
            return client.ping()
    except redis.RedisError:
        return False
