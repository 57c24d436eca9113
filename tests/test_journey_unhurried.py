"""Between typing and the letter: other devices, other tabs, ended sessions, workers that are off."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Session, User
from radicados.filing import annul
from radicados.models import LetterIssuance, Radicado, Signatory
from requests_oec.models import LegalBasis
from tests.browser import watched_page
from tests.factories import POSTED, OecRequestFactory
from tests.steps import (
    ANA,
    LETTER_PATIENCE_MS,
    REVIEW,
    accreditation_code,
    add_person,
    add_sector,
    arrive,
    assert_fits,
    file,
    filed_number,
    open_request,
    press_reviewed,
    review_answers,
    type_credentials,
    write,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def request_page(page, laboratory):
    """A complete request, not yet filed."""
    type_draft(laboratory)
    arrive(page, laboratory, "/oec/solicitud/")
    return page


def type_draft(user: User) -> None:
    """What it takes tests/test_journey.py long to type."""
    OecRequestFactory(applicant=user, typed=POSTED, complete=True)


def test_draft_waits_on_another_device_and_after_the_session_ends(page, browser, live_server, laboratory):
    arrive(page, laboratory)
    open_request(page)
    write(page, accreditation_code(page), "10-LAC-001")
    add_sector(page, 7)
    with watched_page(browser, live_server.url, width=360, height=740) as phone:
        arrive(phone, laboratory)
        open_request(phone)
        expect(accreditation_code(phone)).to_have_value("10-LAC-001")
        add_person(phone, ANA)
    page.reload()
    expect(page.locator("#staff")).to_contain_text(ANA.full_name)
    Session.objects.all().delete()
    write(page, accreditation_code(page), "10-LAC-002")
    expect(page.get_by_role("heading", level=1, name="Ingreso de usuarios")).to_be_visible()
    type_credentials(page, laboratory)
    expect(page.get_by_role("heading", level=1, name="Continúe donde iba")).to_be_visible()
    page.get_by_role("button", name="Enviar lo que escribí").click()
    expect(page.locator("#staff")).to_contain_text(ANA.full_name)
    expect(accreditation_code(page)).to_have_value("10-LAC-002")


def test_two_tabs_a_double_click_and_the_back_button_file_once(request_page):
    other_tab = request_page.context.new_page()
    other_tab.goto("/oec/solicitud/")
    review_answers(request_page)
    request_page.get_by_role("button", name="Radicar Solicitud").dblclick()
    number = filed_number(request_page)
    other_tab.get_by_role("button", name=REVIEW).click()
    assert filed_number(other_tab) == number
    expect(other_tab.get_by_text(f"ya fue radicada con el número {number}")).to_be_visible()
    request_page.go_back()
    assert filed_number(request_page) == number
    assert Radicado.objects.count() == 1


def test_number_comes_at_once_and_the_letter_when_the_worker_is_back(request_page, axe, celery_worker):
    celery_worker.stop()
    file(request_page)
    letter = request_page.locator("#letter")
    expect(letter).to_contain_text("Estamos preparando y firmando su carta")
    axe(request_page)
    celery_worker.start()
    expect(letter.get_by_role("link", name="Descargar la carta")).to_be_visible(timeout=LETTER_PATIENCE_MS)


def test_parked_letter_is_told_and_annulled_radicado_can_be_filed_again(request_page, axe, laboratory, admin_user):
    number = file(request_page)
    LetterIssuance.objects.update(parked_at=timezone.now(), last_error="SigningError: sin llave")
    request_page.reload()
    expect(request_page.get_by_text("la carta está demorada")).to_be_visible()
    expect(request_page.get_by_role("main")).not_to_contain_text("SigningError")
    axe(request_page)
    annul(radicado=Radicado.objects.get(), by=admin_user, reason="Lo pidió quien la radicó.")
    request_page.reload()
    expect(request_page.get_by_role("heading", level=1, name="Solicitud anulada")).to_be_visible()
    expect(request_page.get_by_role("main")).to_contain_text("Lo pidió quien la radicó.")
    axe(request_page)
    request_page.get_by_role("main").get_by_role("link", name="Oferta de Servicios").click()
    type_draft(laboratory)
    open_request(request_page)
    assert file(request_page) != number
    request_page.goto("/radicados/")
    expect(request_page.locator(".my-cases > li")).to_have_count(2)
    axe(request_page)


def test_what_is_typed_while_a_save_is_under_way_is_not_overwritten(page, laboratory):
    arrive(page, laboratory)
    open_request(page)
    held, posts = [], []
    page.route("**/oec/solicitud/", lambda route: held.append(route), times=1)
    page.on("request", lambda request: request.method == "POST" and posts.append(request))
    code, surname = accreditation_code(page), page.get_by_label("Apellidos")
    type_and_leave(code, "primero")
    code.fill("10-LAC-009")
    type_and_leave(surname, "Segunda")
    page.get_by_label("Acepto los términos").check()
    page.wait_for_timeout(200)
    assert len(posts) == 1, "an older save may land after a newer one"
    with page.expect_response(lambda response: saves(response.request, "representative-last_name")):
        held.pop().continue_()
    expect(code).to_have_value("10-LAC-009")
    page.reload()
    expect(code).to_have_value("10-LAC-009")
    expect(surname).to_have_value("Segunda")


def saves(request, field_name: str) -> bool:
    """Every save sends the whole form, and tells of the one field that changed."""
    return request.headers.get("hx-trigger-name") == field_name


def type_and_leave(field, text):
    field.fill(text)
    field.press("Tab")


def test_portal_without_a_signatory_says_so_and_keeps_the_draft(browser, live_server, laboratory, axe):
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    type_draft(laboratory)
    arrive(page, laboratory, "/oec/solicitud/")
    Signatory.objects.update(valid_to="2020-12-31")
    press_reviewed(page, "Radicar Solicitud")
    expect(page.get_by_role("heading", level=1, name="No podemos radicar en este momento")).to_be_visible()
    axe(page)
    page.get_by_role("main").get_by_role("link", name="la solicitud").click()
    expect(accreditation_code(page)).to_have_value("10 lac 001")
    context.close()


def test_largest_request_stays_usable_on_a_phone(phone_page, laboratory):
    OecRequestFactory(applicant=laboratory, complete=True, complete__staff=499, complete__items=1000)
    arrive(phone_page, laboratory)
    open_request(phone_page)
    assert_fits(phone_page)
    add_person(phone_page, ANA)
    expect(phone_page.locator("#staff li")).to_have_count(500)
    phone_page.locator("#staff li").last.get_by_role("button", name="Eliminar").click()
    expect(phone_page.locator("#staff li")).to_have_count(499)


def test_double_click_on_accept_adds_one_item(page, laboratory):
    arrive(page, laboratory)
    open_request(page)
    page.get_by_role("button", name="Agregar elemento").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Descripción").fill("Balanza X")
    dialog.get_by_role("button", name="Aceptar", exact=True).dblclick()
    expect(dialog).to_be_hidden()
    expect(page.locator("#items li")).to_have_count(1)
    page.reload()
    expect(page.locator("#items li")).to_have_count(1)


def test_list_copied_from_a_spreadsheet_is_added_at_once_or_told_line_by_line(phone_page, laboratory, axe):
    arrive(phone_page, laboratory)
    open_request(phone_page)
    dialog = phone_page.get_by_role("dialog")
    phone_page.locator("#staff").get_by_role("button", name="Pegar una lista").click()
    dialog.get_by_label("Lista de personas").fill("CC\t80.123.456\tAna Lucía\tÑáñez\nRUT\t1\tEva\tPaz")
    dialog.get_by_role("button", name="Aceptar").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Línea 2")
    assert_fits(phone_page)
    axe(phone_page)
    dialog.get_by_label("Lista de personas").fill("CC\t80.123.456\tAna Lucía\tÑáñez\nPasaporte; AB1234; Eva; Paz")
    dialog.get_by_role("button", name="Aceptar").click()
    expect(dialog).to_be_hidden()
    expect(phone_page.locator("#staff li")).to_have_count(2)
    expect(phone_page.locator("#staff")).to_contain_text("Pasaporte AB1234")
    phone_page.locator("#items").get_by_role("button", name="Pegar una lista").click()
    dialog.get_by_label("Lista de elementos").fill("Balanza\nPesas")
    dialog.get_by_role("button", name="Aceptar").click()
    expect(phone_page.locator("#items li")).to_have_count(2)


def test_pages_without_anything_to_file_say_why(page, axe, laboratory, admin_user):
    arrive(page, laboratory)
    page.goto("/radicados/")
    expect(page.get_by_text("Todavía no ha radicado ninguna solicitud.")).to_be_visible()
    axe(page)
    LegalBasis.objects.update(valid_to="2020-12-31")
    page.goto("/oec/solicitud/")
    expect(page.get_by_text("Este servicio está cerrado.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Salir").click()
    admin_user.set_password("una-clave-de-prueba")
    admin_user.save()
    arrive(page, admin_user)
    page.goto("/oec/solicitud/")
    expect(page.get_by_text("Su cuenta no tiene los datos")).to_be_visible()
    axe(page)
