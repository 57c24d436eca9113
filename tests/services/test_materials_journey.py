"""Ten units of a reference material, with the discount of article 5: from the offer to the end, with browsers."""

import pytest
from playwright.sync_api import Page, expect

from services.kinds import State
from services.models import ServiceRequest
from tests.browser import watched_page
from tests.expedientes.journey_steps import open_act, press_act, send_letter, signed_letter
from tests.factories import laboratory_user
from tests.services.materials import lot
from tests.services.requests import again, measurer, officer, quoted
from tests.staff import enter_admin
from tests.steps import arrive, assert_fits, press_reviewed, read_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer_page(browser, live_server):
    with watched_page(browser, live_server.url, width=1366, height=768) as page:
        yield page


def test_ten_units_are_asked_for_set_apart_dispatched_and_received(
    phone_page, page, officer_page, axe, celery_worker, ready, tmp_path
):
    some = lot("PH7-01", units=12)
    by = officer()
    the_customer_asks(phone_page, axe)
    case = quoted(ServiceRequest.objects.with_number().get(), by)
    the_customer_accepts_and_pays(phone_page, axe, case, tmp_path)
    assert (again(case).state, again(case).state_label) == (State.SCHEDULED, "Apartada")
    the_officer_dispatches(officer_page, axe, case, by)
    the_customer_receives(phone_page, axe, case, tmp_path, some.certificate.sha256)
    officer_page.reload()
    open_act(officer_page, "Cerrar")
    officer_page.get_by_role("button", name="Cerrar el caso").click()
    assert again(case).state == State.CLOSED
    the_laboratory_blocks_the_lot(page, axe)


def the_customer_asks(page: Page, axe) -> None:
    """For more than there are, first."""
    arrive(page, laboratory_user(), "/servicios/")
    page.locator('a[href*="materiales-de-referencia/solicitar"]').first.click()
    axe(page)
    page.get_by_role("combobox", name="Material y lote").select_option(index=1)  # any of its lots
    expect(page.get_by_role("combobox", name="Servicio de la tarifa")).to_be_hidden()
    page.get_by_role("spinbutton", name="Unidades").fill("13")
    page.get_by_label("Me lo envían").check()
    page.get_by_role("textbox", name="Dirección de entrega").fill("Calle 1 # 2-3, Cali")
    page.get_by_role("textbox", name="Quién lo recibe").fill("Ana Peña, 300 123 45 67")
    page.get_by_role("textbox", name="Teléfono", exact=True).fill("300 123 45 67")
    page.get_by_label("Acepto las condiciones del servicio").check()
    page.get_by_role("button", name="Revisar y radicar").last.click()
    expect(page.locator(".error-summary")).to_contain_text("Hay 12 unidades disponibles del lote PH7-01")
    axe(page)
    assert_fits(page)
    page.get_by_role("spinbutton", name="Unidades").fill("10")
    press_reviewed(page, "Radicar la solicitud", "Revisar y radicar")


def the_customer_accepts_and_pays(page: Page, axe, case, folder) -> None:
    page.reload()
    quote = read_letter(signed_letter(page, "Descargar la carta firmada", folder))
    assert "art. 5" in quote
    assert "$ 800.100" in quote  # 10 × $ 88.900, less a tenth
    press_act(page, "Aceptar la cotización")
    page.get_by_label("Leí la cotización").check()
    page.get_by_role("button", name="Aceptar la cotización", exact=True).click()
    expect(page.get_by_role("region", name="Los materiales")).to_contain_text("10 unidades de pH 7,00")
    axe(page)
    press_act(page, "Pagar en línea")
    page.get_by_role("button", name="Ir al banco").click()
    page.get_by_role("button", name="Continuar").click()
    page.wait_for_url(f"**/{case.radicado.number}/**")
    expect(page.get_by_role("region", name="En qué va")).to_contain_text("Apartada")


def the_officer_dispatches(page: Page, axe, case, by) -> None:
    enter_admin(page, f"/servicios/gestion/{case.radicado.number}/", by)
    axe(page)
    open_act(page, "Despachar")
    page.get_by_role("button", name="Revisar la carta").last.click()
    expect(page.locator(".error-summary")).to_contain_text("Escriba el número de guía.")
    axe(page)
    page.get_by_role("textbox", name="Transportador").fill("Mensajería Cóndor")
    page.get_by_role("textbox", name="Número de guía").fill("G-77")
    axe(page)
    send_letter(page)
    expect(page.get_by_role("region", name="Los materiales")).to_contain_text("guía G-77")
    axe(page)


def the_customer_receives(page: Page, axe, case, folder, fingerprint: str) -> None:
    page.reload()
    dispatch = read_letter(signed_letter(page, "Descargar la carta firmada", folder))
    assert "PH7-01" in dispatch
    assert fingerprint in dispatch.replace("\n", "").replace(" ", "")
    axe(page)
    assert_fits(page)
    with page.expect_download() as certificate:
        page.get_by_role("link", name="Certificado del lote PH7-01").click()
    assert certificate.value.suggested_filename == "PH7-01.pdf"
    press_act(page, "Decir cómo llegó")
    axe(page)
    page.get_by_label("Completo y en buen estado").check()
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_role("region", name="En qué va")).to_contain_text("Cuéntenos cómo le fue")


def the_laboratory_blocks_the_lot(page: Page, axe) -> None:
    enter_admin(page, "/servicios/gestion/lotes/", measurer("Química y biomedicina"))
    axe(page)
    page.get_by_role("link", name="PH7-01").click()
    axe(page)
    page.get_by_role("link", name="Bloquear el lote").click()
    page.get_by_role("textbox", name="Por qué se bloquea").fill("El pH cambió.")
    page.get_by_role("textbox", name="Qué deben hacer").fill("No lo use.")
    axe(page)
    page.get_by_role("button", name="Bloquear el lote").click()
    expect(page.get_by_role("status").first).to_contain_text("El lote quedó bloqueado")
