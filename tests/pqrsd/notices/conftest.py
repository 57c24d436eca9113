"""Who signs the letters that the mails carry, and who reads those of the staff."""

import pytest

from inm_portal import staff_groups
from tests.factories import SignatoryFactory
from tests.staff import staff_user


@pytest.fixture(autouse=True)
def ready(reference_data, pki):
    SignatoryFactory()


@pytest.fixture
def officer():
    return staff_user(staff_groups.PETITIONS_OFFICER)


@pytest.fixture
def control():
    return staff_user(staff_groups.INTERNAL_CONTROL)
