"""The same journey by keyboard alone."""

import pytest
from playwright.sync_api import expect

from radicados.models import Radicado
from tests.factories import PASSWORD
from tests.steps import REVIEW, accreditation_code, arrive, filed_number, open_request, saved

pytestmark = pytest.mark.browser

LONGEST_WALK = 60
# The portal closes the dialog and, before the browser tells of it, an answer with this content settles in it.
CLOSE_AND_SETTLE = """content => {
    const dialog = document.getElementById("dialog");
    document.body.dispatchEvent(new Event("closeDialog"));
    if (content) dialog.innerHTML = content;
    htmx.trigger(dialog, "htmx:afterSettle", { target: dialog });
}"""
TURN = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))"  # the browser has told


def tab_to(page, target, *, key="Tab"):
    """Press Tab until the target has the focus."""
    for _ in range(LONGEST_WALK):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"The keyboard does not reach {target}")


def press(page, target, key="Enter"):
    tab_to(page, target)
    page.keyboard.press(key)


def type_into(page, target, text):
    tab_to(page, target)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_whole_journey_by_keyboard_alone(page, laboratory):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ir al contenido principal")).to_be_focused()
    page.keyboard.press("Enter")
    type_into(page, page.get_by_role("textbox", name="Usuario"), laboratory.username)
    type_into(page, page.get_by_role("textbox", name="Contraseña"), PASSWORD)
    page.keyboard.press("Enter")
    press(page, page.get_by_role("navigation", name="Los servicios").get_by_role("link", name="Comunicación"))
    press(page, page.locator("#comunicacion-oec").get_by_role("link"))
    enter_in_a_field_only_saves(page)
    a_choice_that_saves_keeps_the_focus(page)
    a_sector_is_chosen_by_arrows(page)
    the_dialog_takes_the_focus_and_gives_it_back(page)
    for label in ("Acepto la Declaración", "Acepto los términos"):
        press(page, page.get_by_label(label), "Space")
        expect(page.get_by_label(label)).to_be_checked()
    for button in (REVIEW, "Radicar Solicitud"):
        press(page, page.get_by_role("main").get_by_role("button", name=button), "Space")
    filed_number(page)


def test_dialog_is_whole_however_late_the_browser_tells_that_it_was_closed(page, laboratory):
    """A slow machine tells of it after the answer has settled, or after the next opening."""
    arrive(page, laboratory)
    open_request(page)
    opener, dialog = page.locator("#add-staff"), page.get_by_role("dialog")
    opener.click()
    expect(dialog.get_by_label("Tipo de documento")).to_be_visible()
    page.evaluate(CLOSE_AND_SETTLE, None)
    page.evaluate(TURN)
    expect(dialog).to_have_count(0)
    opener.click()
    expect(dialog.get_by_label("Tipo de documento")).to_be_visible()
    page.evaluate(CLOSE_AND_SETTLE, "<input aria-label='Siguiente'>")
    page.evaluate(TURN)
    expect(dialog.get_by_label("Siguiente")).to_be_focused()


def enter_in_a_field_only_saves(page):
    type_into(page, accreditation_code(page), "10-LAC-001")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Su borrador quedó guardado.")).to_be_visible()
    expect(accreditation_code(page)).to_have_value("10-LAC-001")
    assert not Radicado.objects.exists()


def a_choice_that_saves_keeps_the_focus(page):
    body = page.get_by_label("Organismo de acreditación")
    tab_to(page, body, key="Shift+Tab")
    for arrow in ("ArrowDown", "ArrowUp"):
        with saved(page):
            page.keyboard.press(arrow)
        page.wait_for_timeout(100)  # the field is drawn again
        expect(body).to_be_focused()


def a_sector_is_chosen_by_arrows(page):
    sectors = page.get_by_label("Lista de sectores")
    tab_to(page, sectors)
    page.keyboard.press("ArrowDown")
    press(page, page.get_by_role("button", name="Agregar sector"))
    expect(page.get_by_role("heading", name="Numeral 7", exact=True)).to_be_visible()
    expect(page.locator("#add-sector")).to_be_focused()
    press(page, page.get_by_role("button", name="Quitar el numeral 7"))
    expect(page.locator("#sectors")).to_be_focused()
    tab_to(page, sectors)
    page.keyboard.press("ArrowDown")
    press(page, page.get_by_role("button", name="Agregar sector"))
    expect(page.get_by_role("heading", name="Numeral 7", exact=True)).to_be_visible()


def the_dialog_takes_the_focus_and_gives_it_back(page):
    opener, dialog = page.locator("#add-staff"), page.get_by_role("dialog")
    press(page, opener)
    expect(dialog.get_by_label("Tipo de documento")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    page.keyboard.press("Space")
    expect(dialog.get_by_label("Tipo de documento")).to_be_focused()
    page.keyboard.type("Cédula de ciu")
    for label, text in (("Número", "1020304050"), ("Nombres", "Ana"), ("Apellidos", "Ñáñez")):
        type_into(page, dialog.get_by_label(label), text)
    page.keyboard.press("Enter")
    expect(page.locator("#staff li")).to_contain_text("Cédula de ciudadanía 1020304050")
    expect(opener).to_be_focused()
