"""Instants and terms as people, and machines, read them."""

from datetime import UTC, datetime

import pytest

from legal_calendar import legal_time

AFTERNOON = datetime(2026, 11, 20, 20, 4, 5, 678901, tzinfo=UTC)


def test_instant_is_told_in_the_legal_time_of_colombia():
    assert legal_time.instant(AFTERNOON) == "20 de noviembre de 2026, 3:04\xa0p.\xa0m."


def test_instant_for_machines_has_no_part_of_a_second():
    """HTML's `time` takes at most milliseconds."""
    assert legal_time.iso(AFTERNOON) == "2026-11-20T15:04:05-05:00"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (2, "Quedan 2 días hábiles"),
        (1, "Queda 1 día hábil"),
        (0, "Vence hoy"),
        (-1, "Venció hace 1 día hábil"),
        (-3, "Venció hace 3 días hábiles"),
    ],
)
def test_what_is_left_of_a_term_is_told_in_words(days, told):
    assert legal_time.until_due(days) == told
