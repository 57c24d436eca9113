"""Figures are read whole: no line ends inside one."""

import pytest

from ground.printable import NO_BREAK_SPACE, unbroken
from tariffs.ranges import QUANTITIES


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("(10 g a 10 kg)", "(10_g a 10_kg)"),
        ("(- 70 °C a 0 °C)", "(-_70_°C a 0_°C)"),
        ("1 µL a 10 000 µL", "1_µL a 10_000_µL"),
        ("0.7 mm²/s a 100 000 mm²/s", "0.7_mm²/s a 100_000_mm²/s"),
        ("(> 100 A hasta < 1 kA)", "(>_100_A hasta <_1_kA)"),
        ("≤ 0.02% y 12 %H.R.", "≤_0.02% y 12_%H.R."),
        ("10 N·m, un sentido", "10_N·m, un sentido"),
        ("102 000 RPM, 20 puntos", "102_000_RPM, 20 puntos"),
        ("de 12 hasta 150 kg", "de 12 hasta 150_kg"),
        ("400 a 1100 hPa", "400 a 1100_hPa"),
        ("mayor a 500 y menor a 1 000 mm", "mayor a 500 y menor a 1_000_mm"),
        ("el año 2020 metrología - masa", "el año 2020 metrología - masa"),
    ],
)
def test_no_line_ends_inside_a_figure(text, whole):
    assert unbroken(text).replace(NO_BREAK_SPACE, "_") == whole


def test_every_unit_of_a_range_stays_with_its_number():
    assert [unit for unit in QUANTITIES if " " in unbroken(f"5 {unit}")] == []
