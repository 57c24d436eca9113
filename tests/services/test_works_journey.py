"""A paid request to its end: its day, its label, its certificate, delivery and return, with browsers."""

import re

import pytest
from playwright.sync_api import Page, expect

from services.models import Label, ServiceRequest
from tests.browser import watched_page
from tests.expedientes.journey_steps import open_act, press_act, send_letter, signed_letter
from tests.ground.documents.files import pdf
from tests.services.payments import paid_online
from tests.services.requests import asked, filed, measurer, officer
from tests.services.works import digital
from tests.staff import enter_admin
from tests.steps import arrive, assert_fits, read_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer_page(browser, live_server):
    with watched_page(browser, live_server.url, width=1366, height=768) as page:
        yield page


def test_what_was_paid_is_measured_certified_delivered_and_closed(
    phone_page, page, officer_page, axe, celery_worker, ready, tmp_path
):
    case = paid_online(filed(items=(asked(serial="PS-77", maker="Ñandú"),)), officer(key="66" * 20))
    number, path = case.radicado.number, f"/servicios/gestion/{case.radicado.number}/"
    enter_admin(officer_page, path, officer())
    open_act(officer_page, "Programar")
    axe(officer_page)
    officer_page.get_by_role("button", name="Programar").click()
    expect(officer_page.get_by_role("region", name="El trabajo")).to_contain_text("turno 1 · estimada")
    enter_admin(page, path, measurer("Masa"))
    the_laboratory_receives(page, axe)
    the_laboratory_measures(page, axe)
    officer_page.reload()
    open_act(officer_page, "Entregar")
    send_letter(officer_page)
    open_act(officer_page, "Devolver")
    officer_page.get_by_role("textbox", name="Quién lo recoge").fill("Ana Peña")
    officer_page.get_by_role("textbox", name="Documento de quien lo recoge").fill("CC 52123456")
    axe(officer_page)
    send_letter(officer_page)
    open_act(officer_page, "Cerrar")
    officer_page.get_by_role("button", name="Cerrar el caso").click()
    axe(officer_page)
    arrive(phone_page, case.user, case.get_absolute_url())
    axe(phone_page)
    assert_fits(phone_page)
    delivery = read_letter(signed_letter(phone_page, f"radicado {number[:4]}-S-000004", tmp_path))
    assert "INM-2026-77" in delivery
    expect(phone_page.get_by_role("link", name="certificado.pdf")).to_be_visible()
    press_act(phone_page, "Calificar el servicio")
    axe(phone_page)
    phone_page.get_by_label("Muy bien").check()
    phone_page.get_by_role("button", name="Enviar la calificación").click()
    expect(phone_page.get_by_role("status").first).to_contain_text("El cliente calificó el servicio")
    phone_page.context.clear_cookies()
    phone_page.goto(f"/i/{Label.objects.get().code.lower()}/")
    expect(phone_page.get_by_role("main")).to_contain_text("INM-2026-77")
    axe(phone_page)
    assert_fits(phone_page)


def the_laboratory_receives(page: Page, axe) -> None:
    """Having read another serial first."""
    open_act(page, "Recibir")
    page.get_by_role("textbox", name=re.compile("serial leído")).fill("PS-78")
    page.get_by_role("textbox", name="Quién lo trajo").fill("Mensajería Cóndor")
    page.get_by_role("button", name="Revisar la carta").last.click()
    expect(page.locator(".error-summary")).to_contain_text("registre la diferencia")
    axe(page)
    page.get_by_role("textbox", name=re.compile("observaciones")).fill("La placa dice PS-78.")
    send_letter(page)
    page.get_by_role("link", name="Imprimir las etiquetas").click()
    axe(page)
    page.go_back()


def the_laboratory_measures(page: Page, axe) -> None:
    open_act(page, "Comenzar")
    page.get_by_role("button", name="Comenzar").click()
    open_act(page, "Terminar")
    page.get_by_label("Comenzaron las mediciones").fill(page.get_by_label("Terminaron").input_value())
    axe(page)
    page.get_by_role("button", name="Terminar").click()
    open_act(page, "Registrar un certificado")
    page.get_by_role("textbox", name="Número del certificado").fill("INM-2026-77")
    page.get_by_role("textbox", name="Lugar de las mediciones").fill("Laboratorio de Masa")
    page.get_by_role("button", name="Registrarlo").click()
    expect(page.locator(".error-summary")).to_contain_text("Adjunte el certificado")
    axe(page)
    page.get_by_label("Certificado digital").set_input_files([digital_certificate()])
    file = {"name": "certificado.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    page.get_by_label("Anexos").and_(page.locator("input")).set_input_files([file])
    page.get_by_role("button", name="Registrarlo").click()
    expect(page.get_by_role("region", name="El trabajo")).to_contain_text("INM-2026-77")
    expect(page.get_by_role("main")).not_to_contain_text("$")
    page.get_by_role("link", name="Resultados del INM-2026-77").click()
    axe(page)


def digital_certificate() -> dict[str, object]:
    """Of the serial that was read."""
    data = digital(ServiceRequest.objects.get(), "INM-2026-77", **{"SN-88 213": "PS-78"})
    return {"name": "certificado.xml", "mimeType": "application/xml", "buffer": data}
