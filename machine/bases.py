"""The image that the portal's is built upon: the one that Containerfile names, or else one made here."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from machine.engines import Engine, EngineError

HOMEMADE = "localhost/inm-portal:base"
# The Debian whose Python is the one of the base that Containerfile names.
SUITE = "bookworm"
PACKAGES = "ca-certificates,python3,python3-venv"


def ensure_base(engine: Engine, wanted: str, folder: Path, say: Callable[[str], None]) -> str:
    """The name of a base that is there now; raises EngineError when there is no way to one."""
    if engine.pull(wanted):
        say(f"Base: {wanted}")
        return wanted
    if engine.has(HOMEMADE):
        say(f"Base: no se pudo traer {wanted}; sirve la que ya se había hecho con paquetes de Debian")
        return HOMEMADE
    say(f"Base: no se pudo traer {wanted}; se hace una con los paquetes de Debian {SUITE} (debootstrap)…")
    if os.geteuid() or shutil.which("debootstrap") is None:
        raise EngineError(
            "Sin registro de imágenes, la base se hace con debootstrap: instálelo "
            "(apt-get install debootstrap) y ejecute esta orden como root."
        )
    root = folder / "debian"
    words = ["debootstrap", "--variant=minbase", "--force-check-gpg", f"--include={PACKAGES}"]
    done = subprocess.run([*words, SUITE, root], capture_output=True, text=True, errors="replace")
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).splitlines()[-25:])
        raise EngineError(f"debootstrap falló ({done.returncode}):\n{said}")
    for leftovers in ("var/cache/apt/archives", "var/lib/apt/lists"):
        shutil.rmtree(root / leftovers)
    engine.import_root(root, HOMEMADE)
    return HOMEMADE
