"""The journey of the manual (5.1) in a real browser, with a real worker, from log-in to a verified letter."""

import hashlib
import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.steps import (
    ANA,
    BALANCE,
    BENITO,
    REVIEW,
    WEIGHTS,
    Person,
    accept,
    accept_declarations,
    accreditation_code,
    add_item,
    add_person,
    add_sector,
    assert_fits,
    check_signature,
    complete_request,
    download_letter,
    file,
    fill_person,
    log_in,
    open_request,
    read_letter,
    read_qr,
    write,
)

pytestmark = pytest.mark.browser


def test_whole_journey_of_a_laboratory(page, axe, celery_worker, laboratory, tmp_path):
    log_in(page, laboratory)
    axe(page)
    open_request(page)
    axe(page)
    errors_of_each_step_are_told(page, axe)
    the_lists_grow_and_shrink(page, axe)
    accept_declarations(page)
    expect(page.locator(".error-summary")).to_have_count(0)
    number = file(page)
    assert re.fullmatch(r"\d{4}-E-000001", number)
    letter = download_letter(page, tmp_path)
    axe(page)
    the_letter_says_what_was_typed(letter, number)
    the_qr_opens_the_same_content(page, axe, letter, number)
    the_portal_remembers(page, axe, number)


def errors_of_each_step_are_told(page, axe):
    page.get_by_role("button", name=REVIEW).click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(summary.get_by_role("link")).to_have_count(5)
    axe(page)
    summary.get_by_role("link", name="Agregue al menos una persona").click()
    expect(page.locator("#staff")).to_be_focused()
    summary.get_by_role("link", name="Escriba el código").click()
    expect(accreditation_code(page)).to_be_focused()
    write(page, accreditation_code(page), "diez")
    expect(page.locator("#id_accreditation-code_error")).to_contain_text("10-LAC-001")
    axe(page)
    write(page, accreditation_code(page), "10 lac 001")
    expect(page.locator("#id_accreditation-code_error")).to_have_count(0)
    expect(summary.get_by_role("link", name="Escriba el código")).to_have_count(0)
    expect(page.locator("#save-state")).to_contain_text("Borrador guardado")


def the_lists_grow_and_shrink(page, axe):
    page.get_by_role("button", name="Agregar sector").click()
    expect(page.locator("#sectors [role=alert]")).to_have_text("Elija un sector de la lista.")
    add_sector(page, 7)
    add_sector(page, 38)
    page.get_by_role("button", name="Quitar el numeral 38").click()
    expect(page.get_by_role("heading", name="Numeral 38")).to_have_count(0)
    the_people_are_added_edited_and_removed(page, axe)
    add_item(page, BALANCE)
    add_item(page, WEIGHTS)
    page.get_by_role("button", name=f"Editar {WEIGHTS}").click()
    page.get_by_role("dialog").get_by_label("Descripción").fill(f"{WEIGHTS} nuevo")
    accept(page)
    expect(page.locator("#items")).to_contain_text(f"{WEIGHTS} nuevo")
    page.get_by_role("button", name=f"Eliminar {BALANCE}").click()
    expect(page.locator("#items li")).to_have_count(1)


def the_people_are_added_edited_and_removed(page, axe):
    add_person(page, ANA)
    dialog = page.get_by_role("dialog")
    page.get_by_role("button", name="Agregar persona").click()
    axe(page)
    fill_person(dialog, ANA)
    dialog.get_by_role("button", name="Aceptar", exact=True).click()
    expect(dialog.locator(".error-summary")).to_be_focused()
    expect(dialog.locator("#id_document_number_error")).to_contain_text("Ya está en la lista")
    axe(page)
    fill_person(dialog, BENITO)
    dialog.get_by_role("button", name="Aceptar y agregar otro").click()
    expect(dialog).to_contain_text("Quedó en la lista")
    fill_person(dialog, BENITO)
    dialog.get_by_label("Número de documento").fill("ZZ999999")
    accept(page)
    expect(page.locator("#staff li")).to_have_count(3)
    page.locator("#staff li").last.get_by_role("button", name="Eliminar").click()
    expect(page.locator("#staff li")).to_have_count(2)
    page.get_by_role("button", name=f"Editar a {ANA.full_name}").click()
    expect(dialog.get_by_label("Número de documento")).to_have_value("1020304050")
    dialog.get_by_label("Nombres").fill("Ana María")
    accept(page)
    expect(page.locator("#staff li").first).to_contain_text("Ana María Ñáñez Güiza")


def the_letter_says_what_was_typed(letter, number):
    assert "Signature is Valid." in check_signature(letter)
    text = read_letter(letter)
    for typed in (number, "10-LAC-001", "Ana María", "Ñáñez Güiza", "1020304050", "O'Connor <b>Díaz</b>"):
        assert typed in text
    assert f"{WEIGHTS} nuevo" in text
    assert BALANCE not in text


def the_qr_opens_the_same_content(page, axe, letter, number):
    url = read_qr(letter)
    assert re.fullmatch(re.escape(settings.PORTAL_BASE_URL) + r"/v/[0-9A-Z]{18}", url)
    page.goto(urlsplit(url).path)
    expect(page.get_by_role("heading", level=1, name="Documento auténtico")).to_be_visible()
    main = page.get_by_role("main")
    shown_there = [number, "Ana María", "••••4050", BENITO.last_name, f"{WEIGHTS} nuevo", "medicamentos"]
    for shown in shown_there:
        expect(main).to_contain_text(shown)
    expect(main).not_to_contain_text("1020304050")
    expect(main).to_contain_text(hashlib.sha256(letter.read_bytes()).hexdigest())
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar la carta firmada").click()
    assert download.value.path().read_bytes() == letter.read_bytes()
    axe(page)


def the_portal_remembers(page, axe, number):
    page.get_by_role("link", name="Mis solicitudes").click()
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar la carta").click()
    assert download.value.suggested_filename == f"radicado-{number}.pdf"
    page.get_by_role("heading", level=2).get_by_role("link", name=number).click()
    timeline = page.locator(".line")
    expect(timeline).to_contain_text("Radicado")
    expect(timeline).to_contain_text("Carta emitida y firmada")
    page.goto("/oec/solicitud/")
    expect(page.get_by_role("heading", name="Su solicitud quedó radicada")).to_be_visible()
    expect(page.get_by_text(f"ya fue radicada con el número {number}")).to_be_visible()


def test_whole_journey_on_a_phone(phone_page, axe, celery_worker, laboratory, tmp_path):
    page = phone_page
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 640})
        page.goto("/")
        assert_fits(page)
    page.set_viewport_size({"width": 360, "height": 740})
    log_in(page, laboratory)
    open_request(page)
    page.get_by_role("button", name=REVIEW).click()
    fits_the_smallest_phone(page, axe)
    complete_request(page)
    add_person(page, Person("PX1234", "N" * 200, "Ñ" * 200, document_type="Pasaporte"))
    page.get_by_role("button", name="Agregar persona").click()
    page.get_by_role("dialog").get_by_role("button", name="Aceptar", exact=True).click()
    expect(page.get_by_role("dialog").locator(".error-summary")).to_be_focused()
    fits_the_smallest_phone(page, axe)
    page.keyboard.press("Escape")
    fits_the_smallest_phone(page, axe)
    number = file(page)
    letter = download_letter(page, tmp_path)
    fits_the_smallest_phone(page, axe)
    page.goto(urlsplit(read_qr(letter)).path)
    expect(page.get_by_role("heading", level=1, name="Documento auténtico")).to_be_visible()
    fits_the_smallest_phone(page, axe)
    page.goto("/radicados/")
    expect(page.get_by_role("heading", level=2).get_by_role("link", name=number)).to_be_visible()
    fits_the_smallest_phone(page, axe)


def fits_the_smallest_phone(page, axe):
    axe(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert_fits(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert_fits(page)
