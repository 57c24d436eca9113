import pytest

from tariffs.models import Edition
from tests.factories import SignatoryFactory


@pytest.fixture
def ready(reference_data, edition) -> Edition:
    """A portal that is ready to file requests: somebody signs, and a tariff rules."""
    SignatoryFactory()
    return edition
