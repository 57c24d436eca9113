"""What the tests of petitions begin with: who signs, a petition of nobody, and who sits at the desk."""

import pytest

from inm_portal.staff_groups import INTERNAL_CONTROL
from pqrsd.models import Pqrsd
from tests.factories import SignatoryFactory
from tests.pqrsd.desk import at_desk, officer
from tests.pqrsd.petitions import petition
from tests.staff import staff_user


@pytest.fixture
def ready(reference_data):
    SignatoryFactory()


@pytest.fixture
def anonymous(ready) -> Pqrsd:
    return petition(petitioner=None)


@pytest.fixture
def ana(reference_data):
    return officer(first_name="Ana", last_name="Oficial")


@pytest.fixture
def berta(reference_data):
    return officer(key="99" * 20, first_name="Berta", last_name="Otra")


@pytest.fixture
def desk(ana):
    return at_desk(ana)


@pytest.fixture
def control(reference_data):
    return at_desk(staff_user(INTERNAL_CONTROL, key="11" * 20))
