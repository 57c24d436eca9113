"""A desk, whichever app hands it in."""

import pytest

from expedientes.desk import Desk
from inm_portal.staff_groups import PETITIONS_OFFICER
from tests.factories import UserFactory
from tests.staff import staff_user

pytestmark = pytest.mark.django_db

WITHOUT_RESERVE = Desk(
    app="pqrsd",
    title="Mesa",
    noun="petición",
    summary="pqrsd/desk/_case_summary.html",
    handle="pqrsd.handle_pqrsd",
    view="pqrsd.view_pqrsd",
)


def test_desk_without_reserved_cases_gives_them_to_nobody():
    officer = staff_user(PETITIONS_OFFICER)
    superuser = UserFactory(is_staff=True, is_superuser=True)
    assert WITHOUT_RESERVE.handlers(is_reserved=False) == [officer]
    assert WITHOUT_RESERVE.handlers(is_reserved=True) == []
    assert not WITHOUT_RESERVE.handles_reserved(officer)
    assert not WITHOUT_RESERVE.handles_reserved(superuser)
    assert WITHOUT_RESERVE.admits(officer)
