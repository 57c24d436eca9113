"""The ranges that names state, and those that people type."""

from decimal import Decimal

import pytest

from tariffs.kinds import SectionKind
from tariffs.ranges import ALSO, QUANTITIES, SPELT, Range, asked_for, read
from tariffs.resolution_lines import range_of


def range_(start: str | None, end: str | None, unit: str) -> Range:
    return Range(None if start is None else Decimal(start), None if end is None else Decimal(end), unit)


@pytest.mark.parametrize(
    ("code", "stated"),
    [
        ("CAL-001", ("0", "0", "°C")),
        ("CAL-002", ("-70", "0", "°C")),
        ("CAL-007", ("300", "419.5", "°C")),
        ("CAL-009", ("800", "1100", "°C")),
        ("CAL-010", ("-38", "5", "°C")),
        ("CAL-013", ("-38", "5", "°C")),
        ("CAL-021", ("-1", "1", "°C")),
        ("CAL-029", ("-70", "250", "°C")),
        ("CAL-032", ("0.01", "0.01", "°C")),
        ("CAL-033", ("-38.8", "29.7", "°C")),
        ("CAL-035", ("0.01", "660.3", "°C")),
        ("CAL-048", ("12", "85", "%H.R.")),
        ("CAL-050", ("-10", "20", "°C")),
        ("CAL-052", ("1", "10000", "µL")),
        ("CAL-053", ("1", "10000", "µL")),
        ("CAL-055", (None, "50", "mL")),
        ("CAL-057", (None, "2000", "mL")),
        ("CAL-060", (None, "10", "L")),
        ("CAL-061", (None, "10", "L")),
        ("CAL-066", ("200", "1000", "L")),
        ("CAL-067", None),
        ("CAL-073", ("0.1", "10", "kN")),
        ("CAL-075", ("101", "1000", "kN")),
        ("CAL-076", ("500", "20000", "N")),
        ("CAL-080", ("0.1", "1700", "Hz")),
        ("CAL-082", ("1", "300000000", "Hz")),
        ("CAL-084", ("300", "8000", "MHz")),
        ("CAL-088", ("1", "6000000000", "Hz")),
        ("CAL-094", ("100", "100", "kHz")),
        ("CAL-102", ("2", "5000000", "µs")),
        ("CAL-107", None),
        ("CAL-111", (None, "10", "N·m")),
        ("CAL-118", (None, "100", "N·m")),
        ("CAL-128", (None, "3000", "N·m")),
        ("CAL-129", ("0.5", "100", "mm")),
        ("CAL-130", ("100", "500", "mm")),
        ("CAL-132", None),
        ("CAL-157", (None, "5", "m")),
        ("CAL-159", (None, "10", "m")),
        ("CAL-167", ("500", "1000", "mm")),
        ("CAL-170", (None, "500", "mm")),
        ("CAL-171", ("500", None, "mm")),
        ("CAL-176", None),
        ("CAL-178", None),
        ("CAL-194", (None, "100", "mV")),
        ("CAL-198", ("1", "5000", "mg")),
        ("CAL-201", ("10", "10000", "g")),
        ("CAL-202", ("20", "50", "kg")),
        ("CAL-203", ("1", "200000", "mg")),
        ("CAL-204", ("1", "1000000", "mg")),
        ("CAL-212", ("1000", "1000", "kg")),
        ("CAL-213", (None, "5", "kg")),
        ("CAL-214", ("5", "20", "kg")),
        ("CAL-215", ("12", "150", "kg")),
        ("CAL-216", (None, "12", "kg")),
        ("CAL-217", (None, "50", "kg")),
        ("CAL-218", None),
        ("CAL-225", ("1", None, "kA")),
        ("CAL-226", ("100", "1000", "A")),
        ("CAL-227", (None, "100", "A")),
        ("CAL-230", ("500", "10000", "V")),
        ("CAL-232", ("0.7", "100000", "mm²/s")),
        ("CAL-233", ("1", "6000000", "mPa·s")),
        ("CAL-234", ("16", "16000", "L/h")),
        ("CAL-236", None),
        ("CAL-238", None),
        ("CAL-240", None),    ],
)  # fmt: skip
def test_the_names_of_the_resolution_state_their_ranges(printed, code, stated):
    (rate,) = (rate for rate in printed.rates if rate.code == code)
    assert read(rate.name) == (stated and range_(*stated))


def test_the_fixture_has_what_its_names_state_and_only_calibrations_have_ranges(printed):
    for rate in printed.rates:
        known = Range(rate.range_from, rate.range_to, rate.range_unit) if rate.range_unit else None
        assert known == range_of(rate.name, rate.kind), rate.code
        assert rate.kind is SectionKind.CALIBRATION or known is None
    assert sum(bool(rate.range_unit) for rate in printed.rates) == 152


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10 kg", ("10", "10", "kg")),
        ("10kg", ("10", "10", "kg")),
        (" 1.000 KG ", ("1000", "1000", "kg")),
        ("0,5 mm", ("0.5", "0.5", "mm")),
        ("0.005 g", ("0.005", "0.005", "g")),
        ("0 a 300 °C", ("0", "300", "°C")),
        ("-20 ºC", ("-20", "-20", "°C")),
        ("10 ul", ("10", "10", "µL")),
        ("5 Nm", ("5", "5", "N·m")),
        ("10 - 20 kg", ("10", "20", "kg")),
        ("hasta 10 N·m", (None, "10", "N·m")),
        ("2 mg a 5 g", ("2", "5000", "mg")),
        ("5 kg a 2 kg", None),
        ("5 kg a 2 m", None),
        ("10", None),
        ("kg", None),
        ("una pesa", None),
        ("10 kg de papas", None),
        (f"{'9' * 100} kg", None),
        ("0.0000000000000000000000000001 kg", None),
        ("", None),
    ],
)
def test_what_people_type_is_a_value_a_range_or_neither(typed, meant):
    assert asked_for(typed) == (meant and range_(*meant))


@pytest.mark.parametrize(
    ("served", "asked", "does"),
    [
        (("1", "5000", "mg"), ("5", "5", "g"), True),
        (("1", "5000", "mg"), ("5001", "5001", "mg"), False),
        (("20", "50", "kg"), ("10", "30", "kg"), False),
        ((None, "10", "L"), ("25", "25", "mL"), True),
        (("1", None, "kA"), ("2000", "2000", "A"), True),
        (("1", None, "kA"), (None, "2", "kA"), False),
        (("1", "10", "kg"), ("5", "5", "m"), False),
    ],
)
def test_a_range_covers_what_lies_in_it_whatever_the_prefixes(served, asked, does):
    assert range_(*served).covers(range_(*asked)) is does


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        (("10", "10000", "g"), "10 g a 10 000 g"),
        ((None, "0.5", "mm"), "hasta 0,5 mm"),
        (("1", None, "kA"), "desde 1 kA"),
        (("-38.80", "-38.80", "°C"), "-38,8 °C"),
    ],
)
def test_a_range_is_told_in_its_unit(stated, told):
    assert str(range_(*stated)).replace("\u00a0", " ") == told


def test_no_two_units_are_spelt_alike():
    assert len(SPELT) == len(QUANTITIES) + len(ALSO)
