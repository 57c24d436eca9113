"""Every trap of a scanned resolution, on a small text that has them all."""

from datetime import date
from decimal import Decimal

import pytest

from tariffs import resolution_lines
from tariffs.kinds import SectionKind, Unit
from tariffs.printed import dumps, loads
from tariffs.resolution_lines import ResolutionTextError
from tariffs.resolution_text import parse
from tests.tariff_editions import TEXT


@pytest.fixture(scope="module")
def read():
    return parse(TEXT)


def row(read, place):
    return read.rates[place - 1]


def test_the_act_is_named_dated_and_repeals(read):
    assert (read.number, read.issued_on) == ("001-2031", date(2031, 2, 3))
    assert read.title == "Por la cual se fijan las tasas de prueba."
    assert read.repeals == "la Resolución 9 de 2030"
    assert (read.valid_from, read.smmlv_pesos) == (None, None)


def test_the_preamble_and_the_signature_are_kept_as_printed_and_what_surrounds_them_is_not(read):
    assert read.issued_by == "LA DIRECTORA GENERAL DE PRUEBA"
    assert read.competence == "En ejercicio de sus facultades, y"
    assert read.recitals == "Que en virtud de lo anterior\testo se lee.\n\nQue también esto."
    assert read.signatory == "ANA DE PRUEBA, Directora General"


def test_rows_keep_the_order_of_the_document_over_page_headers(read):
    assert [rate.position for rate in read.rates] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [rate.name for rate in read.rates] == [
        "Calibración de pipetas (1 µL a 10 000 µL), por canal.",
        "Calibración de sólidos (≤ 0.02%).",
        "Medición de una pesa.",
        "Contexto metrológico",
        "Día de estadía, máximo 6 personas",
        "Cursos. Servicio en sitio.",
        "Día de viáticos",
        "Día de viáticos para servicios en el exterior",
    ]


def test_what_was_printed_is_kept_beside_what_was_understood(read):
    assert row(read, 1).raw_name == "Calibración de pipetas (1 $\\mu$ L a 10 000 $\\mu$ L), por canal."
    assert row(read, 2).raw_figures == ("229.800", "0,261790", "1.009")
    assert row(read, 4).raw_name == "Contexto metroológico"


@pytest.mark.parametrize(
    ("place", "cop", "smmlv", "usd"),
    [
        (1, 599100, "0.682499", 222),
        (2, 229800, "0.261790", 1009),  # dots between thousands, a comma before decimals
        (3, 100000, "0.113921", 1203),  # a space between thousands of dollars
        (7, 325700, "0.371040", None),
        (8, None, None, 293),
    ],
)
def test_figures_are_read_however_they_are_separated(read, place, cop, smmlv, usd):
    rate = row(read, place)
    assert (rate.cop, rate.smmlv, rate.usd) == (cop, smmlv and Decimal(smmlv), usd)


def test_a_sentence_can_stand_for_the_price(read):
    assert row(read, 6).text_price == "Aplica la tasa de los servicios de capacitación"
    assert (row(read, 6).cop, row(read, 6).smmlv, row(read, 6).usd) == (None, None, None)
    assert row(read, 6).is_on_site


def test_headings_make_a_tree_whatever_marks_them(read):
    found = [(heading.position, heading.parent, heading.name) for heading in read.headings]
    assert found == [
        (1, None, "Servicios de calibración"),
        (2, 1, "Laboratorio de volumen"),
        (3, 1, "Laboratorio de presión"),
        (4, 3, "Balanzas"),
        (5, 3, "Manómetros"),
        (6, None, "Servicios de capacitación"),
        (7, 6, "Cursos del núcleo básico"),
        (8, 6, "Otros servicios de capacitación"),
        (9, None, "Servicios de asistencia técnica"),
        (10, None, "Costos de desplazamiento"),
    ]
    assert [rate.heading for rate in read.rates] == [2, 2, 5, 7, 8, 9, 10, 10]


def test_kinds_tell_other_training_from_training(read):
    assert [rate.kind for rate in read.rates[3:7]] == [
        SectionKind.TRAINING, SectionKind.OTHER_TRAINING, SectionKind.ASSISTANCE, SectionKind.TRAVEL,
    ]  # fmt: skip


def test_footnotes_belong_to_their_rows_and_articles(read):
    assert row(read, 3).footnotes == (1,)
    assert read.articles[1]["footnotes"] == [2]
    assert [(note.number, note.text) for note in read.footnotes] == [
        (1, "Solo con la unidad."),
        (2, "Decreto de prueba.\n\nCon dos párrafos."),
    ]


def test_articles_keep_their_text_and_paragraphs(read):
    first, second, third = read.articles
    assert (first["number"], first["name"], first["text"]) == (
        1,
        "Artículo primero",
        "Las TASAS quedarán así:",
    )
    assert first["paragraphs"][0]["name"] == "Parágrafo primero"
    assert first["paragraphs"][0]["text"] == "Las tasas en dólares son para extranjeros."
    assert second["text"] == "Se paga en sitio, como dice el decreto.\n\nY esto también."
    assert third["text"].endswith("deroga la Resolución 9 de 2030.")


@pytest.mark.parametrize(
    ("name", "kind", "unit"),
    [
        ("Termómetro en baño con agua, un punto.", SectionKind.CALIBRATION, Unit.POINT),
        ("Densidad de líquidos, por punto de temperatura.", SectionKind.CALIBRATION, Unit.POINT),
        ("Densímetro de inmersión, punto adicional.", SectionKind.CALIBRATION, Unit.POINT),
        ("Densímetro de inmersión, 3 puntos.", SectionKind.CALIBRATION, Unit.SERVICE),
        ("Pipetas multicanal, por canal.", SectionKind.CALIBRATION, Unit.CHANNEL),
        (
            "Par torsional hasta 10 N·m, un sentido. Servicio en sitio.",
            SectionKind.CALIBRATION,
            Unit.DIRECTION,
        ),
        ("Patrones de frecuencia, día adicional (8 horas).", SectionKind.CALIBRATION, Unit.DAY),
        ("Metrología Básica", SectionKind.TRAINING, Unit.COURSE),
        ("Día de estadía, máximo 6 personas", SectionKind.OTHER_TRAINING, Unit.DAY),
        ("Día de estadía, persona adicional", SectionKind.OTHER_TRAINING, Unit.PERSON_DAY),
        ("Día de curso en sitio por persona", SectionKind.ASSISTANCE, Unit.PERSON_DAY),
        ("Participación en ensayo", SectionKind.PROFICIENCY_TEST, Unit.PARTICIPATION),
        ("Cacao en polvo.", SectionKind.REFERENCE_MATERIAL, Unit.ITEM),
        ("Mediodía de viáticos", SectionKind.TRAVEL, Unit.HALF_DAY),
        ("Transporte equipos", SectionKind.TRAVEL, Unit.TRANSPORT),
    ],
)
def test_the_name_states_the_unit(name, kind, unit):
    assert resolution_lines.unit_of(name, kind) is unit


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("(2 $\\mu$ s a 5 s)", "(2 µs a 5 s)"),
        ("( $\\geq 1$ kA).", "(≥ 1 kA)."),
        ("(especificación $> 0.02\\%$ , referido)", "(especificación > 0.02%, referido)"),
        ("( $0.7 \\text{ mm}^2/\\text{s}$ ) <sup>3</sup> .", "(0.7 mm²/s)."),
        ("$6\\,000\\,000 \\text{ mPa}\\cdot\\text{s}$", "6 000 000 mPa·s"),
        ("patrón <sup>2</sup> , 9 puntos.", "patrón, 9 puntos."),
        ("Corriente Continua y Alterná", "Corriente Continua y Alterna"),
        ("comparadores de caratula.", "comparadores de caratula."),  # spelt so by the resolution
        ("solicitado en sitio, aplicará", "solicitado en sitio, aplicará"),
    ],
)
def test_names_lose_what_scanning_left_and_nothing_else(printed, cleaned):
    assert resolution_lines.clean(printed) == cleaned


@pytest.mark.parametrize("printed", ["12 34", "1,5", "abc", "1.0000", "-3", "1 000 00"])
def test_a_doubtful_whole_figure_is_refused(printed):
    with pytest.raises(ResolutionTextError, match="no es una cifra entera"):
        resolution_lines.whole(printed)


@pytest.mark.parametrize("printed", ["0.12345", "1 234.567890", "0.1234567", "x"])
def test_a_doubtful_wage_figure_is_refused(printed):
    with pytest.raises(ResolutionTextError, match="seis decimales"):
        resolution_lines.six_decimals(printed)


@pytest.mark.parametrize(
    ("was", "became", "complaint"),
    [
        ("599 100\t", "5991 00\t", "Línea 28: «5991 00»"),
        ("\t222\n", "\t222\t7\n", "hay 4 cifras"),
        ("### 1. SERVICIOS DE CALIBRACIÓN", "### 1. SERVICIOS DE ALGO", "no dice de qué clase"),
        ("### 1. SERVICIOS DE CALIBRACIÓN\n\n", "", "no está dentro de ninguna sección"),
        ("<sup>1</sup> Solo", "Solo", "no se entiende «Solo con la unidad.»"),
        ("<sup>1</sup> Solo con la unidad.\n", "", "falta la nota 1"),
        ("**ARTÍCULO SEGUNDO", "**ARTÍCULO QUINTO", "debía venir el artículo segundo"),
        ("(03 FEB 2031)", "", "no dice su número, su fecha o su título"),
        ("Aplica la tasa de los servicios de capacitación", "Aplica otra\t1\t2", "en lugar de una cifra"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(was, became, complaint):
    assert was in TEXT
    with pytest.raises(ResolutionTextError, match=complaint):
        parse(TEXT.replace(was, became, 1))


def test_the_fixture_says_all_that_was_read(read):
    assert loads(dumps(read)) == read
