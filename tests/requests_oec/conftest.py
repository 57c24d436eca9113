import pytest

from requests_oec.models import LegalBasis
from tests.factories import SignatoryFactory, laboratory_user


@pytest.fixture
def basis(reference_data) -> LegalBasis:
    """The legal basis that ships open, and somebody who may sign."""
    SignatoryFactory()
    return LegalBasis.objects.get()


@pytest.fixture
def user(basis):
    return laboratory_user()


@pytest.fixture
def browser_of(user, client):
    """The user's session, by plain posts."""
    client.force_login(user)
    return client
