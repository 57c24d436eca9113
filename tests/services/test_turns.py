"""The turn in a laboratory and its estimate, as tables (Resolución 015 de 2020, art. 8: estimated, not guaranteed)."""

from datetime import date, timedelta

import pytest

from services.turns import Queued, Slip, Turn, displaced, first_free, full_day, turn, working_day

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


# --- What a booking displaces ------------------------------------------------------------------------------
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=shift) for shift in (1, 2, 3))
FIRST, SECOND = Queued(MONDAY, "A", 1), Queued(WEDNESDAY, "C", 1)


@pytest.mark.parametrize(
    ("added", "stations", "slips"),
    [
        # Behind everybody it makes nobody wait.
        (Queued(THURSDAY, "N", 3), 1, ()),
        # Between them, the second has three days more before it.
        (Queued(TUESDAY, "N", 3), 1, (Slip("C", THURSDAY, date(2027, 2, 9), 3),)),
        # With a station more, less of it is felt.
        (Queued(TUESDAY, "N", 3), 2, (Slip("C", WEDNESDAY, date(2027, 2, 5), 2),)),
        # On the same day the number decides.
        (Queued(WEDNESDAY, "Z", 1), 1, ()),
        (Queued(WEDNESDAY, "B", 1), 1, (Slip("C", THURSDAY, date(2027, 2, 5), 1),)),
        # Before all of them; the one that waits most is told first, then by number.
        (
            Queued(MONDAY, "0", 2),
            1,
            (Slip("A", MONDAY, WEDNESDAY, 2), Slip("C", THURSDAY, date(2027, 2, 8), 2)),
        ),
    ],
)
def test_whom_a_booking_displaces(added, stations, slips):
    queue = [FIRST, SECOND]
    facts = {"stations": stations, "paper_days": 0, "today": MONDAY, "is_open": is_open}
    assert displaced(queue, [*queue, added], **facts) == slips


def test_what_is_moved_displaces_others_and_not_itself():
    facts = {"stations": 1, "paper_days": 0, "today": MONDAY, "is_open": is_open}
    later, sooner = Queued(THURSDAY, "N", 2), Queued(MONDAY, "0", 2)
    moved = displaced([FIRST, SECOND, later], [FIRST, SECOND, Queued(MONDAY, "N", 2)], **facts)
    assert [slip.number for slip in moved] == ["C"]
    assert displaced([FIRST, sooner], [FIRST, Queued(THURSDAY, "0", 2)], **facts) == ()
