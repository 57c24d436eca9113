"""What an instrument may be asked, by the rows of the Resolución 015 de 2020: each rule with the sentence that is read,
in the request and in the officer's corrections alike."""

from decimal import Decimal

import pytest

from services.kinds import Service
from services.lines import Told, additional_units, decimal_of, filled, is_read_in_two_ways, problems, rows_for_points
from services.price import AskedLine, all_rates
from tariffs.models import Edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def rates(edition: Edition):
    return all_rates(edition)


def lines(*told: str, is_on_site: bool = False) -> list[AskedLine]:
    """`CAL-177 x 4`."""
    parts = (each.partition(" x ") for each in told)
    return [AskedLine(code, int(quantity or 1), None, is_on_site) for code, _, quantity in parts]


def scope(start="", end="", unit="", points="", **more) -> Told:
    return Told.of({"range_from": start, "range_to": end, "range_unit": unit, "points": points, **more})


BLANK = scope()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0,5", "0.5"), ("0.500", "0.5"), ("-38,8", "-38.8"), ("− 38.8", "-38.8"), ("1 000,5", "1000.5"),
        ("1.000.000", "1000000"), ("1.000,5", "1000.5"), ("1,000.5", "1000.5"), ("", None), ("mil", None),
        ("1e9", None), ("1e999999", None), ("inf", None), ("NaN", None), ("0,1.2", None), ("9" * 30, None),
    ],
)  # fmt: skip
def test_number_is_read_where_it_can_be_but_one(typed, number):
    assert decimal_of(typed) == (number and Decimal(number))


@pytest.mark.parametrize(
    ("typed", "is_doubtful"), [("1.000", True), ("-12.500", True), ("0.500", False), ("1,000", False)]
)
def test_point_before_three_figures_is_doubtful(typed, is_doubtful):
    assert is_read_in_two_ways(typed) is is_doubtful


@pytest.mark.parametrize(
    ("asked", "told", "sentence"),
    [
        # N1 and N8: what is added to another row (and note 1).
        (lines("CAL-177"), BLANK, "digitales hasta 5 dígitos, punto adicional» solo se cobra junto con «CAL-176 "),
        (lines("CAL-219"), BLANK, "solo se cobra junto con «CAL-218 "),
        (lines("CAL-186", "CAL-183"), BLANK, "solo se cobra junto con «CAL-185 "),
        (lines("CAL-106"), BLANK, "La masa de las pesas solo se mide como parte de la unidad pistón cilindro (nota 1)"),
        # N2 and N3: the place.
        (lines("CAL-136"), BLANK, "se presta en sus instalaciones: indique el municipio."),
        (lines("CAL-176", is_on_site=True), BLANK, "solo se presta en los laboratorios del INM."),
        # N4 and N5: one of a family.
        (lines("CAL-176", "CAL-178"), BLANK, "Para un mismo instrumento elija una sola de estas tasas: CAL-176 "),
        (lines("CAL-218", "CAL-220"), BLANK, "elija una sola de estas tasas: CAL-218 "),
        (lines("CAL-111", "CAL-112"), BLANK, "elija una sola de estas tasas: CAL-111 "),
        (lines("CAL-157", "CAL-159"), BLANK, "elija una sola de estas tasas: CAL-157 "),
        (lines("CAL-198", "CAL-200"), BLANK, "elija una sola de estas tasas: CAL-198 "),
        (lines("CAL-002", "CAL-036"), BLANK, "Elija la calibración con ajuste o sin ajuste, no las dos."),
        (lines("CAL-047", "CAL-028"), BLANK, "Elija la calibración con ajuste o sin ajuste, no las dos."),
        # N6: points and the bath that gives them.
        (lines("CAL-003 x 2"), scope(points="20; 90"), "El punto 90 °C no está en el intervalo de esta tasa (0"),
        (lines("CAL-030"), scope(points="5"), "El punto 5 °C no está en el intervalo de esta tasa"),
        (lines("CAL-003", "CAL-006"), scope(points="20; 150"), "no está en el intervalo de ninguna de estas tasas"),
        (lines("CAL-080"), scope(unit="kHz", points="2"), "El punto 2 kHz no está en el intervalo"),
        (lines("CAL-003"), scope(points="20; 30; 40"), "hacen falta al menos 3 de «"),
        (lines("CAL-176", "CAL-177"), scope(unit="V", points="1; 2; 3"), "hacen falta al menos 2 de «"),
        # N7: what it measures, and the row for it.
        (lines("CAL-112"), scope(end="8", unit="N·m"), "La capacidad 8 N·m no corresponde a esta tasa; le corresponde "
         "«CAL-111 "),
        (lines("CAL-111"), scope(end="1,2", unit="kN·m"), "le corresponde «CAL-116 "),
        (lines("CAL-128", is_on_site=True), scope(end="150", unit="Nm"), "le corresponde «CAL-125 "),
        (lines("CAL-215", is_on_site=True), scope("0", "12", "kg"), "le corresponde «CAL-216 "),
        (lines("CAL-216", is_on_site=True), scope("0", "60", "kg"), "le corresponde «CAL-215 "),
        (lines("CAL-073"), scope(end="10,5", unit="kN"), "le corresponde «CAL-074 "),
        (lines("CAL-129"), scope(end="100,5", unit="mm"), "le corresponde «CAL-130 "),
        (lines("CAL-198"), scope(end="20", unit="g"), "le corresponde «CAL-199 "),
        (lines("CAL-226"), scope(end="1", unit="kA"), "le corresponde «CAL-225 "),
        (lines("CAL-203"), scope(end="1", unit="kg"), "La capacidad 1 kg no corresponde a esta tasa."),
        (lines("CAL-130"), scope(end="500", unit="mm"), "no está en la resolución: pida «CAL-244 "),
        (lines("CAL-167"), scope(end="1000", unit="mm"), "no está en la resolución"),
        (lines("CAL-065"), scope(end="150", unit="L"), "no está en la resolución"),
        (lines("CAL-202"), scope(end="60", unit="kg"), "no está en la resolución"),
        (lines("CAL-199"), scope(end="20", unit="kg"), "no está en la resolución"),
        (lines("CAL-214"), scope(end="30", unit="kg"), "no está en la resolución"),
        (lines("CAL-215", is_on_site=True), scope(end="160", unit="kg"), "no está en la resolución"),
        # N9: of what one instrument has so many.
        (lines("CAL-111 x 3"), BLANK, "La cantidad de sentido no es posible para un instrumento"),
        (lines("CAL-053 x 13"), BLANK, "La cantidad de canal no es posible para un instrumento"),
        # N14 and N25: what is not asked in this request.
        (lines("CAL-215", "DES-001", is_on_site=True), BLANK, "Los costos de desplazamiento los calcula el INM."),
        (lines("CAP-012"), BLANK, "Cada solicitud es de un servicio: haga otra para capacitación."),
        (lines("MRC-001"), BLANK, "Cada solicitud es de un servicio: haga otra para materiales de referencia."),
        # N18: note 2.
        (lines("CAL-109"), BLANK, "Para el barómetro declare respuesta de al menos un minuto y registro automático"),
        (lines("CAL-176", "CAL-176"), BLANK, "Esa tasa ya está en este ítem"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_told(rates, asked, told, sentence):
    found = [each for _, each in problems(asked, rates, service=Service.CALIBRATION, told=told)]
    assert any(sentence in each.replace("\u00a0", " ") for each in found), found


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lines("CAL-176", "CAL-177 x 4"), scope(unit="V", points="1; 2; 3; 4; 5")),
        (lines("CAL-002 x 2", "CAL-003 x 2", "CAL-005"), scope(unit="°C", points="-20; 0; 20; 50; 150")),
        (lines("CAL-105", "CAL-106 x 30"), BLANK),
        (lines("CAL-109"), scope(points="700", unit="hPa", is_logged=True)),
        (lines("CAL-157", "CAL-158 x 3"), scope("0", "7,5", "m")),
        (lines("CAL-216", is_on_site=True), scope("0", "220", "g")),
        (lines("CAL-215", is_on_site=True), scope("0", "60", "kg")),
        (lines("CAL-076", is_on_site=True), BLANK),  # a machine does not travel
        (lines("CAL-076", "CAL-077"), scope(end="100", unit="kN")),  # it has several scales
        (lines("CAL-198 x 5", "CAL-199 x 7"), scope(end="1", unit="kg")),  # a set of which no row tells
        (lines("CAL-129"), scope(end="100", unit="mm")),
        (lines("CAL-225"), scope(end="1", unit="kA")),
        (lines("CAL-111 x 2"), scope(end="10", unit="Nm")),
        (lines("CAL-034"), scope("-40", "420", "°C")),  # fixed points are no capacity
        (lines("CAL-176"), scope("0", "10", "otra cosa")),
        (lines("CAL-129"), scope(end="mucho", unit="mm")),
    ],
)
def test_what_can_stand_is_not_refused(rates, asked, told):
    assert list(problems(asked, rates, service=Service.CALIBRATION, told=told)) == []


@pytest.mark.parametrize(
    ("asked", "included", "units"),
    [(3, 3, 0), (4, 3, 1), (1, 20, 0), (21, 20, 1), (12, 9, 3), (1, 1, 0), (Decimal("7.5"), 5, 3), (Decimal(5), 5, 0)],
)
def test_what_is_asked_besides_what_is_included(asked, included, units):
    assert additional_units(asked, included) == units


@pytest.mark.parametrize(
    ("asked", "told", "done"),
    [
        ("CAL-030", scope(points="15; 25; 35"), ["3 puntos"]),
        ("CAL-030", scope(points="10; 20; 25; 30; 40"), ["CAL-030 x 1", "CAL-031 x 2"]),
        ("CAL-048", scope(points="20; 40; 60; 80"), ["CAL-048 x 1", "CAL-049 x 1"]),
        ("CAL-067", scope(points="0,7; 0,8; 0,9; 1"), ["CAL-067 x 1", "CAL-068 x 1"]),
        ("CAL-080", scope(unit="Hz", points=";".join(map(str, range(1, 23)))), ["CAL-080 x 1", "CAL-081 x 2"]),
        ("CAL-109", scope(unit="hPa", points=";".join(map(str, range(400, 1000, 50)))), ["CAL-109 x 1", "CAL-110 x 3"]),
        ("CAL-240", scope(unit="nm", points=";".join(map(str, range(300, 400, 10)))), ["CAL-240 x 1", "CAL-241 x 2"]),
        ("CAL-157", scope("0", "7,5", "m"), ["CAL-157 x 1", "CAL-158 x 3"]),
        ("CAL-159", scope("0", "10", "m"), ["CAL-159 x 1"]),
        ("CAL-176", scope(unit="V", points="1; 2"), ["CAL-176 x 1", "CAL-177 x 1"]),
        ("CAL-176", BLANK, ["CAL-176 x 1"]),
        ("CAL-183", scope(unit="V", points="1; 2"), ["CAL-183 x 1", "CAL-184 x 1"]),
        ("CAL-003", scope(points="10; 20; 30; 40"), ["CAL-003 x 4"]),
    ],
)
def test_the_points_say_how_many_of_each_row(rates, asked, told, done):
    """Names of the rows: «3 puntos», «20 puntos», «9 puntos», «8 longitudes de onda», «hasta 5 metros»."""
    if done == ["3 puntos"]:
        done = ["CAL-030 x 1"]
    found = filled([AskedLine(asked, 0)], rates, told)
    assert [f"{line.code} x {line.quantity}" for line in found] == done


@pytest.mark.parametrize(
    ("point", "code"),
    [("0", "CAL-001"), ("-70", "CAL-002"), ("0.5", "CAL-003"), ("60", "CAL-003"), ("100", "CAL-004"),
     ("200", "CAL-005"), ("300", "CAL-006"), ("419.5", "CAL-007"), ("420", None)],
)  # fmt: skip
def test_a_point_that_two_rows_share_goes_to_the_cheaper(rates, point, code):
    rows = [rates[f"CAL-{number:03}"] for number in range(1, 8)]
    assert rows_for_points([Decimal(point)], rows, "°C").get(Decimal(point)) == code
