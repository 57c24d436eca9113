"""What the desk draws: the clock of a case, a day as long in every row, and the load, a dash for each case."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from expedientes.drawings import FIRST, LAST, MOST_DASHES, Load, MiniClock
from expedientes.lights import Lights
from legal_calendar.days import Calendar
from pqrsd.models import Pqrsd

MONDAY = date(2026, 6, 1)
CALENDAR = Calendar({}, (), 2026, 2026)


def lights(day: date) -> Lights:
    return Lights(day, CALENDAR.after(day, 3), CALENDAR)


def case(**facts) -> Pqrsd:
    dates = {"effective_on": MONDAY, "initial_due_on": CALENDAR.after(MONDAY, 15), "due_on": CALENDAR.after(MONDAY, 15)}
    return Pqrsd(**dates | facts)


@pytest.mark.parametrize(
    ("gone", "drawn"),
    [
        (0, ("M0 13H0", "", "M-4 1h8l-4 8z")),
        (5, ("M0 13H20", "", "M16 1h8l-4 8z")),
        (15, ("M0 13H60", "", "M56 1h8l-4 8z")),
        (17, ("M0 13H60", "M60 13H68", "M64 1h8l-4 8z")),
        (90, ("M0 13H60", "M60 13H124", "M120 1h8l-4 8z")),
    ],
)
def test_clock_has_four_units_a_business_day(gone, drawn):
    clock = MiniClock.of(case(), lights(CALENDAR.after(MONDAY, gone)))
    assert (clock.gone, clock.late, clock.index) == drawn
    assert clock.end == "M60 16V1"
    assert clock.ticks.count("M") == 14
    assert clock.ticks.count("v-8") == 2


def test_of_a_long_term_the_last_days_are_drawn():
    due = CALENDAR.after(MONDAY, 60)
    clock = MiniClock.of(case(due_on=due), lights(CALENDAR.after(MONDAY, 50)))
    assert (clock.gone, clock.end) == ("M0 13H80", "M120 16V1")
    assert MiniClock.of(case(due_on=due), lights(MONDAY)).gone == "M0 13H0"


def test_stopped_clock_has_its_term_and_no_index():
    clock = MiniClock.of(case(due_on=None, waiting_until=date(2026, 7, 1)), lights(date(2026, 6, 9)))
    assert (clock.gone, clock.late, clock.index) == ("M0 13H60", "", "")


@pytest.mark.parametrize(
    "facts",
    [
        {"closed_at": timezone.now(), "outcome": "respondida"},
        {"effective_on": None, "initial_due_on": None, "due_on": None},
        {"effective_on": date(2019, 1, 2)},
    ],
)
def test_what_has_no_clock_has_none(facts):
    assert MiniClock.of(case(**facts), lights(date(2026, 6, 9))) is None


def test_load_has_a_dash_for_each_case_over_the_days_that_are_left():
    due = {MONDAY: 2, CALENDAR.after(MONDAY, 3): 1, CALENDAR.after(MONDAY, 4): 3}
    load = Load.of(due, lights(MONDAY))
    assert [(column.left, column.count, column.tone) for column in load.columns] == [
        (0, 2, "bad"), (3, 1, "near"), (4, 3, "ok"),
    ]  # fmt: skip
    assert [column.dashes.count("M") for column in load.columns] == [2, 1, 3]
    assert load.cases_a_dash == 1
    assert load.columns[1].first == load.columns[1].last == CALENDAR.after(MONDAY, 3)


def test_ends_of_the_load_stand_for_all_that_is_beyond():
    days = [MONDAY - timedelta(days=400), MONDAY - timedelta(days=20), MONDAY + timedelta(days=80), date(2031, 1, 2)]
    first, last = Load.of(dict.fromkeys(days, 1), lights(MONDAY)).columns
    assert (first.left, first.count, first.first, first.last) == (FIRST, 2, *days[:2])
    assert (last.left, last.count, last.first, last.last) == (LAST, 2, *days[2:])


def test_dash_of_a_high_load_stands_for_several():
    load = Load.of({MONDAY: 100, CALENDAR.after(MONDAY, 1): 3}, lights(MONDAY))
    assert load.cases_a_dash == 5
    assert [column.dashes.count("M") for column in load.columns] == [20, 1]
    assert max(column.dashes.count("M") for column in load.columns) <= MOST_DASHES
