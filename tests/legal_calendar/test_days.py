"""Business days (Ley 4 de 1913, arts. 61 and 62; Ley 51 de 1983), and the trace of every count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal_calendar.days import Calendar, Day, SuspendedDays, UncoveredYearError, months_after
from tests.legal_calendar.calendars import colombia, with_holidays

COLOMBIA = colombia()
CLOSURE = SuspendedDays(date(2026, 12, 21), date(2026, 12, 31), "Resolución 500 de 2026")


def day(text: str) -> date:
    return date.fromisoformat(text)


# Received | 5 | 10 | 15 | 20 | 30 | 35 business days later.
VECTORS = """
2020-05-11 2020-05-18 2020-05-26 2020-06-02 2020-06-09 2020-06-25 2020-07-03
2020-04-03 2020-04-14 2020-04-21 2020-04-28 2020-05-06 2020-05-20 2020-05-28
2020-06-12 2020-06-23 2020-07-01 2020-07-08 2020-07-15 2020-07-30 2020-08-06
2020-12-18 2020-12-28 2021-01-05 2021-01-13 2021-01-20 2021-02-03 2021-02-10
"""
TERMS = (5, 10, 15, 20, 30, 35)
ROWS = [line.split() for line in VECTORS.split("\n") if line]


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [(row[0], days, due) for row in ROWS for days, due in zip(TERMS, row[1:], strict=True)],
)
def test_terms_end_where_the_law_says(received, days, due):
    assert COLOMBIA.after(day(received), days) == day(due)


@pytest.mark.parametrize(
    ("start", "next_day", "why"),
    [
        ("2026-01-09", "2026-01-13", "Reyes, moved to Monday 12"),
        ("2026-03-20", "2026-03-24", "San José, moved to Monday 23"),
        ("2026-04-01", "2026-04-06", "Jueves and Viernes Santo"),
        ("2021-03-31", "2021-04-05", "Jueves and Viernes Santo of another year"),
        ("2026-04-30", "2026-05-04", "1 May never moves"),
        ("2026-05-15", "2026-05-19", "Ascensión, always a Monday"),
        ("2026-06-05", "2026-06-09", "Corpus Christi"),
        ("2026-06-12", "2026-06-16", "Sagrado Corazón"),
        ("2026-06-26", "2026-06-30", "San Pedro y San Pablo, a Monday already"),
        ("2025-06-27", "2025-07-01", "two feasts on one Monday"),
        ("2026-07-10", "2026-07-14", "Chiquinquirá, 9 July moved to Monday 13 (Ley 2578 de 2026)"),
        ("2025-07-10", "2025-07-11", "not before that law"),
        ("2026-08-06", "2026-08-10", "7 August, a Friday"),
        ("2025-07-18", "2025-07-21", "20 July, a Sunday: it does not move"),
        ("2026-08-14", "2026-08-18", "Asunción, 15 August moved to Monday 17"),
        ("2026-12-31", "2027-01-04", "the year turns"),
        ("2026-11-20", "2026-11-23", "a plain weekend"),
    ],
)
def test_next_business_day(start, next_day, why):
    assert COLOMBIA.after(day(start), 1) == day(next_day), why


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        ("2026-11-20", ""),
        ("2026-11-21", "sábado"),
        ("2026-11-22", "domingo"),
        ("2020-06-15", "festivo: Corpus Christi (observado)"),
        ("2025-07-20", "domingo"),
        ("2026-12-21", "términos suspendidos: Resolución 500 de 2026"),
        ("2026-12-31", "términos suspendidos: Resolución 500 de 2026"),
        ("2026-12-25", "festivo: Navidad"),
        ("2026-12-26", "sábado"),
        ("2026-12-18", ""),
        ("2027-01-04", ""),
    ],
)
def test_every_skipped_day_has_its_reason(on, reason):
    calendar = colombia(CLOSURE)
    assert calendar.why_skipped(day(on)) == reason
    assert calendar.is_business_day(day(on)) == (not reason)


def test_suspended_days_do_not_count():
    assert COLOMBIA.after(day("2026-12-18"), 5) == day("2026-12-28")
    assert colombia(CLOSURE).after(day("2026-12-18"), 5) == day("2027-01-08")


@pytest.mark.parametrize(
    ("on", "first"),
    [("2026-11-20", "2026-11-20"), ("2026-11-21", "2026-11-23"), ("2026-04-02", "2026-04-06")],
)
def test_a_business_day_stays_and_another_gives_way(on, first):
    assert COLOMBIA.on_or_after(day(on)) == day(first)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-11-20", "2026-11-20", 0),
        ("2026-11-20", "2026-11-21", 0),
        ("2026-11-20", "2026-11-23", 1),
        ("2026-11-21", "2026-11-23", 1),
        ("2026-11-23", "2026-11-20", -1),
        ("2026-11-30", "2026-11-20", -6),
        ("2026-03-31", "2026-04-07", 3),
    ],
)
def test_days_between_are_signed_and_leave_the_start_out(start, end, days):
    assert COLOMBIA.days_between(day(start), day(end)) == days


def test_trace_has_every_calendar_day_numbered_or_with_its_reason():
    count = COLOMBIA.count(day("2026-06-12"), 2)
    assert (count.start, count.days, count.due_on) == (day("2026-06-12"), 2, day("2026-06-17"))
    assert count.trace == (
        Day(day("2026-06-13"), None, "sábado"),
        Day(day("2026-06-14"), None, "domingo"),
        Day(day("2026-06-15"), None, "festivo: Sagrado Corazón (observado)"),
        Day(day("2026-06-16"), 1, ""),
        Day(day("2026-06-17"), 2, ""),
    )


def test_no_days_end_where_they_start():
    assert COLOMBIA.count(day("2026-11-21"), 0).trace == ()
    assert COLOMBIA.after(day("2026-11-21"), 0) == day("2026-11-21")


@pytest.mark.parametrize("start", ["2029-12-20", "2030-06-01", "2014-12-31", "2014-06-01"])
def test_a_year_that_nobody_stated_is_not_guessed(start):
    calendar = colombia(first=2016, last=2029)
    with pytest.raises(UncoveredYearError, match="va de 2016 a 2029: no incluye el"):
        calendar.after(day(start), 15)


def test_a_calendar_without_years_says_so():
    with pytest.raises(UncoveredYearError, match="no tiene ningún año"):
        Calendar({}, (), 1, 0).after(day("2026-11-20"), 1)


DATES = st.dates(date(2016, 1, 1), date(2028, 12, 31))


@given(start=DATES, days=st.integers(1, 60))
def test_what_is_counted_forward_is_counted_back(start, days):
    due_on = COLOMBIA.after(start, days)
    assert COLOMBIA.is_business_day(due_on)
    assert COLOMBIA.days_between(start, due_on) == days
    assert COLOMBIA.days_between(due_on, start) == -days


@given(start=DATES, days=st.integers(1, 60), offset=st.integers(0, 100))
def test_another_holiday_never_brings_the_end_forward(start, days, offset):
    fuller = with_holidays(COLOMBIA, start + timedelta(days=offset))
    assert fuller.after(start, days) >= COLOMBIA.after(start, days)


@given(start=DATES, days=st.integers(1, 60))
def test_trace_has_no_gap_and_numbers_what_counts(start, days):
    trace = COLOMBIA.count(start, days).trace
    assert [each.date for each in trace] == [start + timedelta(days=n) for n in range(1, len(trace) + 1)]
    assert [each.number for each in trace if each.number] == list(range(1, days + 1))
    assert all(bool(each.number) != bool(each.reason) for each in trace)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        # Ley 4 de 1913, art. 59: months are those of the calendar.
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 11, 30), 1, date(2027, 12, 30)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 12, 31), 14, date(2029, 2, 28)),
    ],
)
def test_a_month_ends_on_the_day_of_the_same_number_or_on_its_last(start, months, end):
    assert months_after(start, months) == end
