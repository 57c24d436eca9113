"""Who signs and who acts, and on which day."""

from datetime import date

import pytest
from django.utils import timezone

from tests.factories import SignatoryFactory
from tests.staff import staff_user


@pytest.fixture
def officer(reference_data):
    SignatoryFactory()
    return staff_user("Oficial PQRSD")


@pytest.fixture
def control(officer):
    return staff_user("Control interno disciplinario")


@pytest.fixture
def on(monkeypatch):
    """`on(day)`: it is that day from now on."""

    def move(day: date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda value=None: value.astimezone().date() if value else day)

    return move
