"""Registration by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.ground.documents.files import pdf
from tests.registration_steps import PASSWORD, expect_done, section
from tests.test_journey_keyboard import press, tab_to, type_into

pytestmark = pytest.mark.browser
LINES = {
    "person-document_number": "1020304050",
    "person-first_name": "Ana Lucía",
    "person-last_name": "Ñáñez Güiza",
    "email-email": "ana@prueba.example",
    "email-email_again": "ana@prueba.example",
    "contact-mobile": "3001234567",
}


def test_a_natural_person_registers_by_keyboard_alone(page, reference_data):
    page.goto("/registro/")
    press(page, page.get_by_label("Persona natural"), "Space")
    choose(page, "person-document_type", "Cédula de ciu")
    for name, text in LINES.items():
        type_into(page, control(page, name), text)
    choose(page, "contact-department", "Antioquia")
    expect(control(page, "contact-municipality").locator("option")).to_have_count(126)
    choose(page, "contact-municipality", "Medell")
    type_into(page, control(page, "contact-address"), "Calle 10 # 20-30")
    type_into(page, control(page, "account-username"), "ana.teclado")
    type_into(page, control(page, "password-password"), PASSWORD)
    press(page, page.get_by_role("button", name="Mostrar contraseña"), "Space")
    expect(control(page, "password-password")).to_have_attribute("type", "text")
    type_into(page, control(page, "password-password_again"), PASSWORD)
    a_file_is_chosen_and_the_focus_stays_near(page)
    for name in ("consents-terms", "consents-personal_data"):
        press(page, control(page, name), "Space")
        expect(control(page, name)).to_be_checked()
    press(page, page.locator("#finish"))
    press(page, page.get_by_role("button", name="Finalizar Registro"))
    expect_done(page, "ana@prueba.example")


def control(page, name):
    return page.locator(f"[name='{name}']")


def choose(page, name, text):
    tab_to(page, control(page, name))
    page.keyboard.type(text)


def a_file_is_chosen_and_the_focus_stays_near(page):
    tab_to(page, control(page, "documents-contacto"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files({"name": "cedula.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    expect(section(page, "Documentación Anexa")).to_contain_text("cedula.pdf")
    expect(control(page, "documents-contacto")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Quitar cedula.pdf")).to_be_focused()
