"""The same journey by plain posts: JavaScript off."""

import re

import pytest
from playwright.sync_api import expect

from tests.steps import (
    ANA,
    BALANCE,
    BENITO,
    LETTER_PATIENCE_MS,
    REVIEW,
    accreditation_code,
    check_signature,
    filed_number,
    fill_person,
    log_in,
    open_request,
    press_reviewed,
    read_letter,
)

pytestmark = pytest.mark.browser


def test_whole_journey_without_javascript(no_script_page, celery_worker, laboratory, tmp_path):
    page = no_script_page
    log_in(page, laboratory)
    open_request(page)
    press(page, REVIEW)
    page.locator(".error-summary").get_by_role("link", name="Escriba el código").click()
    expect(page).to_have_url(re.compile("#id_accreditation-code$"))
    accreditation_code(page).fill("10 lac 001")
    people_have_pages_of_their_own(page)
    items_too(page)
    page.get_by_label("Lista de sectores").select_option(index=1)
    press(page, "Agregar sector")
    expect(page.get_by_role("heading", name="Numeral 7", exact=True)).to_be_visible()
    expect(accreditation_code(page)).to_have_value("10 lac 001")
    page.get_by_label("Acepto la Declaración").check()
    page.get_by_label("Acepto los términos").check()
    press_reviewed(page, "Radicar Solicitud")
    filed_number(page)
    the_letter_comes_by_refreshing(page, tmp_path)


def press(page, button):
    page.get_by_role("main").get_by_role("button", name=button).last.click()


def people_have_pages_of_their_own(page):
    press(page, "Agregar persona")
    expect(page.get_by_role("heading", level=1, name="Responsable del servicio")).to_be_visible()
    press(page, "Aceptar y agregar otro")
    expect(page.locator(".error-summary").get_by_role("link")).to_have_count(4)
    fill_person(page, ANA)
    press(page, "Aceptar y agregar otro")
    fill_person(page, BENITO)
    page.get_by_role("button", name="Aceptar", exact=True).click()
    expect(accreditation_code(page)).to_have_value("10 lac 001")
    expect(page.locator("#staff li")).to_have_count(2)
    page.get_by_role("button", name=f"Editar a {ANA.full_name}").click()
    page.get_by_label("Nombres").fill("Ana Sofía")
    page.get_by_role("button", name="Aceptar", exact=True).click()
    page.get_by_role("button", name=f"Eliminar a {BENITO.full_name}").click()
    expect(page.locator("#staff li")).to_have_count(1)
    expect(page.locator("#staff")).to_contain_text("Ana Sofía Ñáñez Güiza")


def items_too(page):
    press(page, "Agregar elemento")
    page.get_by_label("Descripción").fill(BALANCE)
    page.get_by_role("button", name="Aceptar", exact=True).click()
    expect(page.locator("#items")).to_contain_text(BALANCE)


def the_letter_comes_by_refreshing(page, folder):
    button = page.get_by_role("link", name="Descargar la carta (PDF)")
    expect(button).to_be_visible(timeout=LETTER_PATIENCE_MS)
    with page.expect_download() as download:
        button.click()
    letter = folder / "letter.pdf"
    download.value.save_as(letter)
    assert "Signature is Valid." in check_signature(letter)
    assert "Ana Sofía" in read_letter(letter)
