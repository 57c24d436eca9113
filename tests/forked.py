"""Python programs in processes of their own that need not load the same libraries each time.

A process that has loaded them forks at each order, and what it forks goes on as `python …` would: with those
arguments, that environment and those files, to an end of its own, which its attendant tells.
"""

import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
LONGEST_ORDER = 100_000  # bytes


class Child:
    """A process that was forked; `status` tells its number and, in time, its end."""

    def __init__(self, status: IO[str]):
        self._status = status
        self.pid = int(status.readline())

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """The exit code, as of subprocess."""
        with self._status:
            return int(self._status.readline())


class Forker:
    """A process that has loaded `modules`, as a context manager."""

    def __init__(self, *modules: str, env: dict[str, str]):
        self._door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._popen = subprocess.Popen(
                [sys.executable, "-m", "tests.forked", str(theirs.fileno()), *modules],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
                env=env,
            )

    def __enter__(self) -> "Forker":
        return self

    def __exit__(self, *exception) -> None:
        self._door.close()
        self._popen.wait()

    def start(self, *arguments: str | Path, env: dict[str, str], files: tuple[int, int, int]) -> Child:
        """`python` with these arguments and standard files."""
        read_end, write_end = os.pipe()
        order = json.dumps([[*map(str, arguments)], env]).encode()
        socket.send_fds(self._door, [order], [*files, write_end])
        os.close(write_end)
        return Child(os.fdopen(read_end))

    def run(self, *arguments: str | Path, env: dict[str, str]) -> subprocess.CompletedProcess:
        """`python` with these arguments and nothing to read, until it ends."""
        with TemporaryFile("w+") as stdout, TemporaryFile("w+") as stderr, open(os.devnull) as stdin:
            files = (stdin.fileno(), stdout.fileno(), stderr.fileno())
            code = self.start(*arguments, env=env, files=files).wait()
            printed = [file.read() for file in (stdout, stderr) if not file.seek(0)]
        return subprocess.CompletedProcess(arguments, code, *printed)


def _ordered(door: socket.socket) -> list[str] | None:
    """Waits for orders; returns the arguments of one in the process that is to do it, None at the end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # attendants are waited for by nobody
    while True:
        order, files, *_ = socket.recv_fds(door, LONGEST_ORDER, 4)
        if not order:
            return None
        if os.fork() == 0:
            door.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            *standard, status = files
            if child := os.fork():
                _attend(child, standard, status)
            os.close(status)
            arguments, environment = json.loads(order)
            _take(standard, environment)
            return arguments
        for file in files:
            os.close(file)


def _attend(child: int, standard: list[int], status: int) -> None:
    """Tell the child's number and its end; nobody else may keep its files open."""
    for file in (0, 1, 2, *standard):
        os.close(file)
    os.write(status, f"{child}\n".encode())
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.write(status, f"{code}\n".encode())
    os._exit(0)


def _take(files: list[int], environment: dict[str, str]) -> None:
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)


def _go_on(arguments: list[str]) -> None:
    """As the interpreter does with its own arguments; what is raised is its to tell."""
    if arguments[0] == "-m":
        sys.argv = arguments[1:]
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
    elif arguments[0] == "-c":
        sys.argv = ["-c", *arguments[2:]]
        exec(compile(arguments[1], "<string>", "exec"), {"__name__": "__main__"})
    else:
        sys.argv = arguments
        runpy.run_path(arguments[0], run_name="__main__")


if __name__ == "__main__":
    descriptor, *modules = sys.argv[1:]
    for module in modules:
        importlib.import_module(module)
    gc.freeze()  # as many times as there are forks, it would be looked at in vain when they end
    with socket.socket(fileno=int(descriptor)) as door:
        arguments = _ordered(door)
    if arguments:
        _go_on(arguments)
