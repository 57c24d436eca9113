"""Consultas and reclamos about personal data: their own norm goes before CPACA's (Ley 1581 de 2012, arts. 14
and 15)."""

from dataclasses import replace

import pytest

from pqrsd.completing import completion_due_on, last_day_to_request_completion
from pqrsd.deadlines import Facts, Ground, last_day_of_extension, last_day_to_transfer, reckon
from tests.pqrsd.terms import COLOMBIA, day, due, governing, stop

RECEIVED = "2024-02-01"
QUERY, CLAIM = (governing(kind, RECEIVED) for kind in ("habeas_consulta", "habeas_reclamo"))


@pytest.mark.parametrize(
    ("received", "query", "longest_query", "claim", "longest_claim"),
    [
        ("2024-02-01", "2024-02-15", "2024-02-22", "2024-02-22", "2024-03-05"),
        ("2026-03-27", "2026-04-14", "2026-04-21", "2026-04-21", "2026-05-04"),  # Holy Week
        ("2026-12-18", "2027-01-05", "2027-01-13", "2027-01-13", "2027-01-25"),  # over the turn of the year
    ],
)
def test_queries_and_claims_are_due_and_extended_by_their_own_articles(
    received, query, longest_query, claim, longest_claim
):
    for term, due_on, longest in ((QUERY, query, longest_query), (CLAIM, claim, longest_claim)):
        assert due(received, term=term).due_on == day(due_on)
        assert last_day_of_extension(term, Facts(day(received)), COLOMBIA) == day(longest)


@pytest.mark.parametrize(
    ("received", "ask", "transfer"),
    [
        ("2024-02-01", "2024-02-08", "2024-02-05"),
        ("2026-03-27", "2026-04-07", "2026-03-31"),
        ("2026-12-18", "2026-12-28", "2026-12-22"),
    ],
)
def test_claim_is_completed_on_request_within_five_days_and_transferred_within_two(received, ask, transfer):
    """Art. 15."""
    assert last_day_to_request_completion(CLAIM, day(received), COLOMBIA) == day(ask)
    assert last_day_to_transfer(CLAIM, day(received), COLOMBIA) == day(transfer)


@pytest.mark.parametrize("is_extended", [False, True])
@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize(
    ("asked", "until"),
    [
        ("2024-02-05", "2024-04-05"),
        ("2024-12-31", "2025-02-28"),
        ("2025-01-31", "2025-03-31"),
    ],
)
def test_whoever_claims_has_two_months_to_complete_it_whatever_the_reason(asked, until, ground, is_extended):
    """Art. 15 knows neither more time nor a shorter term for what is not understood."""
    due_on = completion_due_on(CLAIM, day(asked), COLOMBIA, is_extended=is_extended, ground=ground)
    assert due_on == day(until)


@pytest.mark.parametrize(
    ("completed", "due_on", "from_completion"),
    [
        ("2024-02-05", "2024-02-22", "2024-02-26"),
        ("2024-02-12", "2024-02-22", "2024-03-04"),
        ("2024-02-22", "2024-02-22", "2024-03-14"),  # on the last day
        ("2024-02-23", "2024-03-15", "2024-03-15"),  # too late for the date from the reception
        ("2024-04-05", "2024-04-26", "2024-04-26"),
    ],
)
def test_completed_claim_is_worked_to_the_safe_date_and_both_are_told(completed, due_on, from_completion):
    """Nothing in art. 15 says what completing it does to the term."""
    deadline = due(RECEIVED, stop("2024-02-05", completed), term=CLAIM)
    assert (deadline.due_on, deadline.from_completion_on) == (day(due_on), day(from_completion))
    assert deadline.initial_due_on == day("2024-02-22")
    assert (deadline.trace[-1].date, deadline.trace[-1].number) == (day(due_on), 15)


def test_extension_never_brings_the_date_of_a_completed_claim_forward():
    facts = Facts(day(RECEIVED), (stop("2024-02-05", "2024-02-23"),))
    before = reckon(CLAIM, facts, COLOMBIA).due_on
    extended = reckon(CLAIM, replace(facts, extension_days=8), COLOMBIA)
    assert extended.due_on == COLOMBIA.after(before, 8)


def test_claim_waits_for_what_was_asked():
    deadline = due(RECEIVED, stop("2024-02-05"), term=CLAIM)
    assert (deadline.due_on, deadline.from_completion_on) == (None, None)


def test_query_goes_on_while_it_is_asked_to_be_completed():
    """Art. 14 stops nothing."""
    assert last_day_to_request_completion(QUERY, day(RECEIVED), COLOMBIA) is None
    for asked in (stop("2024-02-05"), stop("2024-02-05", "2024-02-12")):
        assert due(RECEIVED, asked, term=QUERY).due_on == day("2024-02-15")
