"""A request for a service from filing to an accepted quote: customer, laboratory and officer, with browsers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import watched_page
from tests.expedientes.journey_steps import open_act, press_act, send_letter, signed_letter
from tests.factories import laboratory_user
from tests.services.requests import measurer, officer
from tests.staff import enter_admin
from tests.steps import arrive, assert_fits, press_reviewed, read_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RESERVATIONS = "Con el patrón de 200 g; diez días hábiles desde que se reciba."


@pytest.fixture
def laboratory_page(browser, live_server):
    with watched_page(browser, live_server.url, width=1366, height=768) as page:
        yield page


@pytest.fixture
def officer_page(browser, live_server):
    with watched_page(browser, live_server.url, width=1366, height=768) as page:
        yield page


def test_calibration_is_asked_reviewed_quoted_and_accepted(
    phone_page, laboratory_page, officer_page, axe, celery_worker, ready, tmp_path
):
    number = file_calibration(phone_page, axe)
    acknowledgement = read_letter(signed_letter(phone_page, "Descargar el acuse firmado", tmp_path))
    assert number in acknowledgement
    the_laboratory_gives_its_opinion(laboratory_page, axe, number)
    the_officer_quotes(officer_page, axe, number)
    the_customer_accepts(phone_page, axe, number, tmp_path)
    the_bank_refuses_and_then_takes_the_payment(phone_page, axe, number, tmp_path)
    officer_page.goto(f"/servicios/gestion/{number}/")
    expect(officer_page.get_by_role("region", name="Lo que ha pasado")).to_contain_text("Pago recibido")
    axe(officer_page)
    the_officer_looks_over_all_of_them(officer_page, axe, number)


def file_calibration(page: Page, axe) -> str:
    """From the offer, by the words of who asks; having forgotten the serial first."""
    arrive(page, laboratory_user(), "/servicios/")
    for words in ("", "termómetro", "estuche de pesas"):  # nothing yet, dozens of rates, the one that is meant
        page.get_by_role("searchbox", name="¿Qué desea medir o calibrar?").fill(words)
        axe(page)
        assert_fits(page)
        page.get_by_role("button", name="Buscar").click()
    axe(page)
    page.get_by_role("link", name=re.compile("Solicitar Calibración de juego de pesas clase E1 .*200 g")).click()
    axe(page)
    expect(page.get_by_role("combobox", name="Servicio de la tarifa")).to_have_value(re.compile("^CAL-203 "))
    page.get_by_role("textbox", name="Instrumento", exact=True).fill("Juego de pesas")
    page.get_by_role("textbox", name="Marca").fill("Ñandú")
    page.get_by_role("textbox", name="Modelo").fill("E1")
    page.get_by_role("textbox", name="Teléfono").fill("300 123 45 67")
    page.get_by_label("Acepto las condiciones del servicio").check()
    page.get_by_role("button", name="Revisar y radicar").last.click()
    expect(page.locator(".error-summary")).to_be_visible()
    assert_fits(page)
    axe(page)
    page.get_by_role("textbox", name="Serial").fill("PS-77")
    press_reviewed(page, "Radicar la solicitud", "Revisar y radicar")
    return page.locator(".radicado-number").inner_text()


def the_laboratory_gives_its_opinion(page: Page, axe, number: str) -> None:
    enter_admin(page, f"/servicios/gestion/{number}/concepto/", measurer("Masa"))
    page.get_by_label("Se puede, con las reservas que se dicen").check()
    page.get_by_label("Días hábiles que tarda, desde que se reciba todo").fill("10")
    page.get_by_role("button", name="Dar el concepto").click()
    expect(page.locator(".error-summary")).to_contain_text("cuáles son las reservas")
    axe(page)
    page.get_by_role("textbox", name="Método, puntos y reservas").fill(RESERVATIONS)
    page.get_by_role("button", name="Dar el concepto").click()
    expect(page.get_by_role("region", name="Lo que ha pasado")).to_contain_text(RESERVATIONS)
    expect(page.get_by_role("main")).not_to_contain_text("$")  # who measures sees no money


def the_officer_quotes(page: Page, axe, number: str) -> None:
    enter_admin(page, "/servicios/gestion/", officer())
    axe(page)
    page.get_by_role("table").get_by_role("link", name=number).click()
    page.get_by_role("button", name="Tomar el caso").click()
    axe(page)
    open_act(page, "Dar por revisada")
    page.get_by_label("Lo pedido es de los servicios del INM").check()
    page.get_by_label("Los hechos del cliente").check()
    page.get_by_role("button", name="Dar por revisada").click()
    open_act(page, "Cotizar")
    page.get_by_role("textbox", name="Notas para el cliente").fill("Se recibe los martes.")
    send_letter(page)


def the_officer_looks_over_all_of_them(page: Page, axe, number: str) -> None:
    """The board, the calendar of a laboratory and the statistics, on a wide screen and on a phone."""
    for address in ("tablero", "calendario", "estadisticas"):
        page.goto(f"/servicios/gestion/{address}/")
        axe(page)
        page.set_viewport_size({"width": 360, "height": 740})
        assert_fits(page)
        axe(page)
        page.set_viewport_size({"width": 1366, "height": 768})
    expect(page.get_by_role("region", name="Radicadas por servicio")).to_contain_text("Calibración")
    page.goto("/servicios/gestion/tablero/")
    page.get_by_role("region", name="Pagada").get_by_role("link", name=number).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)


def the_customer_accepts(page: Page, axe, number: str, folder) -> None:
    page.goto("/radicados/")
    page.get_by_role("link", name=number).click()
    quote = read_letter(signed_letter(page, "Descargar la carta firmada", folder))
    assert "$ 7.217.700" in quote
    assert "siete millones doscientos diecisiete mil setecientos pesos" in quote
    axe(page)
    press_act(page, "Aceptar la cotización")
    page.get_by_role("button", name="Aceptar la cotización", exact=True).click()
    expect(page.locator(".error-summary")).to_contain_text("marque que leyó la cotización")
    assert_fits(page)
    axe(page)
    page.get_by_label("Leí la cotización").check()
    page.get_by_role("button", name="Aceptar la cotización", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Aceptada, por pagar")


def the_bank_refuses_and_then_takes_the_payment(page: Page, axe, number: str, folder) -> None:
    """The second time it tells the portal twice, and the customer comes back before it did or after."""
    for outcome in ("Rechazarlo", "Aprobarlo y avisar dos veces"):
        press_act(page, "Pagar en línea")
        axe(page)
        page.get_by_role("button", name="Ir al banco").click()
        axe(page)
        assert_fits(page)
        page.get_by_label("Qué hace el banco").select_option(label=outcome)
        page.get_by_role("button", name="Continuar").click()
        page.wait_for_url(f"**/{number}/**")
    assert_fits(page)
    axe(page)
    expect(page.get_by_role("region", name="En qué va")).to_contain_text("Pagada")
    receipt = read_letter(signed_letter(page, f"radicado {number[:4]}-S-000002", folder))
    assert "$ 7.217.700" in receipt
    assert "Recibo" in receipt
