"""Terms in business days (Ley 1581 de 2012, arts. 14 and 15; holidays by Ley 51 de 1983)."""

from datetime import date

import pytest

from habeas_data.terms import (
    CLAIM_DAYS,
    CLAIM_EXTENSION_DAYS,
    QUERY_DAYS,
    QUERY_EXTENSION_DAYS,
    claim_due_on,
)
from tests.legal_calendar.calendars import colombia

COLOMBIA = colombia()


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2026, 11, 17), date(2026, 12, 9)),  # Inmaculada, 8 December
        (date(2026, 2, 2), date(2026, 2, 23)),  # an ordinary month: three weeks
        (date(2026, 2, 7), date(2026, 2, 27)),  # received on a Saturday: Monday is the first day
        (date(2026, 2, 8), date(2026, 2, 27)),  # and on a Sunday, the same
        (date(2026, 3, 24), date(2026, 4, 16)),  # Jueves and Viernes Santo, 2 and 3 April
        (date(2021, 3, 23), date(2021, 4, 15)),  # Semana Santa of another year: 1 and 2 April
        (date(2020, 1, 3), date(2020, 1, 27)),  # Reyes moved to Monday 6 January (Ley Emiliani)
        (date(2026, 12, 18), date(2027, 1, 13)),  # Navidad, Año Nuevo and Reyes on Monday 11 January
        (date(2026, 10, 30), date(2026, 11, 24)),  # two Emiliani Mondays: 2 and 16 November
    ],
)
def test_claim_is_due_fifteen_business_days_after_its_reception(received_on, due_on):
    assert claim_due_on(received_on, COLOMBIA) == due_on


@pytest.mark.parametrize(
    ("days", "due_on"),
    [
        (QUERY_DAYS, date(2026, 2, 16)),
        (QUERY_DAYS + QUERY_EXTENSION_DAYS, date(2026, 2, 23)),
        (CLAIM_DAYS + CLAIM_EXTENSION_DAYS, date(2026, 3, 5)),
    ],
)
def test_other_terms_are_counted_alike(days, due_on):
    assert COLOMBIA.after(date(2026, 2, 2), days) == due_on
