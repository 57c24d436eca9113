"""The clock of a petition, rule by rule, each with its article (CPACA as replaced by Ley 1755 de 2015)."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from legal_calendar.days import Day, SuspendedDays
from pqrsd.deadlines import (
    RESTARTED,
    STOPPED,
    Facts,
    NoTermError,
    Resumption,
    Stop,
    Term,
    completion_due_on,
    days_elapsed,
    days_left,
    delivery_due_on_after_silence,
    effective_on,
    extension_refusal,
    governing_term,
    last_day_of_extension,
    last_day_to_request_completion,
    last_day_to_transfer,
    longest_extension_days,
    reckon,
)
from radicados.legal_time import LEGAL_TIME
from tests.legal_calendar.calendars import colombia, with_holidays

COLOMBIA = colombia()
CLOSURE = SuspendedDays(date(2020, 12, 21), date(2020, 12, 31), "Resolución 500 de 2020")


def day(text: str) -> date:
    return date.fromisoformat(text)


def stored_terms() -> tuple[Term, ...]:
    rows = json.loads((settings.BASE_DIR / "fixtures" / "terminos_pqrsd.json").read_text())
    typed = (
        {"valid_from": day(row["valid_from"]), "resumption": Resumption(row["resumption"])} for row in rows
    )
    return tuple(Term(**row | values) for row, values in zip(rows, typed, strict=True))


TERMS = stored_terms()
GENERAL = Term("interes_general", 15, 15, "Ley 1437 de 2011, art. 14", date(2015, 6, 30))
RESTARTING = replace(GENERAL, resumption=Resumption.RESTARTS)


def governing(kind: str, received: str) -> Term:
    return governing_term(TERMS, kind=kind, effective_on=day(received), calendar=COLOMBIA)


def due(received: str, *stops: Stop, extension_days: int = 0, term: Term = GENERAL, calendar=COLOMBIA):
    return reckon(term, Facts(day(received), stops, extension_days), calendar)


def stop(requested: str, completed: str | None = None) -> Stop:
    return Stop(day(requested), day(completed) if completed else None)


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
    assert longest_extension_days(governing(kind, "2026-11-20")) == extension_days


@pytest.mark.parametrize("term", TERMS)
def test_an_extended_term_is_at_most_the_double_and_has_its_norm(term):
    assert 0 <= term.extension_days <= term.days
    assert term.norm
    assert term.resumption == Resumption.CONTINUES  # art. 17: «se reactivará»


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
    with pytest.raises(NoTermError, match=kind):
        governing(kind, received)


def test_rows_may_come_in_any_order():
    rows = tuple(reversed(TERMS))
    when = {"effective_on": day("2021-05-06"), "calendar": COLOMBIA}
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
    assert last_day_to_request_completion(day("2026-11-20"), COLOMBIA) == day("2026-12-04")
    assert last_day_to_transfer(day("2026-11-20"), COLOMBIA) == day("2026-11-27")
    assert last_day_to_transfer(day("2026-03-27"), COLOMBIA) == day("2026-04-07")  # Holy Week


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
    assert completion_due_on(day(asked_on), COLOMBIA, is_extended=is_extended) == day(due_on)


@pytest.mark.parametrize("is_extended", [False, True])
def test_obscure_petition_is_clarified_within_ten_days(is_extended):
    """Art. 19."""
    due_on = completion_due_on(day("2026-11-20"), COLOMBIA, is_extended=is_extended, ground="oscura")
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
        ("2026-12-15", False, 1, "venció el 14/12/2026"),
        ("2026-12-14", True, 1, "ya se amplió"),
        ("2026-12-14", False, 16, "entre 1 y 15 días"),
        ("2026-12-14", False, 0, "entre 1 y 15 días"),
        ("2026-12-14", False, -3, "entre 1 y 15 días"),
    ],
)
def test_extension_is_given_once_before_expiry_and_within_the_double(today, already, days, refused_because):
    refusal = extension_refusal(due("2026-11-20"), today=day(today), already_extended=already, days=days)
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
    refusal = extension_refusal(deadline, today=day("2026-11-24"), already_extended=False, days=9)
    assert refused_because in refusal
    assert deadline.term.norm in refusal


# --- Whatever the dates --------------------------------------------------------------------------------
RECEIVED = st.dates(date(2016, 1, 1), date(2027, 6, 30))
TERM = st.builds(
    Term,
    kind=st.just("queja"),
    days=st.integers(1, 40),
    extension_days=st.integers(0, 40),
    norm=st.just("norma"),
    valid_from=st.just(date(2015, 6, 30)),
    resumption=st.sampled_from(Resumption),
)


@st.composite
def facts_of(draw) -> Facts:
    received = draw(RECEIVED)
    spans = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40)), max_size=3))
    starts = [(received + timedelta(days=after), long) for after, long in spans]
    stops = tuple(Stop(start, start + timedelta(days=long)) for start, long in starts)
    return Facts(received, stops, draw(st.integers(0, 30)))


@given(term=TERM, facts=facts_of())
def test_the_last_day_is_a_business_day_and_the_trace_counts_exactly_the_term(term, facts):
    deadline = reckon(term, facts, COLOMBIA)
    numbers = [each.number for each in deadline.trace if each.number]
    assert COLOMBIA.is_business_day(deadline.due_on)
    assert numbers == list(range(1, term.days + facts.extension_days + 1))
    assert all(bool(each.number) != bool(each.reason) for each in deadline.trace)
    assert deadline.trace[-1].date == deadline.due_on
    assert deadline.trace[0].date == facts.effective_on + timedelta(days=1)


@given(term=TERM, facts=facts_of(), offset=st.integers(0, 90))
def test_another_holiday_never_brings_the_due_date_forward(term, facts, offset):
    fuller = with_holidays(COLOMBIA, facts.effective_on + timedelta(days=offset))
    assert reckon(term, facts, fuller).due_on >= reckon(term, facts, COLOMBIA).due_on


@given(term=TERM, facts=facts_of(), more=st.integers(1, 20))
def test_more_days_and_more_stops_never_bring_it_forward(term, facts, more):
    deadline = reckon(term, facts, COLOMBIA)
    longer = replace(facts, extension_days=facts.extension_days + more)
    unstopped = replace(facts, stops=())
    assert reckon(term, longer, COLOMBIA).due_on > deadline.due_on
    assert reckon(term, unstopped, COLOMBIA).due_on <= deadline.due_on


@given(term=TERM, facts=facts_of(), offset=st.integers(0, 200))
def test_elapsed_and_left_add_up_to_the_term(term, facts, offset):
    today = facts.effective_on + timedelta(days=offset)
    deadline = reckon(term, facts, COLOMBIA)
    elapsed, left = days_elapsed(deadline, today, COLOMBIA), days_left(deadline, today, COLOMBIA)
    assert elapsed + left == term.days + facts.extension_days
