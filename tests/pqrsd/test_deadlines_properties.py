"""What the clock of a petition holds to whatever the dates."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pqrsd.deadlines import Facts, Resumption, Stop, days_elapsed, days_left, reckon
from tests.legal_calendar.calendars import with_holidays
from tests.pqrsd.terms import COLOMBIA, GENERAL

RECEIVED = st.dates(date(2016, 1, 1), date(2027, 6, 30))
TERM = st.builds(
    replace,
    st.just(GENERAL),
    days=st.integers(1, 40),
    extension_days=st.integers(0, 40),
    resumption=st.sampled_from([Resumption.CONTINUES, Resumption.RESTARTS]),
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


@given(term=TERM, facts=facts_of())
def test_a_term_that_runs_is_due_on_the_day_from_the_reception_or_from_the_completion(term, facts):
    deadline = reckon(replace(term, resumption=Resumption.RUNS), facts, COLOMBIA)
    unstopped = reckon(term, replace(facts, stops=()), COLOMBIA)
    restarted = reckon(replace(term, resumption=Resumption.RESTARTS), facts, COLOMBIA)
    assert deadline.due_on in {unstopped.due_on, restarted.due_on}
    assert deadline.from_completion_on == (restarted.due_on if facts.stops else None)


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
