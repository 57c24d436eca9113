"""The committed fixture: the facts of Resolución 015 de 2020."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from tariffs.kinds import SectionKind
from tests.tariff_editions import FIXTURE


@pytest.fixture(scope="module")
def rates(printed):
    return {rate.position: rate for rate in printed.rates}


def test_327_rows_stand_in_their_six_sections(printed):
    assert [rate.position for rate in printed.rates] == list(range(1, 328))
    assert Counter(rate.kind for rate in printed.rates) == {
        SectionKind.CALIBRATION: 244,
        SectionKind.TRAINING: 28,
        SectionKind.OTHER_TRAINING: 3,
        SectionKind.ASSISTANCE: 6,
        SectionKind.PROFICIENCY_TEST: 27,
        SectionKind.REFERENCE_MATERIAL: 7,
        SectionKind.TRAVEL: 12,
    }


def test_rows_stand_under_their_laboratories_and_cores(printed):
    sizes = Counter(rate.heading for rate in printed.rates)
    assert [(heading.name, sizes[heading.position]) for heading in printed.headings] == [
        ("Servicios de calibración", 0),
        ("Laboratorio de temperatura y humedad", 51),
        ("Laboratorio de volumen", 15),
        ("Laboratorio de densidad", 6),
        ("Laboratorio de fuerza", 7),
        ("Laboratorio de tiempo y frecuencia", 25),
        ("Laboratorio de presión", 0),
        ("Balanzas de presión", 2),
        ("Manómetros de indicación", 4),
        ("Laboratorio de par torsional", 18),
        ("Laboratorio de longitud", 0),
        ("Bloques", 8),
        ("Mediciones Geométricas", 20),
        ("Mediciones de Longitud", 19),
        ("Laboratorio de continua y alterna", 22),
        ("Laboratorio de masa", 20),
        ("Laboratorio de potencia y energía eléctrica", 14),
        ("Laboratorio de viscosidad", 2),
        ("Laboratorio de medidores de gas", 5),
        ("Subdirección metrología química y biomedicina", 5),
        ("Otros servicios de calibración", 1),
        ("Servicios de capacitación", 0),
        ("Cursos del núcleo básico", 6),
        ("Cursos del núcleo técnico", 22),
        ("Otros servicios de capacitación", 3),
        ("Servicios de asistencia técnica", 6),
        ("Servicios de ensayos de aptitud", 27),
        ("Producto: materiales de referencia certificados", 7),
        ("Costos de desplazamiento a nivel nacional e internacional", 12),
    ]


def test_only_travel_and_one_sentence_lack_figures(printed):
    columns = Counter((rate.cop is not None, rate.smmlv is not None, rate.usd is not None) for rate in printed.rates)
    assert columns == {
        (True, True, True): 314,
        (True, True, False): 10,
        (False, False, True): 2,
        (False, False, False): 1,
    }
    assert [rate.code for rate in printed.rates if rate.text_price] == ["AT-003"]


def test_pesos_are_multiples_of_a_hundred_within_their_bounds(printed):
    pesos = [rate.cop for rate in printed.rates if rate.cop]
    assert (min(pesos), max(pesos)) == (30_000, 9_046_700)
    assert {cop % 100 for cop in pesos} == {0}


def test_the_columns_add_up_to_what_the_printed_ones_do(printed):
    rates = printed.rates
    assert sum(rate.cop or 0 for rate in rates) == 383_299_600
    assert sum(rate.smmlv or 0 for rate in rates) == Decimal("436.755327")
    assert sum(rate.usd or 0 for rate in rates) == 142_621


@pytest.mark.parametrize(
    ("position", "code", "name", "cop", "smmlv", "usd"),
    [
        (1, "CAL-001", "Calibración de termómetro de resistencia en punto de hielo (0°C).",
         122_000, "0.138983", 46),
        (33, "CAL-033", "Calibración de PRT - termómetro de resistencia en puntos fijos: de mercurio a galio "
         "(- 38.8 °C a 29.7 °C).", 2_729_200, "3.109126", 1009),
        (105, "CAL-105", "Calibración de unidad pistón cilindro de balanza de presión (sin medición de masa "
         "de las pesas).", 5_808_200, "6.711726", 2147),
        (108, "CAL-108", "Calibración de manómetro o vacuómetro (sin ajuste), punto adicional.",
         229_800, "0.261790", 85),
        (232, "CAL-232", "Calibración de viscosímetro capilar en vidrio tipo ubbelohde de nivel suspendido "
         "en viscosidad cinemática (0.7 mm²/s a 100 000 mm²/s).", 1_111_300, "1.266002", 411),
        (236, "CAL-236", "Calibración de cámara húmeda (capacidad de 10 L y 25 L).",
         9_046_700, "10.306071", 3345),
        (244, "CAL-244", "Día calibraciones especiales", 2_097_700, "2.389716", 776),
        (251, "CAP-007", "Metrología de Corriente Continua y Alterna", 1_166_700, "1.329114", 432),
        (258, "CAP-014", "Calibración de Masa de Alta exactitud", 3_252_000, "3.704704", 1203),
        (290, "EA-009", "Participación en ensayo de aptitud magnitud de energía eléctrica - calibración de "
         "transformadores de energía", 1_969_000, "2.243100", 728),
        (315, "MRC-007", "Material de Referencia Certificado de Cacao en polvo.", 458_000, "0.521757", 170),
        (327, "DES-012", "Transporte de funcionario para prestar servicios afuera del territorio nacional",
         None, None, 1567),
    ],
)  # fmt: skip
def test_rows_say_what_the_resolution_says(rates, position, code, name, cop, smmlv, usd):
    rate = rates[position]
    assert (rate.code, rate.name) == (code, name)
    assert (rate.cop, rate.smmlv, rate.usd) == (cop, smmlv and Decimal(smmlv), usd)


def test_footnotes_1_to_9_belong_to_rows_and_10_to_an_article(printed, rates):
    marks = {rate.position: rate.footnotes for rate in printed.rates if rate.footnotes}
    assert marks == {
        106: (1,), 109: (2,), 232: (3,), 233: (4,), 273: (5,), 274: (6,), 278: (7,), 279: (8,), 308: (9,),
    }  # fmt: skip
    assert [note.number for note in printed.footnotes] == list(range(1, 11))
    assert [article["number"] for article in printed.articles if article["footnotes"]] == [4]


def test_limits_come_from_the_names(printed):
    assert {rate.code: rate.minimum_quantity for rate in printed.rates if rate.minimum_quantity} == {
        "EA-026": 5,
        "EA-027": 5,
    }
    assert {rate.code: rate.maximum_persons for rate in printed.rates if rate.maximum_persons} == {"CAP-029": 6}


def test_on_site_and_additional_rows_are_known(printed):
    assert sum(rate.is_on_site for rate in printed.rates) == 19
    assert sum(rate.is_additional for rate in printed.rates) == 39
    assert all("en sitio" in rate.name for rate in printed.rates if rate.is_on_site)


def test_every_additional_row_is_added_to_another_of_its_own_laboratory(printed):
    by_code = {rate.code: rate for rate in printed.rates}
    assert {rate.code for rate in printed.rates if rate.additional_to} == {
        rate.code for rate in printed.rates if rate.is_additional
    } | {"CAL-106"}  # which its note makes part of the piston-cylinder unit
    strangers = [
        (rate.code, base)
        for rate in printed.rates
        for base in rate.additional_to
        if by_code[base].heading != rate.heading
    ]
    assert strangers == []


def test_the_act_says_who_issues_it_by_what_power_why_and_who_signs(printed):
    assert printed.issued_by == "EL DIRECTOR GENERAL (E) DEL INSTITUTO NACIONAL DE METROLOGÍA"
    assert printed.competence.startswith("En ejercicio de sus atribuciones legales")
    recitals = printed.recitals.split("\n\n")
    assert (len(recitals), recitals[-1]) == (8, "En mérito de lo anteriormente expuesto,")
    assert all(recital.startswith("Que ") for recital in recitals[:-1])
    assert printed.signatory == "RODOLFO MANUEL GÓMEZ RODRÍGUEZ, Director General (E)"


def test_names_are_clean_and_different(printed):
    assert not any(mark in rate.name for rate in printed.rates for mark in ("$", "\\", "<sup", "<b>", "  "))
    assert len({rate.name for rate in printed.rates}) == len({rate.code for rate in printed.rates}) == 327


def test_the_nine_articles_are_there_with_their_paragraphs(printed):
    assert [(article["number"], len(article["paragraphs"])) for article in printed.articles] == [
        (1, 3), (2, 0), (3, 0), (4, 1), (5, 0), (6, 1), (7, 0), (8, 1), (9, 0),
    ]  # fmt: skip
    assert printed.articles[6]["text"] == (
        "Los descuentos a los que hace referencia la presente resolución en los artículos cuarto, quinto y "
        "sexto no son acumulables."
    )


def test_the_figures_of_the_year_are_named(printed):
    assert (printed.issued_on, printed.valid_from) == (date(2020, 1, 16), date(2020, 1, 16))
    assert (printed.smmlv_pesos, printed.uvt_pesos) == (877_803, 35_607)
    assert printed.repeals.startswith("la Resolución 013 de 2019")


def test_no_scanning_marks_are_left_in_articles_and_footnotes():
    text = FIXTURE.read_text(encoding="utf-8")
    articles = text[: text.index('"headings"')] + text[text.index('"footnotes": [\n  {') :]
    assert not any(mark in articles for mark in ("<sup", "**", "$", "metroológ"))


def test_what_a_base_includes_is_what_its_name_says(printed):
    """«3 puntos», «a 8 longitudes de onda», «hasta 5 pasos», «un metro», «punto inicial»: so many."""
    words = {"un metro": 1, "punto inicial": 1, "método directo": 1}
    for rate in printed.rates:
        if rate.included:
            said = re.search(r"(\d+) (?:puntos|pasos|galgas|cotas|metros|longitudes)", rate.name)
            stated = int(said[1]) if said else next(n for words_, n in words.items() if words_ in rate.name)
            assert (rate.code, rate.included) == (rate.code, stated)
    based = {base for rate in printed.rates for base in rate.additional_to}
    assert {rate.code for rate in printed.rates if rate.included} <= based
