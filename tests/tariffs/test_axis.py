"""Ranges on one axis: where it begins and ends, what is written on it, and where each range lies."""

import pytest

from tariffs.axis import axis_of
from tariffs.ranges import asked_for


def ranges(*texts):
    return [asked_for(text) for text in texts]


MASSES = ranges("1 mg a 5 g", "10 g a 10 kg", "1000 kg")
TEMPERATURES = ranges("-70 a 0 °C", "0 a 80 °C", "300 a 1100 °C")


def words(axis):
    return [said.replace("\u00a0", " ") for _, said in axis.marks if said]


@pytest.mark.parametrize(
    ("shown", "is_log", "low", "high", "written"),
    [
        (MASSES, True, 1e-3, 1e6, ["1 mg", "1 g", "1 kg", "1 000 kg"]),
        (TEMPERATURES, False, -70, 1100, ["0 °C", "200 °C", "400 °C", "600 °C", "800 °C", "1 000 °C"]),
        # An end that is open has a decade, or a step, to go on.
        (ranges("hasta 10 N·m", "hasta 100 N·m", "hasta 3000 N·m"), True, 1, 1e4, None),
        (ranges("hasta 100 A", "100 a 1000 A", "desde 1 kA"), True, 10, 1e4, ["10 A", "100 A", "1 kA", "10 kA"]),
        (ranges("2 a 4 mm", "3 a 5 mm", "2 a 6 mm"), False, 2, 6, ["2 mm", "3 mm", "4 mm", "5 mm", "6 mm"]),
        (ranges("0 a 4 mm", "3 a 50 mm", "2 a 60 mm"), False, 0, 60, None),
    ],
)
def test_an_axis_is_logarithmic_where_that_says_more(shown, is_log, low, high, written):
    axis = axis_of(shown)
    assert (axis.is_log, axis.low, axis.high) == (is_log, pytest.approx(low), pytest.approx(high))
    assert written is None or words(axis) == written


@pytest.mark.parametrize(
    "shown", [MASSES[:2], ranges("5 kg", "5 kg", "5 kg"), ranges("hasta 5 kg", "desde 5 kg", "5 kg"), []]
)
def test_few_ranges_and_ranges_of_one_value_have_no_axis(shown):
    assert axis_of(shown) is None


@pytest.mark.parametrize(
    ("asked", "place", "fitting"),
    [
        ("1 g", 33.33, [True, False, False]),
        ("1 kg", 66.67, [False, True, False]),
        ("2 g a 4 g", 38.35, [True, False, False]),
        ("0 kg", 0, [False, False, False]),  # it has no place on decades: it stands where they begin
        ("1 µg", 0, [False, False, False]),
    ],
)
def test_what_is_asked_for_has_one_place_on_all_bars(asked, place, fitting):
    axis = axis_of(MASSES, asked_for(asked))
    bars = [axis.bar(each) for each in MASSES]
    assert [bar.asked for bar in bars] == [pytest.approx(place, abs=0.01)] * 3
    assert [bar.fits for bar in bars] == fitting


def test_bars_lie_between_their_ends_and_an_open_one_reaches_the_edge():
    shown = MASSES + ranges("desde 10 kg")
    bars = [(bar.left, bar.right, bar.begins, bar.ends) for bar in map(axis_of(shown).bar, shown)]
    assert bars == [
        (0, pytest.approx(41.1), True, True),
        (pytest.approx(44.44), pytest.approx(77.78), True, True),
        (100, 100, True, True),
        (pytest.approx(77.78), 100, True, False),
    ]
