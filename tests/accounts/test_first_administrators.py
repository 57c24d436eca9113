"""Of a company that was registered before its users had an administrator, the first one is it."""

from importlib import import_module

import pytest
from django.db import connection

from tests.factories import CompanyFactory, ProfileFactory

FIRST_ADMINISTRATORS = import_module("accounts.migrations.0003_consent_rules").FIRST_ADMINISTRATORS


@pytest.mark.parametrize(
    ("administrators", "result"),
    [
        ([False, False], [True, False]),
        ([False, True], [False, True]),
        ([False], [True]),
    ],
)
def test_first_user_administers_unless_somebody_does(db, administrators, result):
    company = CompanyFactory()
    profiles = [
        ProfileFactory(person_type="juridica", company=company, is_company_administrator=is_administrator)
        for is_administrator in administrators
    ]
    person = ProfileFactory()
    with connection.cursor() as cursor:
        cursor.execute(FIRST_ADMINISTRATORS)
    for profile in [*profiles, person]:
        profile.refresh_from_db()
    assert [profile.is_company_administrator for profile in profiles] == result
    assert not person.is_company_administrator
