"""A Python that knows the distributions of requirements.lock and no others, as the image's does."""

import subprocess
import sys
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# As pip writes them: a path with spaces does not fit a `#!` line.
SCRIPT = """\
#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys
from {module} import {function}
sys.exit({function}())
"""


def make(folder: Path, lock: Path) -> None:
    """A virtual environment whose packages are links to the installed ones."""
    venv.create(folder, with_pip=False)
    library = folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    for requirement in locked(lock):
        installed = distribution(requirement.name)
        assert requirement.specifier.contains(installed.version), f"{requirement}, not {installed.version}"
        _link(installed, library)
        _write_scripts(installed, folder / "bin")


def locked(lock: Path) -> list[Requirement]:
    """What the lock asks of this Python."""
    lines = (line.rstrip("\\ ") for line in lock.read_text().splitlines())
    requirements = [Requirement(line) for line in lines if line and line[0] not in " #"]
    return [each for each in requirements if each.marker is None or each.marker.evaluate()]


def known_to(folder: Path) -> set[str]:
    """The names of the distributions that the environment sees."""
    names = "from importlib.metadata import distributions as d; print(*{each.name for each in d()})"
    printed = subprocess.check_output([folder / "bin" / "python", "-I", "-c", names], text=True)
    return {canonicalize_name(name) for name in printed.split()}


def _link(installed: Distribution, library: Path) -> None:
    """Top-level files and folders are a distribution's own; what lies outside are its scripts."""
    for name in {file.parts[0] for file in installed.files} - {"..", "__pycache__"}:
        (library / name).symlink_to(installed.locate_file(name))


def _write_scripts(installed: Distribution, folder: Path) -> None:
    for entry in installed.entry_points.select(group="console_scripts"):
        script = folder / entry.name
        text = SCRIPT.format(python=folder / "python", module=entry.module, function=entry.attr)
        script.write_text(text)
        script.chmod(0o755)
