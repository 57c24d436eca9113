"""What one edition says that another did not."""

from dataclasses import replace

import pytest

from tariffs.differences import differences
from tariffs.draft import rows_of
from tariffs.resolution_import import start_edition
from tests.tariffs.editions import NEW_NAME, next_resolution


def between(before, after):
    return differences(rows_of(before), rows_of(after))


def test_an_edition_does_not_differ_from_itself(edition):
    assert not between(edition, edition)


def test_rows_come_go_and_change(edition, printed):
    found = between(edition, start_edition(next_resolution(printed), reason="Otra."))
    assert [rate.name for rate in found.added] == [NEW_NAME]
    assert [rate.code for rate in found.removed] == ["CAL-002"]
    (change,) = found.changed
    assert [(fact.label, fact.before, fact.after) for fact in change.facts] == [
        ("Tasa en pesos", "$ 122.000", "$ 128.100")
    ]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"cop": 109_800}, ("Tasa en pesos", "$ 122.000", "$ 109.800")),
        ({"usd": None}, ("Tasa en dólares", "USD 46", "—")),
        ({"usd": 1_046}, ("Tasa en dólares", "USD 46", "USD 1.046")),
        ({"is_on_site": True}, ("Servicio en sitio", "No", "Sí")),
        ({"minimum_quantity": 5}, ("Mínimo de participantes", "—", "5")),
        ({"footnotes": (8,)}, ("Notas", "—", "Esta tasa aplica cuando el curso")),
    ],
)
def test_each_change_tells_before_and_after(edition, printed, values, told):
    first, *others = printed.rates
    later = start_edition(replace(printed, rates=(replace(first, **values), *others)), reason="Corrección.")
    (fact,) = between(edition, later).changed[0].facts
    assert (fact.label, fact.before, fact.after[: len(told[2])]) == told


@pytest.mark.parametrize(
    ("cop", "percentage"),
    [(128_100, "+5,0 %"), (109_800, "−10,0 %"), (122_001, "+0,0 %"), (122_000, ""), (None, "")],
)
def test_the_percentage_is_of_the_rate_in_pesos(edition, printed, cop, percentage):
    first, *others = printed.rates
    later = start_edition(replace(printed, rates=(replace(first, cop=cop, is_on_site=True), *others)), reason="Otra.")
    assert between(edition, later).changed[0].percentage == percentage
