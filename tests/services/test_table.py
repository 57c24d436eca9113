"""Instruments pasted from a spreadsheet, as people title its columns: a wrong cell is named, and nothing is lost."""

import pytest

from services.kinds import Service
from services.models import ServiceRequest
from tests.factories import laboratory_user
from tests.pqrsd.form_answers import text_of
from tests.services.test_request_page import COMMON, answers, page_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ready")]

PAGE = page_of(Service.CALIBRATION)
GOOD = (
    "N.º de serie\tEquipo\tFabricante\tModelo\tRango\tPuntos de calibración\tTasa\tPatrón\n"
    'A-1\tMultímetro\tMarca Ñ\tM1\t\t"1; 2; 3"\tCAL-176\tsí\n'
    "\n"
    "A-2\tPesa\tMarca Ñ\tNo tiene\t1 g a 1 kg\t\tCAL-201\tno\n"
)
TITLES = "Instrumento;Marca;Modelo;Serial"


@pytest.fixture
def customer(client):
    client.force_login(laboratory_user())
    return client


def posted(rows: str, **more: str) -> dict[str, str]:
    token = answers(Service.CALIBRATION)["draft"]
    return (
        COMMON | {"item1-name": "", "item1-serial": "", "draft": token, "action": "review", "table-rows": rows} | more
    )


def test_a_table_is_a_request_of_as_many_instruments(customer):
    rows = GOOD.replace("\tPatrón", "\tSe usa como patrón")
    told = text_of(customer.post(PAGE, posted(rows)))
    assert "Multímetro · Marca Ñ · M1 · A-1 · 1; 2; 3 · 1 × CAL-176, 2 × CAL-177" in told
    assert "1 a 1000 g" in told
    customer.post(PAGE, posted(rows, action="file"))
    items = ServiceRequest.objects.get().items.order_by("position")
    assert [(item.serial, item.model) for item in items] == [("A-1", "M1"), ("A-2", "No tiene")]
    assert [item.details.get("is_standard") for item in items] == ["True", None]


def test_what_was_typed_and_what_was_pasted_go_together(customer):
    first = {f"item1-{name}": value for name, value in
             {"name": "Balanza", "maker": "X", "model": "Y", "serial": "B-1"}.items()}  # fmt: skip
    rows = f"{TITLES}\nPesa;X;Y;b 1\nPesa;X;Y;B-2"
    assert "Fila 2, Serial: El serial b 1 ya está en esta solicitud." in text_of(
        customer.post(PAGE, posted(rows, **first))
    )
    customer.post(PAGE, posted(rows.replace("b 1", "B-3"), **first, action="file"))
    assert ServiceRequest.objects.get().items.count() == 3


WRONG = [
    ("Pesa;X;Y;1", ["En la primera fila van los títulos de las columnas"]),
    (f"{TITLES};Color\nPesa;X;Y;1;azul", ["Fila 1: la columna «Color» no se pide o está repetida: quítela."]),
    ("Marca;Modelo\nX;Y", ["Fila 1: falta la columna «Instrumento».", "Fila 1: falta la columna «Serial»."]),
    (f"{TITLES}\nPesa;X;Y;1;de más", ["Fila 2: tiene 5 columnas, y los títulos son 4."]),
    (f"{TITLES}\nPesa;X;Y;1\n;X;Y;\nPesa;X;Y;3", ["Fila 3, Instrumento: Diga qué instrumento es.",
                                                  "Fila 3, Serial: Escriba el serial, o «No tiene»"]),
    (f"{TITLES};Desde;Hasta\nPesa;X;Y;1;9;2", ["Fila 2, Mide hasta: «Desde» debe ser menor que «hasta»."]),
    (f"{TITLES};Hasta;Unidad\nPesa;X;Y;1;1.000;g", ["Fila 2, Mide hasta: «1.000» se puede leer de dos maneras"]),
    (f"{TITLES};Puntos\nPesa;X;Y;1;10|1e999", ["Fila 2, Puntos que quiere calibrar: «1e999» no es un número"]),
    (f"{TITLES};Alcance\nPesa;X;Y;1;mucho", ["Fila 2, Intervalo de medición: escríbalo como «0 g a 220 g»."]),
    (f"{TITLES};Tasa\nPesa;X;Y;1;CAL-177", ["Fila 2, Servicio de la tarifa: «Calibración de medidores digitales"]),
    (f"{TITLES};Puntos;Tasa\nPRT;X;Y;1;20|90;CAL-003", ["Fila 2, Servicio de la tarifa: El punto 90"]),
    (f"{TITLES};Meses\nPesa;X;Y;1;121", ["Fila 2, Meses hasta la próxima calibración: Escriba un número de meses"]),
    (f"{TITLES};Se usa como patrón\nPesa;X;Y;1;tal vez", ["Fila 2, Se usa como patrón: escriba sí o no."]),
    (f"{TITLES}\n" + "\n".join(f"Pesa;X;Y;{n}" for n in range(201)), ["Pegue hasta 200 instrumentos; hay 201."]),
    ("", ["Diga qué instrumento es."]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "sentences"), WRONG)
def test_every_wrong_cell_is_named_and_every_row_stays(customer, rows, sentences):
    page = customer.post(PAGE, posted(rows))
    assert page.status_code == 422
    told = text_of(page)
    assert [each for each in sentences if each not in told] == []
    assert all(row in page.text for row in rows.splitlines()[:50])
    assert not ServiceRequest.objects.exists()
