"""The licences of what production runs: those allowed, and what is told about the others."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from machine import licences

ROOT = Path(__file__).parents[2]


class Told(dict):
    def get_all(self, name):
        return self.get(name)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"License-Expression": "Apache-2.0 AND MIT"}, {"Apache-2.0", "MIT"}),
        ({"License-Expression": "GPL-2.0"}, {"GPL-2.0"}),
        ({"Classifier": ["License :: OSI Approved :: BSD License"], "License": "prosa"}, {"BSD-3-Clause"}),
        ({"License": "LGPL with exceptions"}, {"LGPL"}),
        ({"License": "Una propia\ncon sus cláusulas"}, {"Una propia"}),
        ({}, {"ninguna"}),
    ],
)
def test_package_is_judged_by_what_it_says_of_itself(monkeypatch, told, expected):
    monkeypatch.setattr(licences, "metadata", lambda package: Told(told))
    assert licences.licences_of("uno") == expected


def test_every_package_of_production_may_stand_beside_the_portals_licence():
    assert len(licences.locked(ROOT)) > 50
    assert licences.refused(ROOT) == []


def test_one_that_may_not_is_named_with_its_licence(monkeypatch, capsys):
    monkeypatch.setattr(licences, "metadata", lambda package: Told({"License-Expression": "GPL-2.0-only"}))
    assert licences.main() == 1
    assert "django se distribuye con GPL-2.0-only." in capsys.readouterr().err


def test_one_that_is_not_installed_is_named(monkeypatch):
    def absent(package):
        raise PackageNotFoundError(package)

    monkeypatch.setattr(licences, "metadata", absent)
    assert "django no está instalado." in licences.refused(ROOT)
