"""The page on which a service is requested: every field with its sentence, nothing typed is lost, filed once."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.urls import reverse

from ground.webforms import opened_pages
from services.forms.page import MOST_ITEMS
from services.kinds import Service
from services.models import Participant, ServiceRequest
from services.quoted import SLUG_OF
from tariffs.models import Rate
from tests.factories import laboratory_user, person_user
from tests.pqrsd.form_answers import text_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ready")]
COMMON = {
    "contact-contact_name": "Lina Prueba",
    "contact-contact_email": "lina@prueba.example",
    "contact-contact_phone": "3000000000",
    "place-where": "inm",
    "delivery-way": "recoge",
    "words-accepts_terms": "on",
}
ITEMS = {
    Service.CALIBRATION: {
        "name": "Multímetro digital", "maker": "Marca Ñ", "model": "M-1", "serial": "AB 12-3", "rate": "CAL-176",
        "quantity": "1",
    },
    Service.TRAINING: {
        "name": "Balanzas", "rate": "CAP-012", "people": "CC; 1032456789; Ana María; Peña Ñáñez; ana@prueba.example",
    },
    Service.ASSISTANCE: {
        "name": "Masa", "rate": "AT-002", "quantity": "2",
        "objective": "Montar un procedimiento para calibrar balanzas en nuestro laboratorio.",
    },
    Service.PROFICIENCY_TEST: {
        "name": "Ronda de balanzas", "rate": "EA-020", "quantity": "1", "technician": "Rosa Prueba",
        "method": "Comparación directa", "delivery": "Calle de Prueba 1", "city": "Bogotá",
        "laboratory": "Laboratorio de Prueba",
    },
    Service.REFERENCE_MATERIAL: {"name": "Buffer pH 7", "rate": "MRC-002", "quantity": "3", "life": "90"},
}  # fmt: skip


def page_of(service: Service) -> str:
    return reverse("services:request", args=[SLUG_OF[service]])


def answers(service: Service, *more: dict[str, str], action: str = "review", **facts: str) -> dict[str, str]:
    """Of one item, and of as many `more`; `facts` are of the first, or whole names of controls."""
    items = [ITEMS[service] | {name: value for name, value in facts.items() if "-" not in name}, *more]
    typed = {f"item{n}-{name}": value for n, item in enumerate(items, 1) for name, value in item.items()}
    whole = {name: value for name, value in facts.items() if "-" in name}
    return COMMON | typed | whole | {"action": action, "draft": opened_pages.begin().token}


@pytest.fixture
def customer(client):
    client.force_login(laboratory_user())
    return client


@pytest.mark.parametrize("service", list(Service))
def test_every_service_is_requested_from_its_page_to_its_case(customer, service):
    assert customer.get(page_of(service)).status_code == 200
    posted = answers(service)
    review = customer.post(page_of(service), posted)
    assert "Todavía no se ha radicado nada" in text_of(review), text_of(review)
    assert not ServiceRequest.objects.exists()
    filed = customer.post(page_of(service), posted | {"action": "file"}, follow=True)
    case = ServiceRequest.objects.get()
    assert case.kind == service
    assert case.radicado.number in text_of(filed)
    assert ITEMS[service]["name"] in text_of(filed)
    again = customer.post(page_of(service), posted | {"action": "file"})
    assert (again.status_code, ServiceRequest.objects.count()) == (302, 1)
    assert case.subject in text_of(customer.get(reverse("my_cases")))


def test_the_review_says_what_it_would_cost(customer):
    told = text_of(customer.post(page_of(Service.CALIBRATION), answers(Service.CALIBRATION)))
    assert re.search(r"<dt>Total</dt> <dd> <strong>\$ [\d.]+", told)
    assert "No es una cotización" in told


WRONG = [
    (Service.CALIBRATION, {"name": ""}, "Diga qué instrumento es."),
    (Service.CALIBRATION, {"maker": ""}, "Escriba la marca, o «No tiene»."),
    (Service.CALIBRATION, {"serial": ""}, "que el INM lo identifique"),
    (Service.CALIBRATION, {"rate": "balanza"}, "Puede ser cualquiera de estos; escriba el código: CAL-"),
    (Service.CALIBRATION, {"rate": "sonómetro"}, "Ningún servicio de la tarifa tiene esas palabras"),
    (Service.CALIBRATION, {"rate": "verniers"}, "¿Mide hasta 500 mm, o más? Puede ser cualquiera de estos"),
    (Service.CALIBRATION, {"rate": "CAL-999"}, "Ningún servicio de la tarifa tiene esas palabras"),
    (Service.CALIBRATION, {"rate": "CAP-012"}, "Cada solicitud es de un servicio: haga otra para capacitación."),
    (Service.CALIBRATION, {"rate": "DES-001"}, "Los costos de desplazamiento los calcula el INM."),
    (Service.CALIBRATION, {"quantity": "0"}, "un número entero de 1 a 10.000"),
    (Service.CALIBRATION, {"quantity": "1,5"}, "un número entero de 1 a 10.000"),
    (Service.CALIBRATION, {"rate": "CAL-177"}, "solo se cobra junto con «CAL-176 "),
    (Service.CALIBRATION, {"rate": "CAL-123"}, "se presta en sus instalaciones: indique el municipio"),
    (Service.CALIBRATION, {"rate": "CAL-111", "quantity": "3"}, "no es posible para un instrumento"),
    (Service.CALIBRATION, {"recall_months": "121"}, "un número de meses de 1 a 120"),
    (Service.CALIBRATION, {"wished_on": "2020-01-01"}, "Elija un día hábil desde el "),
    (Service.CALIBRATION, {"range_from": "10", "range_to": "10"}, "«Desde» debe ser menor que «hasta»."),
    (Service.CALIBRATION, {"range_to": "diez"}, "Escriba un número, con coma o punto para los decimales."),
    (Service.CALIBRATION, {"division": "0"}, "Escriba un número mayor que cero."),
    (Service.CALIBRATION, {"points": "1; dos"}, "«dos» no es un número"),
    (Service.CALIBRATION, {"points": "1; 1,0"}, "El punto 1 está repetido."),
    (
        Service.CALIBRATION,
        {"points": "1; 12", "range_from": "0", "range_to": "10", "range_unit": "V"},
        "El punto 12 V está fuera del intervalo del instrumento.",
    ),
    (Service.CALIBRATION, {"other_rates": "CAL-179 muchos"}, "la cantidad debe ser un número entero"),
    (Service.CALIBRATION, {"other_rates": "más puntos"}, "escriba el código de la tasa y la cantidad"),
    (Service.CALIBRATION, {"other_rates": "CAL-178 × 1"}, "Para un mismo instrumento elija una sola"),
    (Service.CALIBRATION, {"last_certificate_on": "01/01/2100"}, "del último certificado no puede ser futura"),
    (Service.CALIBRATION, {"transport": "otra"}, "Diga cómo se devuelve el instrumento."),
    (
        Service.CALIBRATION,
        {
            "certificate_name": "Otra S. A. S.",
            "certificate_nit": "900123456-8",
            "customer-size": "pequena",
            "customer-is_secondary_laboratory": "on",
            "customer-proves_size": "on",
        },
        "Con el descuento del artículo 4 el certificado se expide a nombre de su empresa.",
    ),
    (Service.CALIBRATION, {"certificate_name": "Otra S. A. S."}, "Escriba el NIT del tercero"),
    (Service.CALIBRATION, {"words-accepts_terms": ""}, "debe aceptar las condiciones del servicio"),
    (Service.CALIBRATION, {"contact-contact_email": "ana"}, "correo electrónico completo"),
    (Service.CALIBRATION, {"place-where": "sitio"}, "Elija el departamento."),
    (Service.TRAINING, {"people": "CC; 1032456789; Ana"}, "Fila 1, Nombres: escriba el nombre y el apellido"),
    (Service.TRAINING, {"people": "XX; 1; Ana; Peña; ana@prueba.example"}, "«XX» no es un tipo de documento"),
    (Service.TRAINING, {"people": "CC; 1; Ana; Peña; ana"}, "Fila 1, Correo: el correo de Ana no es válido."),
    (Service.ASSISTANCE, {"objective": "corto"}, "en al menos una frase completa"),
    (Service.PROFICIENCY_TEST, {"technician": ""}, "Escriba el responsable técnico."),
    (Service.REFERENCE_MATERIAL, {"rate": "MRC-005"}, "Confirme que puede recibir sustancias ácidas."),
    (Service.REFERENCE_MATERIAL, {"name": ""}, "Diga qué material quiere."),
    (Service.REFERENCE_MATERIAL, {"life": ""}, "Escriba de 0 a 720 días."),
    (Service.REFERENCE_MATERIAL, {"life": "721"}, "Escriba de 0 a 720 días."),
    (Service.REFERENCE_MATERIAL, {"delivery-way": ""}, "Diga cómo lo recibe."),
    (Service.REFERENCE_MATERIAL, {"delivery-way": "envio"}, "Escriba la dirección de entrega."),
    (Service.REFERENCE_MATERIAL, {"delivery-way": "envio"}, "Escriba quién lo recibe."),
]


@pytest.mark.parametrize(("service", "facts", "wrong"), WRONG)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(customer, service, facts, wrong):
    posted = answers(service, **facts)
    page = customer.post(page_of(service), posted)
    assert page.status_code == 422
    assert wrong in text_of(page)
    assert f'value="{posted["contact-contact_name"]}"' in page.text
    assert not ServiceRequest.objects.exists()


def test_a_serial_twice_or_open_elsewhere_is_told(customer):
    again = ITEMS[Service.CALIBRATION] | {"serial": "ab123"}
    page = customer.post(page_of(Service.CALIBRATION), answers(Service.CALIBRATION, again))
    assert "El serial ab123 ya está en esta solicitud." in text_of(page)
    customer.post(page_of(Service.CALIBRATION), answers(Service.CALIBRATION, action="file"))
    case = ServiceRequest.objects.get()
    page = customer.post(page_of(Service.CALIBRATION), answers(Service.CALIBRATION, serial="AB-123"))
    assert f"ya está en el caso {case.radicado}, que sigue abierto" in text_of(page)


def test_the_serial_of_somebody_else_stands_in_nobody_s_way(customer):
    customer.post(page_of(Service.CALIBRATION), answers(Service.CALIBRATION, action="file"))
    customer.force_login(person_user())
    page = customer.post(page_of(Service.CALIBRATION), answers(Service.CALIBRATION))
    assert page.status_code == 200, text_of(page)


def test_the_points_say_how_many(customer):
    facts = {"quantity": "", "range_unit": "V", "points": "1; 2; 3", "other_rates": ""}
    told = text_of(customer.post(page_of(Service.CALIBRATION), answers(Service.CALIBRATION, **facts)))
    assert "2 × CAL-177" in told
    customer.post(page_of(Service.CALIBRATION), answers(Service.CALIBRATION, action="file", **facts))
    item = ServiceRequest.objects.get().items.get()
    assert [str(line) for line in item.lines.order_by("position")] == ["1 × CAL-176", "2 × CAL-177"]
    assert item.details["points"] == "1; 2; 3"


def test_without_a_serial_the_institute_identifies_it(customer):
    more = ITEMS[Service.CALIBRATION] | {"serial": "no tiene"}
    posted = answers(Service.CALIBRATION, more, action="file", serial="No tiene")
    assert customer.post(page_of(Service.CALIBRATION), posted).status_code == 302
    assert [item.serial for item in ServiceRequest.objects.get().items.all()] == ["", ""]


def test_participants_are_rows_of_their_own_whatever_way_they_are_pasted(customer):
    people = (
        "Tipo\tNúmero\tNombres\tApellidos\tCorreo\n"
        "Cédula de ciudadanía\t1.032.456.789\tAna María\tPeña Ñáñez\tana@prueba.example\n"
        "ce\t123456\tBenito\tGüiza\tbenito@prueba.example"
    )
    customer.post(page_of(Service.TRAINING), answers(Service.TRAINING, action="file", people=people))
    told = Participant.objects.values_list("document_type", "document_number", "first_name")
    assert list(told) == [("CC", "1032456789", "Ana María"), ("CE", "123456", "Benito")]
    assert ServiceRequest.objects.get().lines.get().quantity == 2


def test_items_are_added_removed_and_found_again(customer):
    url = page_of(Service.CALIBRATION)
    page = customer.post(url, answers(Service.CALIBRATION, action="add_item"))
    assert 'name="item2-name"' in page.text
    posted = answers(Service.CALIBRATION, {"name": "Pesa"}, action="remove_item:1")
    page = customer.post(url, posted)
    assert 'value="Pesa"' in page.text
    assert 'name="item1-name"' not in page.text
    found = customer.get(url)
    assert "Aquí está lo que había escrito" in text_of(found)
    assert 'value="Pesa"' in found.text


# --- What a link brings -----------------------------------------------------------------------------------
def value_of(page, name: str) -> str:
    found = re.search(
        rf'<(?:input|textarea)[^>]*name="{name}"[^>]*?(?: value="([^"]*)"[^>]*)?>(?:\s*([^<]*)</textarea>)?', page.text
    )
    return unescape(found[1] or found[2] or "") if found else ""


def test_a_quote_becomes_a_request_with_its_lines_its_customer_and_what_is_added_to_each(customer):
    quote = {"t": "015-2020.1", "CAL-176": "1", "CAL-177": "4", "CAL-170": "2", "tamano": "pequena", "acredita": "1"}
    page = customer.get(page_of(Service.CALIBRATION), quote)
    assert value_of(page, "item1-rate").startswith("CAL-176 Calibración de medidores digitales")
    assert value_of(page, "item1-extra_rate").startswith("CAL-177 ")
    assert value_of(page, "item1-extra_quantity") == "4"
    assert value_of(page, "item2-rate").startswith("CAL-170 ")
    assert value_of(page, "item2-quantity") == "2"
    assert 'value="pequena" selected' in page.text
    assert re.search(r'name="customer-proves_size"[^>]* checked', page.text)


def test_of_a_quote_that_mixes_services_each_is_a_request_and_travel_is_left_to_the_institute(customer):
    quote = {"CAL-176": "1", "CAL-216": "1", "MRC-002": "6", "DES-001": "2", "EA-020": "1"}
    page = customer.get(page_of(Service.CALIBRATION), quote)
    told = text_of(page)
    assert value_of(page, "item1-rate").startswith("CAL-176 ")
    assert 'name="item2-rate"' not in page.text
    assert "Cada solicitud es de un servicio" in told
    assert "Los costos de desplazamiento los calcula el INM" in told
    for other in ("?CAL-216=1", "?MRC-002=6", "?EA-020=1"):
        assert f'/solicitar/{other}"' in page.text
    page = customer.get(page_of(Service.CALIBRATION), {"CAL-216": "1"})
    assert re.search(r'value="sitio"[^>]* checked', page.text), "what is only done on site is asked for there"


def test_all_that_is_added_to_a_rate_is_of_its_instrument_and_what_fits_nowhere_is_told_in_words(customer):
    quote = {"CAL-186": "5", "CAL-183": "1", "CAL-184": "3", "CAL-185": "2"}
    page = customer.get(page_of(Service.CALIBRATION), quote)
    assert value_of(page, "item1-extra_rate").startswith("CAL-184 ")
    assert value_of(page, "item1-other_rates").split("\n") == ["CAL-185 × 2", "CAL-186 × 5"]
    assert 'name="item2-rate"' not in page.text
    page = customer.get(page_of(Service.TRAINING), {"CAP-029": "2", "CAP-030": "4"})
    assert value_of(page, "words-remarks") == "Además: 4 × CAP-030."


def test_what_a_link_brings_comes_beside_what_was_typed_and_comes_once(customer):
    url = page_of(Service.CALIBRATION)
    customer.post(url, answers(Service.CALIBRATION, action="add_item"))
    page = customer.get(url, {"CAL-170": "2", "q": "pie de rey"})
    assert value_of(page, "item1-name") == "Multímetro digital"
    assert [value_of(page, f"item2-{name}") for name in ("name", "quantity")] == ["pie de rey", "2"]
    assert "Agregamos lo que escogió" in text_of(page)
    again = customer.get(url, {"CAL-176": "1"})
    assert 'name="item2-rate"' not in again.text, "it is there already"


def test_what_has_no_rate_is_asked_for_by_its_words(customer):
    page = customer.get(page_of(Service.CALIBRATION), {"q": "sonómetro"})
    assert (value_of(page, "item1-name"), value_of(page, "item1-rate")) == ("sonómetro", "")


@pytest.mark.parametrize(
    ("words", "measures"),
    [
        ("báscula de 30 kg", ("", "30", "kg")),
        ("termómetro 0,5 a 100 °C", ("0,5", "100", "°C")),
        ("Pt100", ("", "", "")),
    ],
)
def test_what_an_instrument_measures_is_read_of_its_words(customer, words, measures):
    page = customer.get(page_of(Service.CALIBRATION), {"CAL-215": "1", "q": words})
    assert tuple(value_of(page, f"item1-range_{part}") for part in ("from", "to", "unit")) == measures
    assert value_of(page, "item1-name") == words


def test_more_than_a_request_may_have_is_told(customer):
    codes = Rate.objects.filter(heading__kind="calibracion", is_on_site=False, is_additional=False, text_price="")
    quote = dict.fromkeys(codes.values_list("code", flat=True)[:45], "1")
    page = customer.get(page_of(Service.CALIBRATION), quote)
    assert f'name="item{MOST_ITEMS}-rate"' in page.text
    assert f"Una solicitud admite {MOST_ITEMS}" in text_of(page)
    assert page.text.count(" name=") < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_whoever_has_to_log_in_first_comes_back_with_what_they_chose(client):
    asked = client.get(page_of(Service.CALIBRATION), {"CAL-176": "2", "q": "pinza"})
    assert unquote(asked.url).endswith("/servicios/calibracion/solicitar/?CAL-176=2&q=pinza")


def test_only_who_may_file_requests(client):
    assert client.get(page_of(Service.CALIBRATION)).status_code == 302
    client.force_login(laboratory_user(company=None))
    assert client.get(page_of(Service.CALIBRATION)).status_code == 403
    client.force_login(person_user())
    assert client.get(page_of(Service.CALIBRATION)).status_code == 200
    assert client.get("/servicios/otra-cosa/solicitar/").status_code == 404
