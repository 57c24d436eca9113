"""A real ClamAV daemon that a test may start, stop and kill, with a signature database of its own."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from machine.packages import CLAMD

PATIENCE_SECONDS = 30
VIRUS = "Prueba.Virus"
# Only this string is a virus here; it is not EICAR's, which an antivirus of the machine itself might delete.
MALICE = b"CADENA-DE-PRUEBA-QUE-PASA-POR-VIRUS-7f3a"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MAX_STREAM_BYTES = 1024 * 1024


class ClamAV:
    """`clamd` on a Unix socket; as a context manager it leaves nothing running."""

    def __init__(self, folder: Path):
        self.socket = folder / "clamd.sock"
        self._folder = folder
        self._popen: subprocess.Popen | None = None

    def __enter__(self) -> "ClamAV":
        self._configure()
        self.start()
        return self

    def __exit__(self, *exception) -> None:
        self.kill9()

    def start(self) -> None:
        """Start it and wait until it answers."""
        log = (self._folder / "clamd.log").open("ab")
        with log:
            self._popen = subprocess.Popen(
                [CLAMD, f"--config-file={self._folder / 'clamd.conf'}", "--foreground"],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert self._popen.poll() is None, f"clamd died:\n{self._log()}"
            assert time.monotonic() < deadline, f"clamd does not answer:\n{self._log()}"
            time.sleep(0.05)

    def freeze(self) -> None:
        """From now on it takes connections and says nothing."""
        os.killpg(self._popen.pid, signal.SIGSTOP)

    def kill9(self) -> None:
        """Kill it at once, if it is alive."""
        if self._popen.poll() is None:
            os.killpg(self._popen.pid, signal.SIGKILL)
            self._popen.wait()
        self.socket.unlink(missing_ok=True)

    def _configure(self) -> None:
        database = self._folder / "database"
        database.mkdir(exist_ok=True)
        signatures = [f"{VIRUS}:0:*:{MALICE.hex()}", f"Eicar-Prueba:0:*:{EICAR.hex()}"]
        (database / "prueba.ndb").write_text("".join(f"{line}\n" for line in signatures))
        (self._folder / "clamd.conf").write_text(
            f"LocalSocket {self.socket}\nDatabaseDirectory {database}\nTemporaryDirectory {self._folder}\n"
            f"StreamMaxLength {MAX_STREAM_BYTES}\nMaxThreads 2\nConcurrentDatabaseReload no\n"
        )

    def _answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(5)
                connection.connect(str(self.socket))
                connection.sendall(b"nPING\n")
                return connection.recv(16) == b"PONG\n"
        except OSError:
            return False

    def _log(self) -> str:
        return (self._folder / "clamd.log").read_text()
