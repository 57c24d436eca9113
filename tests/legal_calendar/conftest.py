import pytest

from legal_calendar.signals import changed


@pytest.fixture
def heard():
    """How many times the change of the calendar was announced."""
    times = []

    def listen(**kwargs) -> None:
        times.append(kwargs)

    changed.connect(listen)
    yield times
    changed.disconnect(listen)
