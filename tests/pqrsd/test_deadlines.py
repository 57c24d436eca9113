"""The clock of a petition, rule by rule, each with its article (CPACA as replaced by Ley 1755 de 2015)."""

from datetime import UTC, date, datetime, time

import pytest

from legal_calendar.days import Day, SuspendedDays
from legal_calendar.legal_time import LEGAL_TIME
from pqrsd.deadlines import (
    Facts,
    NoTermError,
    Resumption,
    days_elapsed,
    days_left,
    delivery_due_on_after_silence,
    effective_on,
    governing_term,
)
from tests.legal_calendar.calendars import colombia
from tests.pqrsd.terms import COLOMBIA, TERMS, day, due, governing, stop

CLOSURE = SuspendedDays(date(2020, 12, 21), date(2020, 12, 31), "Resolución 500 de 2020")


# --- When it starts (art. 54) --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("received", "cutoff", "effective"),
    [
        ("2026-11-20 10:00", None, "2026-11-20"),
        ("2026-11-20 23:59:59", None, "2026-11-20"),
        ("2026-11-20 23:59:59", time(0, 0), "2026-11-20"),  # 24:00
        ("2026-11-20 17:00", time(17, 0), "2026-11-20"),
        ("2026-11-20 17:00:00.000001", time(17, 0), "2026-11-23"),
        ("2026-11-19 18:00", time(17, 0), "2026-11-20"),
        ("2026-11-21 00:00", None, "2026-11-23"),  # Saturday
        ("2026-11-22 10:00", time(17, 0), "2026-11-23"),  # Sunday
        ("2026-11-22 18:00", time(17, 0), "2026-11-23"),  # late on a Sunday: still Monday's
        ("2026-04-01 18:00", time(17, 0), "2026-04-06"),  # Miércoles Santo
        ("2026-04-02 10:00", None, "2026-04-06"),  # Jueves Santo
        ("2020-12-18 18:00", time(17, 0), "2021-01-04"),  # with the closure
    ],
)
def test_what_arrives_outside_business_hours_counts_as_the_next_business_day_s(received, cutoff, effective):
    received_at = datetime.fromisoformat(received).replace(tzinfo=LEGAL_TIME)
    assert effective_on(received_at, calendar=colombia(CLOSURE), cutoff=cutoff) == day(effective)


@pytest.mark.parametrize(
    ("in_utc", "effective"), [("2026-11-20 04:59", "2026-11-19"), ("2026-11-20 05:00", "2026-11-20")]
)
def test_the_day_is_the_one_of_the_legal_time_of_colombia(in_utc, effective):
    received_at = datetime.fromisoformat(in_utc).replace(tzinfo=UTC)
    assert effective_on(received_at, calendar=COLOMBIA, cutoff=None) == day(effective)


def test_an_instant_without_zone_is_a_mistake():
    with pytest.raises(ValueError, match="time zone"):
        effective_on(datetime(2026, 11, 20), calendar=COLOMBIA, cutoff=None)


# --- Under which norm ----------------------------------------------------------------------------------
KINDS = {
    "interes_general": (15, 15, 30), "interes_particular": (15, 15, 30), "informacion": (10, 10, 20),
    "consulta": (30, 30, 35), "queja": (15, 15, 30), "reclamo": (15, 15, 30), "sugerencia": (15, 15, 30),
    "denuncia": (15, 15, 30), "felicitacion": (15, 15, 30),
    # «Salvo norma especial»: the emergency left these as they were.
    "habeas_consulta": (10, 5, 10), "habeas_reclamo": (15, 8, 15), "autoridad": (10, 0, 10),
    "congreso": (5, 0, 5), "defensoria": (5, 0, 5),
}  # fmt: skip


def test_every_kind_has_its_rows_and_no_other_has():
    assert {term.kind for term in TERMS} == set(KINDS)


@pytest.mark.parametrize(("kind", "numbers"), KINDS.items())
def test_terms_by_kind_before_during_and_after_the_emergency(kind, numbers):
    days, extension_days, emergency = numbers
    for received, expected in (("2019-05-06", days), ("2021-05-06", emergency), ("2026-11-20", days)):
        assert governing(kind, received).days == expected
    assert governing(kind, "2026-11-20").extension_days == extension_days


@pytest.mark.parametrize("term", TERMS)
def test_an_extended_term_is_at_most_the_double_and_has_its_norm(term):
    assert 0 <= term.extension_days <= term.days
    assert term.norm
    is_claim = term.kind == "habeas_reclamo"
    # CPACA, art. 17: «se reactivará»; Ley 1581 de 2012, art. 15, does not say.
    assert term.resumption == (Resumption.RUNS if is_claim else Resumption.CONTINUES)


@pytest.mark.parametrize(
    ("kind", "received", "days"),
    [
        ("interes_general", "2020-03-05", 15),  # due on Friday 27 March: over before the decree
        ("interes_general", "2020-03-06", 30),  # due on Monday 30: running on the 28th
        ("interes_general", "2020-03-27", 30),
        ("interes_general", "2020-03-30", 30),
        ("informacion", "2020-03-12", 10),
        ("informacion", "2020-03-13", 20),
        ("consulta", "2020-02-13", 30),
        ("consulta", "2020-02-14", 35),
        ("queja", "2022-05-17", 30),  # filed under the decree: it keeps its term
        ("queja", "2022-05-18", 15),  # Ley 2207 de 2022, in force the day after its promulgation
        ("informacion", "2022-05-17", 20),
        ("informacion", "2022-05-18", 10),
        ("habeas_reclamo", "2020-03-27", 15),
        ("congreso", "2020-03-27", 5),
        ("autoridad", "2020-03-27", 10),
    ],
)
def test_emergency_decree_covers_what_is_running_and_what_is_filed_under_it(kind, received, days):
    assert governing(kind, received).days == days


def test_a_running_petition_is_due_when_the_decree_says():
    received = "2020-03-06"
    deadline = due(received, term=governing("interes_general", received))
    assert deadline.due_on == COLOMBIA.after(day(received), 30) == day("2020-04-22")
    assert deadline.term.norm.startswith("Decreto Legislativo 491 de 2020")


@pytest.mark.parametrize(("kind", "received"), [("interes_general", "2015-06-29"), ("otra", "2026-11-20")])
def test_no_row_is_no_term(kind, received):
    with pytest.raises(NoTermError, match="Ningún término rige el [0-9]+ de [a-z]+ de 20[0-9]{2} para esa clase"):
        governing(kind, received)


def test_rows_may_come_in_any_order():
    rows = tuple(reversed(TERMS))
    when = {"facts": Facts(day("2021-05-06")), "calendar": COLOMBIA}
    assert governing_term(rows, kind="queja", **when) == governing("queja", "2021-05-06")


# --- When it ends (art. 14) ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "received", "due_on"),
    [
        ("interes_particular", "2019-04-12", "2019-05-08"),  # Holy Week, 1 May
        ("interes_particular", "2020-05-11", "2020-06-25"),
        ("informacion", "2020-05-11", "2020-06-09"),
        ("consulta", "2020-05-11", "2020-07-03"),
        ("queja", "2020-12-18", "2021-02-03"),  # over the turn of the year
        ("autoridad", "2020-05-11", "2020-05-26"),
        ("congreso", "2020-06-12", "2020-06-23"),
        ("defensoria", "2020-04-03", "2020-04-14"),
        ("habeas_consulta", "2020-06-12", "2020-07-01"),
        ("habeas_reclamo", "2020-06-12", "2020-07-08"),
        ("informacion", "2026-07-01", "2026-07-16"),  # 13 July (Ley 2578 de 2026)
        ("felicitacion", "2026-11-20", "2026-12-14"),
    ],
)
def test_petitions_are_due_by_kind(kind, received, due_on):
    deadline = due(received, term=governing(kind, received))
    assert deadline.due_on == deadline.initial_due_on == day(due_on)
    assert deadline.trace[-1] == Day(day(due_on), deadline.term.days)


def test_suspended_days_delay_it():
    deadline = due("2020-12-18", calendar=colombia(CLOSURE))
    assert deadline.due_on == day("2021-01-25")
    assert Day(day("2020-12-21"), None, f"términos suspendidos: {CLOSURE.norm}") in deadline.trace


@pytest.mark.parametrize(
    ("today", "elapsed", "left"),
    [
        ("2026-11-20", 0, 15),
        ("2026-11-21", 0, 15),
        ("2026-11-23", 1, 14),
        ("2026-12-08", 11, 4),
        ("2026-12-14", 15, 0),
        ("2026-12-15", 16, -1),
        ("2026-12-19", 19, -4),
    ],
)
def test_elapsed_and_left_count_business_days(today, elapsed, left):
    deadline = due("2026-11-20")
    assert days_elapsed(deadline, day(today), COLOMBIA) == elapsed
    assert days_left(deadline, day(today), COLOMBIA) == left


def test_information_that_is_not_answered_is_granted_and_delivered_within_three_days():
    """Art. 14, numeral 1."""
    deadline = due("2026-11-20", term=governing("informacion", "2026-11-20"))
    assert delivery_due_on_after_silence(deadline, COLOMBIA) == day("2026-12-10")
    stopped = due("2026-11-20", stop("2026-11-23"))
    assert delivery_due_on_after_silence(stopped, COLOMBIA) is None
