from datetime import date

import pytest
from django.utils import timezone

from tariffs.models import Edition
from tests.factories import SignatoryFactory


@pytest.fixture
def ready(reference_data, edition) -> Edition:
    """A portal that is ready to file requests: somebody signs, and a tariff rules."""
    SignatoryFactory()
    return edition


@pytest.fixture
def on(monkeypatch):
    """`on(day)`: it is that day from now on."""

    def move(day: date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda value=None: value.astimezone().date() if value else day)

    return move
