"""What counts as the same caller."""

import pytest

from ground.doors.throttling import Throttle

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("counted", "asked", "is_same"),
    [
        ("203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::9", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.8", False),
        ("Laboratorio", "laboratorio", True),
        ("12", "120", False),
        ("", "", True),
    ],
)
def test_names_in_any_case_and_whole_networks_are_one_caller(counted, asked, is_same):
    throttle = Throttle("prueba", limit=1)
    throttle.count(counted)
    assert throttle.is_exceeded(asked) is is_same
