"""What reports are made of, without a database: suppression, times, charts."""

from datetime import date, timedelta
from itertools import product
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ground.charts import tallies
from ground.charts.drawing import MOST_BARS, drawn
from ground.charts.tables import Chart, FigureTable, written
from legal_calendar.spans import Span, business_days, calendar_days
from pqrsd.reports.people import FEW, THRESHOLD, publishable
from tests.legal_calendar.calendars import colombia

CALENDAR = colombia()
SVG = "{http://www.w3.org/2000/svg}"


# --- Suppression: Ley 1581 de 2012, art. 5 -------------------------------------------------------------
@pytest.mark.parametrize(
    ("counts", "total", "shown"),
    [
        ([5, 9], 14, [5, 9]),  # nothing to suppress
        ([4, 9], 30, [FEW, 9]),  # 21 are left over, and nobody knows how many of them answered nothing
        ([0, 9], 30, [FEW, 9]),  # none is few, too
        ([4, 9], 13, None),  # the total less nine would be four
        ([0, 9], 9, None),  # and here none
        ([1, 2, 40], 47, [FEW, FEW, 40]),
        ([1, 2, 40], 44, None),
        ([3, 1], 4, None),
        ([0, 0], 0, None),
        ([3, 1], 5, [FEW, FEW]),
    ],
)
def test_small_counts_are_not_said(counts, total, shown):
    groups = dict(zip("abcdef", counts, strict=False))
    published = publishable(groups, total)
    assert (published and list(published.values())) == shown


COUNTS = st.lists(st.integers(0, 12), min_size=2, max_size=4)


@given(COUNTS, st.integers(0, 15))
def test_no_suppressed_count_can_be_derived(counts, silent):
    """Whoever knows the total, what is published and the rule finds every count from 0 to 4 possible."""
    total = sum(counts) + silent
    published = publishable(dict(enumerate(counts)), total)
    if published is None:
        return
    hidden = [group for group, said in published.items() if said == FEW]
    alternatives = [
        {**published, **dict(zip(hidden, guess, strict=True))}
        for guess in product(range(THRESHOLD), repeat=len(hidden))
    ]
    consistent = [
        guess for guess in alternatives if sum(guess.values()) <= total and publishable(guess, total) == published
    ]
    for group in hidden:
        assert {guess[group] for guess in consistent} == set(range(THRESHOLD))


@given(st.integers(1, 9), st.integers(2, 3))
def test_a_withheld_table_says_nothing_of_any_group(total, groups):
    """Of each group there is more than one count with which the table would be withheld."""
    every = product(range(total + 1), repeat=groups)
    withheld = [
        counts for counts in every if sum(counts) <= total and publishable(dict(enumerate(counts)), total) is None
    ]
    for group in range(groups):
        assert len({counts[group] for counts in withheld}) != 1


# --- Times ---------------------------------------------------------------------------------------------
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(-2, 90), st.integers(1, 3)), min_size=1, max_size=8))
def test_business_days_are_those_of_the_calendar(spans):
    first = date(2026, 1, 1)
    spans = [
        Span(first + timedelta(start), first + timedelta(start + length), count)
        for start, length, count in spans
        if start + length >= 0
    ]
    expected: dict[int, int] = {}
    for span in spans:
        days = max(0, CALENDAR.days_between(span.start, span.end))
        expected[days] = expected.get(days, 0) + span.count
    assert business_days(spans, CALENDAR) == expected


def test_calendar_days_count_all_of_them():
    assert calendar_days([Span(date(2026, 8, 7), date(2026, 8, 10), 2)]) == {3: 2}
    assert business_days([Span(date(2026, 8, 7), date(2026, 8, 10), 2)], CALENDAR) == {1: 2}


@pytest.mark.parametrize(
    ("tally", "mean", "median"),
    [
        ({}, None, None),
        ({3: 1}, 3.0, 3.0),
        ({3: 1, 4: 1}, 3.5, 3.5),
        ({1: 2, 10: 1}, 4.0, 1.0),
        ({0: 1, 2: 1, 9: 2}, 5.0, 5.5),
    ],
)
def test_mean_and_median_of_a_tally(tally, mean, median):
    assert (tallies.mean(tally), tallies.median(tally)) == (mean, median)


# --- Figures as they are written -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("value", "text"),
    [(1234567, "1.234.567"), (12.5, "12,5"), (1234.0, "1.234,0"), (0, "0"), (None, "—"), (FEW, "menos de 5")],
)
def test_figures_are_written_as_in_colombia(value, text):
    assert written(value) == text


# --- Charts --------------------------------------------------------------------------------------------
def table(rows, *, chart=Chart.BARS, charted=1, columns=("Clase", "Una", "Otra", "Más")) -> FigureTable:
    return FigureTable("clave", "Título & <título>", columns, tuple(rows), chart=chart, charted=charted)


def elements(svg: str, name: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(svg).findall(f".//{SVG}{name}")


def test_bars_have_a_label_and_a_figure_each():
    svg = drawn(table([("Queja", 1234), ("Reclamo <b>&", 617)]))
    assert len(elements(svg, "rect")) == 2
    long, short = (float(bar.get("width")) for bar in elements(svg, "rect"))
    assert long == pytest.approx(2 * short, abs=0.2)
    assert [text.text for text in elements(svg, "text")] == ["Queja", "1.234", "Reclamo <b>&", "617"]
    assert "<b>" not in svg


def test_chart_is_an_image_with_a_name():
    root = ElementTree.fromstring(drawn(table([("Queja", 1)])))
    assert root.get("role") == "img"
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert set(root.get("aria-labelledby").split()) == ids
    assert root.find(f"{SVG}title").text == "Título & <título>"


def test_stacked_series_differ_by_their_pattern():
    svg = drawn(table([("Queja", 5, 3, 2)], chart=Chart.STACKED, charted=3))
    patterns = {pattern.get("id") for pattern in elements(svg, "pattern")}
    used = {bar.get("fill") for bar in elements(svg, "rect")} - {None}
    assert used == {f"url(#{name})" for name in patterns}
    assert len(used) == 2


def test_lines_have_a_mark_of_their_own_for_each_point():
    rows = [(f"mes {number}", number, 3) for number in range(12)]
    svg = drawn(table(rows, chart=Chart.LINE, charted=2))
    assert len(elements(svg, "polyline")) == 2
    assert len(elements(svg, "circle")) == len(rows) + 1  # and the one of the legend
    assert len(elements(svg, "rect")) == len(rows) + 1


def test_long_tables_draw_their_first_rows_and_say_so():
    svg = drawn(table([(f"Oficina {number}", 100 - number) for number in range(30)]))
    assert len(elements(svg, "rect")) == MOST_BARS
    assert "faltan 15" in svg
    assert elements(svg, "text")[-1].text == "y 15 más, en el cuadro"


@pytest.mark.parametrize(
    "rows", [[("Queja", 0)], [("Queja", FEW), ("Reclamo", 9)], [("Queja", None)], [("x" * 300, 1)]]
)
def test_what_has_no_length_is_still_a_chart(rows):
    assert elements(drawn(table(rows)), "text")


def test_nothing_is_drawn_of_no_rows():
    assert drawn(table([])) == drawn(table([("Queja", 1)], chart=Chart.NONE)) == ""


@given(st.text(), st.integers(0, 10**7))
def test_any_label_gives_a_well_formed_image_without_styles(label, value):
    svg = drawn(table([(label, value), ("otra", 1)]))
    ElementTree.fromstring(svg)
    assert " style=" not in svg
