"""System packages: what is missing is installed where that is allowed, and else named in one sentence."""

import shutil
from pathlib import Path

import pytest

from machine import packages
from machine.packages import MissingError

# Stand-ins for the system's own programs: the machine of the tests must not lend them, nor be changed.
QUIET = "exit 0\n"
REFUSING = "echo; echo 'E: no se puede'; exit 100\n"
# Writes down what it was asked for and, told to install, brings what poppler-utils has.
APT_GET = """
echo "$*" >> "{folder}/asked"
if [ "$1" = install ]; then for name in pdffonts pdfsig pdftoppm pdftotext; do
  cp "{folder}/git" "{folder}/$name"; done; fi
"""
DEBIAN = 'echo "Package: $2"\n'
UBUNTU = 'echo "Package: $2"; case "$2" in chromium*) echo "Pre-Depends: debconf, snapd" ;; esac\n'
WITHOUT = 'case "$2" in chromium*) ;; *) echo "Package: $2" ;; esac\n'
SUDO = 'shift; exec "$@"\n'


class System:
    """A machine whose whole PATH is one folder."""

    def __init__(self, folder: Path):
        self._folder = folder

    def has(self, *names: str, doing: str = QUIET) -> None:
        for name in names:
            file = self._folder / name
            file.write_text("#!/bin/sh\n" + doing.replace("{folder}", str(self._folder)))
            file.chmod(0o755)

    def lacks(self, name: str) -> None:
        (self._folder / name).unlink()

    def asked(self) -> list[str]:
        """What apt-get was told to do."""
        notes = self._folder / "asked"
        return notes.read_text().splitlines() if notes.exists() else []


@pytest.fixture
def system(tmp_path, monkeypatch) -> System:
    """All is there but poppler; apt is there, for an ordinary user whom sudo lets through."""
    system = System(tmp_path)
    system.has("chromium-headless-shell", "git", "make", "qpdf", "zbarimg")
    for name in ("cp", "env", "true"):
        (tmp_path / name).symlink_to(shutil.which(name))
    system.has("apt-get", doing=APT_GET)
    system.has("apt-cache", doing=DEBIAN)
    system.has("sudo", doing=SUDO)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(packages, "CHROMIUM", "chromium-headless-shell")
    monkeypatch.setattr(packages, "AS_ROOT", ["sudo", "--non-interactive"])
    return system


def test_what_is_missing_is_installed_saying_so_in_one_line(system, capfd):
    packages.install()
    said = capfd.readouterr()
    assert said.out == "Instalando con apt los paquetes del sistema que faltan: poppler-utils…\n"
    assert said.err == ""
    update, install = system.asked()
    assert update.startswith("update ")
    assert install.startswith("install --yes --no-install-recommends poppler-utils ")


def test_where_all_is_there_nothing_is_said_or_done(system, capfd):
    packages.install()
    before = system.asked()
    capfd.readouterr()
    packages.install()
    assert (capfd.readouterr().out, system.asked()) == ("", before)


@pytest.mark.parametrize("without", ["sudo", "permission", "apt-get"])
def test_who_may_not_install_is_told_the_one_command(system, without):
    if without == "permission":
        system.has("sudo", doing=REFUSING)
    else:
        system.lacks(without)
    with pytest.raises(MissingError, match="sudo apt-get install --yes --no-install-recommends poppler-utils$"):
        packages.install()
    assert system.asked() == []


def test_what_apt_complains_of_is_told_in_one_sentence(system):
    system.has("apt-get", doing=REFUSING)
    with pytest.raises(MissingError, match="«apt-get update» no pudo terminar: E: no se puede$"):
        packages.install()


@pytest.mark.parametrize("doing", [UBUNTU, WITHOUT], ids=["a stub", "no package"])
@pytest.mark.parametrize("may_install", [True, False])
def test_where_the_browser_is_only_a_snap_it_is_told_how_to_name_another(system, doing, may_install):
    system.lacks("chromium-headless-shell")
    system.has("apt-cache", doing=doing)
    if not may_install:
        system.lacks("sudo")
    with pytest.raises(MissingError, match="CHROMIUM=/ruta/al/navegador make test$"):
        packages.install()
    assert not [line for line in system.asked() if line.startswith("install")]


def test_browser_that_does_not_start_is_missing(system):
    system.has("chromium-headless-shell", doing=REFUSING)
    assert "chromium-headless-shell" in packages.missing()


def test_browser_that_was_named_and_is_not_there_is_told_by_its_name(system, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nada/navegador")
    monkeypatch.setattr(packages, "CHROMIUM", "/nada/navegador")
    with pytest.raises(MissingError, match="«/nada/navegador»"):
        packages.install()
    assert system.asked() == []
