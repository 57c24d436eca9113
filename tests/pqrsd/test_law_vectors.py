"""The dates of the law, as tables: each with its norm, none with a page or a database.

What each kind has, and when its clock stops, is in the files beside this one.
"""

from datetime import date

import pytest

from pqrsd.completing import completion_due_on
from pqrsd.deadlines import Facts, governing_term, reckon
from tests.pqrsd.terms import COLOMBIA, RESTARTING, TERMS, day, due, governing, stop


# --- Business days (Ley 4 de 1913, art. 62; Ley 51 de 1983) ----------------------------------------------
@pytest.mark.parametrize(
    ("received", "after"),
    [
        ("2020-05-11", "05-18 05-26 06-02 06-09 06-25 07-03"),
        ("2020-04-03", "04-14 04-21 04-28 05-06 05-20 05-28"),  # Holy Week
        ("2020-06-12", "06-23 07-01 07-08 07-15 07-30 08-06"),
        ("2020-12-18", "12-28 2021-01-05 2021-01-13 2021-01-20 2021-02-03 2021-02-10"),
    ],
)
def test_days_are_counted_from_the_one_after_the_reception(received, after):
    counted = [COLOMBIA.after(day(received), days) for days in (5, 10, 15, 20, 30, 35)]
    assert counted == [day(text if len(text) == 10 else f"{received[:5]}{text}") for text in after.split()]


# --- Under which norm, and until when --------------------------------------------------------------------
FIRST, DL_491, LEY_2207 = date(2015, 6, 30), date(2020, 3, 28), date(2022, 5, 18)  # as the rows have them
COURSES = [
    # Decreto Legislativo 491 de 2020, art. 5: in course is what was filed and had not run out on 28 March.
    ("informacion", "2020-03-12", (), 0, FIRST, "2020-03-27"),  # a day before: it stays
    ("interes_general", "2020-03-05", (), 0, FIRST, "2020-03-27"),
    ("informacion", "2020-03-20", (), 0, DL_491, "2020-04-22"),
    ("interes_general", "2020-03-20", (), 0, DL_491, "2020-05-07"),
    ("consulta", "2020-03-20", (), 0, DL_491, "2020-05-14"),
    # A stopped clock is in course, its term unspent: two days used, eighteen left.
    ("informacion", "2020-03-02", (stop("2020-03-05", "2020-03-30"),), 0, DL_491, "2020-04-27"),
    ("informacion", "2020-03-02", (stop("2020-03-05"),), 0, DL_491, None),
    # One that went on before it, and was running then.
    ("informacion", "2020-03-02", (stop("2020-03-05", "2020-03-20"),), 0, DL_491, "2020-04-20"),
    # One that went on and ran out before it: three days used, seven left.
    ("informacion", "2020-03-02", (stop("2020-03-06", "2020-03-10"),), 0, FIRST, "2020-03-19"),
    # One that was overdue is not brought back by what is asked afterwards.
    ("informacion", "2020-03-02", (stop("2020-04-01", "2020-04-03"),), 0, FIRST, "2020-03-16"),
    # An extension kept it running (CPACA, art. 14, par.).
    ("informacion", "2020-03-02", (), 10, DL_491, "2020-04-16"),
    ("informacion", "2020-03-02", (), 5, FIRST, "2020-03-24"),
    # Ley 2207 de 2022 has no rule for what was running: it keeps the term under which it began (Ley 153 de
    # 1887, art. 40).
    ("interes_general", "2022-05-17", (), 0, DL_491, "2022-07-01"),
    ("informacion", "2022-05-17", (), 0, DL_491, "2022-06-15"),
    ("interes_general", "2022-05-18", (), 0, LEY_2207, "2022-06-09"),
    ("informacion", "2022-05-13", (stop("2022-05-16", "2022-05-24"),), 0, DL_491, "2022-06-23"),
    # «Salvo norma legal especial»: Leyes 5 de 1992 and 1581 de 2012 stand through it all.
    ("habeas_reclamo", "2020-03-20", (stop("2020-03-24", "2020-03-30"),), 0, FIRST, "2020-04-15"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "received", "stops", "extension", "since", "due_on"), COURSES)
def test_what_is_in_course_when_the_law_changes_has_the_term_that_it_says(
    kind, received, stops, extension, since, due_on
):
    facts = Facts(day(received), stops, extension)
    term = governing_term(TERMS, kind=kind, facts=facts, calendar=COLOMBIA)
    assert (term.valid_from, reckon(term, facts, COLOMBIA).due_on) == (since, due_on and day(due_on))


@pytest.mark.parametrize(
    ("kind", "received", "since", "due_on"),
    [
        ("informacion", "2020-03-20", FIRST, "2020-04-06"),
        ("interes_general", "2021-05-06", FIRST, "2021-05-28"),
        ("interes_general", "2022-05-17", FIRST, "2022-06-08"),
        ("interes_general", "2022-05-18", LEY_2207, "2022-06-09"),
        ("habeas_reclamo", "2020-03-20", FIRST, "2020-04-15"),
    ],
)
def test_what_is_about_other_fundamental_rights_keeps_the_ordinary_term(kind, received, since, due_on):
    """Decreto Legislativo 491 de 2020, art. 5, paragraph."""
    facts = Facts(day(received), is_about_rights=True)
    term = governing_term(TERMS, kind=kind, facts=facts, calendar=COLOMBIA)
    assert (term.valid_from, reckon(term, facts, COLOMBIA).due_on) == (since, day(due_on))


# --- Completing it ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "asked", "is_extended", "until"),
    [
        # CPACA, art. 17: a month, and another only for whoever asks for it before the first is over.
        ("queja", "2024-02-05", False, "2024-03-05"),
        ("queja", "2024-02-05", True, "2024-04-05"),
        ("queja", "2024-01-31", False, "2024-02-29"),
        # Ley 1581 de 2012, art. 15: two months, and nothing more.
        ("habeas_reclamo", "2024-02-05", False, "2024-04-05"),
        ("habeas_reclamo", "2024-02-05", True, "2024-04-05"),
        ("habeas_reclamo", "2024-12-31", False, "2025-02-28"),
        ("habeas_reclamo", "2025-01-31", False, "2025-03-31"),
    ],
)
def test_the_petitioner_s_own_term_is_of_calendar_months(kind, asked, is_extended, until):
    assert completion_due_on(governing(kind, asked), day(asked), COLOMBIA, is_extended=is_extended) == day(until)


def test_completion_resumes_the_term_and_the_older_reading_restarts_it():
    """CPACA, art. 17, as replaced by Ley 1755 de 2015: «se reactivará»; in 2011 it began to run."""
    facts = Facts(day("2020-03-02"), (stop("2020-03-05", "2020-03-30"),))
    longer = governing_term(TERMS, kind="informacion", facts=facts, calendar=COLOMBIA)
    assert reckon(longer, facts, COLOMBIA).due_on == day("2020-04-27")
    restarting = type(longer)(**vars(longer) | {"resumption": RESTARTING.resumption})
    assert due("2020-03-02", *facts.stops, term=restarting).due_on == day("2020-04-29")
