"""Small checkouts that need a virtual environment and little else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from django.conf import settings

WHEEL = "prueba-1.0-py3-none-any.whl"


def small_checkout(folder: Path) -> Path:
    """The program that makes the environment, and a lock that asks for nothing."""
    shutil.copytree(settings.BASE_DIR / "machine", folder / "machine")
    (folder / "requirements-dev.lock").write_text("# nada\n")
    return folder


def set_up(checkout: Path, *, python: str = sys.executable, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [python, "-m", "machine.venv"],
        cwd=checkout,
        # Nothing of this machine's pip but what the test says.
        env={"PATH": os.environ["PATH"], "PIP_CONFIG_FILE": os.devnull, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def sentence(result: subprocess.CompletedProcess) -> str:
    """The only line of a set-up that failed."""
    assert result.returncode == 1, result.stdout + result.stderr
    (line,) = result.stderr.splitlines()
    return line


def write_wheel(folder: Path) -> Path:
    """A package that consists of nothing but its name."""
    folder.mkdir()
    with ZipFile(folder / WHEEL, "w") as wheel:
        wheel.writestr("prueba.py", "")
        wheel.writestr("prueba-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: prueba\nVersion: 1.0\n")
        wheel.writestr(
            "prueba-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: prueba\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        wheel.writestr("prueba-1.0.dist-info/RECORD", "")
    return folder / WHEEL
