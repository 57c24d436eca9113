"""The turn in a laboratory and its estimate, as tables (Resolución 015 de 2020, art. 8: estimated, not guaranteed)."""

from datetime import date, timedelta

import pytest

from services.turns import Turn, first_free, full_day, turn, working_day

MONDAY = date(2027, 2, 1)


def is_open(day: date) -> bool:
    """From Monday to Friday."""
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("start", "number", "day"),
    [
        (MONDAY, 1, MONDAY),
        (MONDAY, 4, date(2027, 2, 4)),
        (MONDAY, 6, date(2027, 2, 8)),
        (date(2027, 2, 6), 1, date(2027, 2, 8)),  # a Saturday
    ],
)
def test_working_day(start, number, day):
    assert working_day(start, number, is_open) == day


@pytest.mark.parametrize(
    ("ahead", "mine", "stations", "paper_days", "ready_on"),
    [
        ([3, 1, 2], 2, 2, 5, date(2027, 2, 11)),  # day 4 is Thursday 4; five more, Thursday 11
        ([], 1, 1, 0, MONDAY),
        ([], 1, 1, 1, date(2027, 2, 2)),
        ([], 1, 3, 5, date(2027, 2, 8)),
        ([5], 1, 1, 0, date(2027, 2, 8)),
    ],
)
def test_estimate(ahead, mine, stations, paper_days, ready_on):
    found = turn(
        ahead=ahead,
        items=len(ahead),
        mine=mine,
        stations=stations,
        paper_days=paper_days,
        start=MONDAY,
        is_open=is_open,
    )
    assert found == Turn(len(ahead) + 1, ready_on)


def test_it_is_said_as_customers_read_it():
    assert str(Turn(14, date(2027, 2, 12))) == "turno 14 · estimada 12 de febrero de 2027"


def test_more_ahead_is_never_sooner():
    days = [
        turn(ahead=[1] * n, items=n, mine=1, stations=2, paper_days=3, start=MONDAY, is_open=is_open).ready_on
        for n in range(30)
    ]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("booked", "days", "stations", "first"),
    [
        ({}, 1, 1, MONDAY),
        ({MONDAY: 1}, 1, 2, MONDAY),
        ({MONDAY: 2}, 1, 2, MONDAY + timedelta(days=1)),
        ({MONDAY + timedelta(days=1): 1}, 2, 1, MONDAY + timedelta(days=2)),  # two days together
        ({date(2027, 2, 5): 1}, 2, 1, MONDAY),
    ],
)
def test_first_free_day(booked, days, stations, first):
    assert first_free(MONDAY, days, booked, stations=stations, is_open=is_open) == first
    assert full_day(first, days, booked, stations=stations, is_open=is_open) is None
