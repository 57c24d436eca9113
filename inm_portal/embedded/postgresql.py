"""PostgreSQL, listening on a Unix socket only."""

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import psutil

from inm_portal.embedded import socket_folders, system_user
from inm_portal.embedded.daemon import PATIENCE_SECONDS, Daemon, ServerError, within
from inm_portal.embedded.wheels import postgresql_home

# Nobody's PGPORT or locale: the same cluster on every machine.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
PORT = 5432
REMAINS_SECONDS = 10
PID_FILE_STATUS = 7  # the line of `postmaster.pid` that says `ready`


class PostgreSQL(Daemon):
    """A cluster in `folder`, with `settings` of `postgresql.conf` beyond the server's own.

    Its socket has a folder of its own: the path of a socket must be short, and the data's need not be.
    """

    name = "PostgreSQL"
    program = "postgres"
    pid_file = "postmaster.pid"
    disk_mb = 120
    memory_mb = 120

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None):
        super().__init__(folder)
        self._settings = settings or {}

    def ensure_running(self) -> str:
        if not self.is_running():
            self._start()
        elif not within(self._is_ready):  # somebody else is starting it
            raise ServerError(f"PostgreSQL no respondió en {PATIENCE_SECONDS} s. Su registro: {self.log}")
        return f"postgresql://postgres@:{PORT}/postgres?host={quote(os.readlink(self._socket_link))}"

    def stop(self) -> None:
        super().stop()
        socket_folders.remove(self._socket_link)

    def _start(self) -> None:
        home = postgresql_home()
        user = system_user.prepared([self.folder, home / "bin"], readable=home) if os.geteuid() == 0 else None
        if not (self.folder / "PG_VERSION").exists():
            self._create(home, user)
        folder = str(socket_folders.emptied(self._socket_link, user)).replace('"', '""')
        listening = {"listen_addresses": "", "port": PORT, "unix_socket_directories": f'"{folder}"'}
        settings = [f"--{name}={value}" for name, value in {**self._settings, **listening}.items()]
        command = [home / "bin/postgres", "-D", self.folder, *settings]
        # The processes of a killed server leave one by one; until the last is gone no other may start.
        deadline = time.monotonic() + REMAINS_SECONDS
        while True:
            # A killed server's own note, whose process id a stranger may have now, bars the way; the shared
            # memory tells of its remains without it.
            (self.folder / self.pid_file).unlink(missing_ok=True)
            try:
                return self._launch(command, is_ready=self._is_ready, **_running_as(user))
            except ServerError as error:
                if "still in use" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def _create(self, home: Path, user: system_user.User | None) -> None:
        """Make the cluster beside its place and move it there whole: half of one is none."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.folder.with_name(self.folder.name + ".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if user:
            os.chown(unfinished, user.pw_uid, user.pw_gid)
        result = subprocess.run(
            [
                *(home / "bin/initdb", "-D", unfinished, "--username=postgres", "--encoding=UTF8"),
                *("--auth=trust", "--no-instructions"),
                *(["--no-sync"] if self._settings.get("fsync") == "off" else []),
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            start_new_session=True,
            **_running_as(user),
        )
        if result.returncode:
            complaints = result.stderr.strip().splitlines() or ["no dijo por qué"]
            shutil.rmtree(unfinished, ignore_errors=True)
            raise ServerError(f"No se pudo crear la base de datos en «{self.folder}»: {complaints[0]}.")
        unfinished.rename(self.folder)

    def _is_ours(self, process: psutil.Process) -> bool:
        # Where it works is a secret to a root without every capability, its command line is not.
        return str(self.folder) in process.cmdline()

    def _is_ready(self) -> bool:
        try:
            lines = (self.folder / self.pid_file).read_text().splitlines()
        except FileNotFoundError:
            return False
        return lines[PID_FILE_STATUS:] != [] and lines[PID_FILE_STATUS].strip() == "ready"

    @property
    def _socket_link(self) -> Path:
        return self.folder.with_name(self.folder.name + ".socket")


def _running_as(user: system_user.User | None) -> dict:
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    return {"env": ENVIRONMENT, "cwd": "/", **identity}
