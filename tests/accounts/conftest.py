"""What the tests of accounts share."""

import pytest

from accounts.models import Municipality


@pytest.fixture
def medellin(db) -> Municipality:
    return Municipality.objects.get_or_create(
        code="05001",
        defaults={"name": "Medellín", "department_code": "05", "department_name": "Antioquia"},
    )[0]
