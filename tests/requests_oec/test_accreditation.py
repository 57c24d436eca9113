"""Codes of ONAC and of ILAC's other members."""

import pytest
from django.core.exceptions import ValidationError

from requests_oec.forms.request import onac_code, other_code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("10-LAC-001", "10-LAC-001"),
        (" 10 lac 001 ", "10-LAC-001"),
        ("10LAC001", "10-LAC-001"),
        ("09–lab–123", "09-LAB-123"),
        ("09_lab_123", "09-LAB-123"),
        ("１０-LAC-001", "10-LAC-001"),
    ],
)
def test_onac_code_is_normalised(typed, code):
    assert onac_code(typed) == code


@pytest.mark.parametrize("typed", ["", "10-LAC-01", "1-LAC-001", "10-LA-001", "10-LAC-0011", "LAC-10-001", "M-80"])
def test_what_is_not_an_onac_code_is_refused(typed):
    with pytest.raises(ValidationError, match="10-LAC-001"):
        onac_code(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("75/lc10.050", "75/LC10.050"), ("M-80", "M-80"), (" ac  123 ", "AC 123"), ("2301.01", "2301.01")],
)
def test_other_bodies_codes_keep_their_format(typed, code):
    assert other_code(typed) == code


@pytest.mark.parametrize("typed", ["", "7", "ENAC", "<b>1</b>", "1" * 41, "1\x00", "«12»"])
def test_what_cannot_be_a_code_is_refused(typed):
    with pytest.raises(ValidationError):
        other_code(typed)
