"""Days as people write them, in any form that asks for one."""

import re
from datetime import date

import pytest

from ground.webforms.fields import DayField, PortalForm, day_written

DAY = date(2026, 11, 25)
WRITTEN = (
    "2026-11-25", "25/11/2026", "25-11-2026", "25.11.2026", "25 11 2026", "25/11/26", "2026/11/25", " 25 / 11 / 2026 ",
    "25 de noviembre de 2026", "25 de Noviembre del 2026", "25 NOV 2026", "25-nov.-2026", "noviembre 25 de 2026",
    "Noviembre 25, 2026", "el miércoles 25 de noviembre de 2026", "miercoles, 25 de noviembre de 2026",
)  # fmt: skip
NO_DAY = (
    "11/25/2026", "31/02/2026", "2026-02-30", "25/11", "25 de noviembre", "25112026", "hoy", "0/0/0", "25/11/226",
    "25/111/2026", "2026-11-25T10:00", "25 de brumario de 2026", "25–11–2026 a. m.", "2026-11-25\x00", "99999-01-01",
    "٢٥/١١/٢٠٢٦", "de", "-",
)  # fmt: skip


class Asked(PortalForm):
    on = DayField(label="Fecha")


@pytest.mark.parametrize("text", WRITTEN)
def test_a_day_is_understood_however_it_is_written(text):
    assert day_written(text) == DAY
    form = Asked({"on": text})
    assert form.is_valid()
    assert form.cleaned_data == {"on": DAY}
    assert re.search(r'type="date"[^>]* value="2026-11-25"', str(form["on"]))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.º de mayo de 2026", date(2026, 5, 1)),
        ("1° de enero de 2027", date(2027, 1, 1)),
        ("Primero de septiembre de 2026", date(2026, 9, 1)),
        ("30 de sept. de 2026", date(2026, 9, 30)),
        ("29-02-2024", date(2024, 2, 29)),
        ("12 January 2027", date(2027, 1, 12)),
        ("August 1, 2026", date(2026, 8, 1)),
        ("0001-01-01", date(1, 1, 1)),
    ],
)
def test_other_days_too(text, day):
    assert day_written(text) == day


@pytest.mark.parametrize("text", NO_DAY)
def test_what_is_no_day_is_told_beside_it_and_stays_as_it_was_typed(text):
    assert day_written(text) is None
    form = Asked({"on": text})
    assert form.errors == {"on": ["Escriba una fecha que exista, con día, mes y año: 31/08/2026."]}
    assert 'type="text"' in str(form["on"])
