"""`make run` as a person meets it: started, used for one letter, ended with Ctrl-C, and gone without a trace.

`python3 -m machine.visit` from the checkout; it fails with a sentence if anything was not as promised.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PATIENCE_SECONDS = 600
READY = "Ctrl-C"


def visit() -> None:
    """Raises AssertionError with what was not as promised."""
    before, running = set(os.listdir(tempfile.gettempdir())), set(_servers())
    portal = subprocess.Popen(["make", "run"], stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        line = printed = ""
        while READY not in line:
            line = portal.stdout.readline() if portal.stdout else ""
            assert line, "terminó antes de estar listo"
            assert time.monotonic() < deadline, "no estuvo listo"
            print(line, end="", flush=True)
            printed += line
        address = next(word for word in printed.split() if word.startswith("http://"))
        with urllib.request.urlopen(f"{address}salud/listo", timeout=30) as answer:
            assert answer.status == 200
        with tempfile.TemporaryDirectory() as folder:
            letter = Path(folder) / "carta.pdf"
            subprocess.run([".venv/bin/python", "manage.py", "demo_letter", "--out", letter], check=True)
            assert letter.read_bytes().startswith(b"%PDF-")
    finally:
        os.killpg(portal.pid, signal.SIGINT)
        rest, _ = portal.communicate(timeout=PATIENCE_SECONDS)
        print(rest)
    assert "El portal se detuvo" in rest, "no dijo que se detuvo"
    left = set(os.listdir(tempfile.gettempdir())) - before
    assert not left, f"dejó en la carpeta temporal {sorted(left)}"
    servers = set(_servers()) - running
    assert not servers, f"dejó en marcha {sorted(servers)}"


def _servers() -> list[str]:
    """The process and command line of each embedded server that runs here, whoever's it is."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if "/var/postgres" in line or "valkey-server" in line:
            found.append(f"{path.parent.name}: {line}")
    return found


if __name__ == "__main__":
    try:
        visit()
    except (AssertionError, OSError, subprocess.SubprocessError) as error:
        sys.exit(f"make run: {error}")
