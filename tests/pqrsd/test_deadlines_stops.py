"""What stops the clock of a petition and what extends it, each with its article."""

import pytest

from legal_calendar.days import Day
from pqrsd.completing import completion_due_on, last_day_to_request_completion
from pqrsd.deadlines import (
    RESTARTED,
    STOPPED,
    Facts,
    days_elapsed,
    days_left,
    extension_refusal,
    last_day_of_extension,
    last_day_to_transfer,
)
from tests.pqrsd.terms import COLOMBIA, GENERAL, RESTARTING, day, due, governing, stop


# --- Completing it (art. 17) ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("stops", "continues", "restarts"),
    [
        ((), "2026-12-14", "2026-12-14"),
        # Asked on the first day: none elapsed.
        ((stop("2026-11-23", "2026-11-27"),), "2026-12-21", "2026-12-21"),
        # Asked on the fourth: three elapsed, twelve were left.
        ((stop("2026-11-26", "2026-11-30"),), "2026-12-17", "2026-12-22"),
        # Asked on the last day: one was left.
        ((stop("2026-12-14", "2026-12-16"),), "2026-12-17", "2027-01-08"),
        # Completed on the day on which it was asked: that day alone does not count.
        ((stop("2026-11-26", "2026-11-26"),), "2026-12-15", "2026-12-18"),
        # Completed on a Saturday: Monday counts.
        ((stop("2026-11-26", "2026-11-28"),), "2026-12-16", "2026-12-21"),
        # Twice.
        ((stop("2026-11-26", "2026-11-30"), stop("2026-12-02", "2026-12-03")), "2026-12-21", "2026-12-28"),
        ((stop("2026-12-02", "2026-12-03"), stop("2026-11-26", "2026-11-30")), "2026-12-21", "2026-12-28"),
        # One within another is one.
        ((stop("2026-11-26", "2026-11-30"), stop("2026-11-27", "2026-11-27")), "2026-12-17", "2026-12-22"),
        # Asked when it was late: nothing to stop.
        ((stop("2026-12-15", "2026-12-17"),), "2026-12-14", "2026-12-14"),
        # Asked and completed before the first day.
        ((stop("2026-11-20", "2026-11-20"),), "2026-12-14", "2026-12-14"),
    ],
)
def test_completion_continues_the_clock_or_starts_it_again(stops, continues, restarts):
    assert due("2026-11-20", *stops).due_on == day(continues)
    assert due("2026-11-20", *stops, term=RESTARTING).due_on == day(restarts)
    assert due("2026-11-20", *stops).initial_due_on == day("2026-12-14")


def test_while_it_is_stopped_nothing_is_due_and_nothing_elapses():
    deadline = due("2026-11-20", stop("2026-11-26"))
    assert deadline.due_on is None
    assert deadline.initial_due_on == day("2026-12-14")
    assert days_left(deadline, day("2027-01-20"), COLOMBIA) is None
    assert days_elapsed(deadline, day("2027-01-20"), COLOMBIA) == 3
    assert deadline.trace[-1] == Day(day("2026-11-26"), None, STOPPED)


def test_trace_tells_the_stopped_days_and_goes_on_counting():
    trace = due("2026-11-20", stop("2026-11-26", "2026-11-30")).trace
    assert trace[4:12] == (
        Day(day("2026-11-25"), 3),
        *(Day(day(f"2026-11-{number}"), None, STOPPED) for number in range(26, 31)),
        Day(day("2026-12-01"), 4),
        Day(day("2026-12-02"), 5),
    )


def test_trace_of_a_term_that_starts_again_takes_back_what_it_had_counted():
    trace = due("2026-11-20", stop("2026-11-26", "2026-11-30"), term=RESTARTING).trace
    assert trace[0].reason == "sábado"
    assert trace[4] == Day(day("2026-11-25"), None, RESTARTED)
    assert trace[10] == Day(day("2026-12-01"), 1)


def test_what_is_left_does_not_count_the_stopped_days():
    deadline = due("2026-11-20", stop("2026-11-26", "2026-11-30"))
    assert days_left(deadline, day("2026-11-27"), COLOMBIA) == 12
    assert days_elapsed(deadline, day("2026-11-27"), COLOMBIA) == 3


def test_nothing_is_completed_before_it_was_asked():
    with pytest.raises(ValueError, match="before"):
        stop("2026-11-26", "2026-11-25")


def test_completion_is_asked_within_ten_days_and_a_transfer_made_within_five():
    """Arts. 17 and 21."""
    assert last_day_to_request_completion(GENERAL, day("2026-11-20"), COLOMBIA) == day("2026-12-04")
    assert last_day_to_transfer(GENERAL, day("2026-11-20"), COLOMBIA) == day("2026-11-27")
    assert last_day_to_transfer(GENERAL, day("2026-03-27"), COLOMBIA) == day("2026-04-07")  # Holy Week


@pytest.mark.parametrize(
    ("asked_on", "is_extended", "due_on"),
    [
        ("2026-11-23", False, "2026-12-23"),
        ("2026-11-23", True, "2027-01-25"),  # 23 January is a Saturday
        ("2024-01-31", False, "2024-02-29"),  # leap year
        ("2023-01-31", False, "2023-02-28"),
        ("2026-01-30", False, "2026-03-02"),  # 28 February is a Saturday
        ("2026-01-31", True, "2026-03-31"),
        ("2026-11-08", False, "2026-12-09"),  # 8 December is a holiday
        ("2026-11-25", False, "2026-12-28"),  # Navidad, and a weekend
        ("2026-12-15", False, "2027-01-15"),
        ("2026-12-31", True, "2027-03-01"),  # 28 February is a Sunday
        ("2026-03-02", False, "2026-04-06"),  # Jueves Santo
    ],
)
def test_petitioner_has_a_month_that_is_extended_once_by_another(asked_on, is_extended, due_on):
    """Art. 17; Ley 4 de 1913, arts. 59 and 62."""
    assert completion_due_on(GENERAL, day(asked_on), COLOMBIA, is_extended=is_extended) == day(due_on)


@pytest.mark.parametrize("is_extended", [False, True])
def test_obscure_petition_is_clarified_within_ten_days(is_extended):
    """Art. 19."""
    due_on = completion_due_on(GENERAL, day("2026-11-20"), COLOMBIA, is_extended=is_extended, ground="oscura")
    assert due_on == day("2026-12-04")


# --- Extending it (art. 14, par.; Ley 1581 de 2012, arts. 14 and 15) -----------------------------------
@pytest.mark.parametrize(
    ("kind", "last_day"),
    [
        ("interes_general", "2027-01-06"),
        ("informacion", "2026-12-21"),
        ("consulta", "2027-02-18"),
        ("habeas_consulta", "2026-12-14"),
        ("habeas_reclamo", "2026-12-24"),
        ("congreso", "2026-11-27"),
    ],
)
def test_longest_extension_ends_where_its_norm_says(kind, last_day):
    facts = Facts(day("2026-11-20"))
    assert last_day_of_extension(governing(kind, "2026-11-20"), facts, COLOMBIA) == day(last_day)


def test_extension_goes_on_numbering_and_keeps_the_first_date():
    deadline = due("2026-11-20", extension_days=5)
    assert deadline.due_on == day("2026-12-21")
    assert deadline.initial_due_on == day("2026-12-14")
    assert deadline.trace[-1] == Day(day("2026-12-21"), 20)


@pytest.mark.parametrize(
    ("today", "already", "days", "refused_because"),
    [
        ("2026-11-23", False, 1, ""),
        ("2026-12-14", False, 15, ""),  # the last day is before expiry
        ("2026-12-15", False, 1, "venció el 14 de diciembre de 2026"),
        ("2026-12-14", True, 1, "ya se amplió"),
        ("2026-12-14", False, 16, "entre 1 y 15 días"),
        ("2026-12-14", False, 0, "entre 1 y 15 días"),
        ("2026-12-14", False, -3, "entre 1 y 15 días"),
    ],
)
def test_extension_is_given_once_before_expiry_and_within_the_double(today, already, days, refused_because):
    deadline, facts = due("2026-11-20"), {"today": day(today), "already_extended": already}
    refusal = extension_refusal(deadline.term, deadline.due_on, **facts, days=days)
    assert bool(refusal) == bool(refused_because)
    assert refused_because in refusal
    assert not refusal or refusal.endswith("(Ley 1437 de 2011, art. 14).")


@pytest.mark.parametrize(
    ("deadline", "refused_because"),
    [
        (due("2026-11-20", stop("2026-11-23")), "detenido"),
        (due("2026-11-20", term=governing("congreso", "2026-11-20")), "no se puede ampliar"),
        (due("2026-11-20", term=governing("habeas_reclamo", "2026-11-20")), "entre 1 y 8 días"),
    ],
)
def test_what_the_norm_does_not_extend_is_not_extended(deadline, refused_because):
    facts = {"today": day("2026-11-24"), "already_extended": False}
    refusal = extension_refusal(deadline.term, deadline.due_on, **facts, days=9)
    assert refused_because in refusal
    assert deadline.term.norm in refusal
