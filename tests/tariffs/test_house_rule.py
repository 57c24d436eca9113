"""The rule of the published rates at home: every mark is one of them."""

import re

import pytest
from django.test import Client

from tariffs.house_rule import WIDTH, house_rule

MARK = re.compile(r"M([\d.]+) 76(v-\d+|V18)")


@pytest.fixture
def rule(edition):
    return house_rule(edition)


def places(rule) -> list[float]:
    return sorted(float(x) for x, _ in MARK.findall(rule.marks + rule.groups))


def test_there_is_one_mark_for_each_rate_and_they_stand_evenly(rule, edition):
    assert rule.count == edition.rates.count() == 327
    assert places(rule) == pytest.approx([n * WIDTH / 327 for n in range(1, 328)], abs=0.06)


def test_a_long_mark_stands_where_each_laboratory_ends(rule):
    ends = [round(float(x) * 327 / WIDTH) for x, _ in MARK.findall(rule.groups)]
    assert ends[:5] == [51, 66, 72, 79, 104]  # temperature, volume, density, force, time
    assert ends[-1] == 327


def test_names_stand_where_they_fit_without_the_title_that_all_share(rule):
    names = [name for _, name in rule.names]
    assert names[:2] == ["Temperatura y humedad", "Tiempo"]
    assert {"Longitud", "Masa"} <= set(names)
    assert not any(name.startswith("Laboratorio") for name in names)


def test_figures_are_the_fifties_and_the_last_and_stand_clear_of_the_long_marks(rule):
    assert [n for _, _, n in rule.figures] == [50, 100, 150, 200, 250, 300, 327]
    assert {n: anchor for _, anchor, n in rule.figures}[200] == "start"  # right after a laboratory ends


def test_every_group_is_listed_with_its_sign_its_count_and_a_mark_for_each_rate(rule):
    listed = [(group.name, group.pic, group.count) for group in rule.listed]
    assert sum(count for *_, count in listed) == 327
    assert listed[:3] == [
        ("Temperatura y humedad", "temperatura", 51),
        ("Volumen", "volumen", 15),
        ("Densidad", "densidad", 6),
    ]
    assert ("Presión", "presion", 6) in listed
    assert [group.name for group in rule.others][-1] == "Desplazamiento a nivel nacional e internacional"
    assert [group.pic for group in rule.listed if group.pic == "patron"] == ["patron"]  # what no sign names
    assert all(group.marks.count("M") == group.count for group in rule.listed)


def test_home_leads_from_each_group_to_its_rates(edition, rule):
    client = Client()
    page = client.get("/").text
    for group in rule.listed:
        assert f'href="/tarifas/?seccion={group.anchor}"' in page
    shown = client.get(f"/tarifas/?seccion={rule.listed[6].anchor}").text
    assert f"{rule.listed[6].count} tasas encontradas" in shown


def test_home_says_how_many_there_are_and_searches_them(edition):
    page = Client().get("/").text
    assert "327&nbsp;publicadas" in page
    assert 'action="/buscar/"' in page


@pytest.mark.django_db
def test_home_without_published_rates_has_no_rule():
    page = Client().get("/").text
    assert "house-rule" not in page
    assert "Consultar precios" in page
