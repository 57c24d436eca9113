"""The cotizador in a real browser: with JavaScript, without it, on a phone and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGE = "/tarifas/cotizador/"
EVERYTHING = (
    "?CAL-136=2&DES-001=3&CAP-029=1&CAP-029p=4&CAP-001=1&MRC-001=12&tamano=pequena&secundario=1&acredita=1"
    "&superior=1&q=termom"
)
ALL_WRONG = "?CAL-001=abc&CAP-029=1&CAP-029p=9&EA-026=2&CAL-999=1&AT-003=1&t=099-2019.1"
ABROAD = "?CAL-136=2&DES-011=3&extranjero=1&domicilio=1&pago=1"


@pytest.fixture(autouse=True)
def _published(transactional_db, edition):
    """The tariff in force."""


def price(page: Page):
    return page.locator("#quote-price")


def add(page: Page, words: str, name: str) -> None:
    page.get_by_role("searchbox", name="Busque lo que necesita").fill(words)
    page.get_by_role("button", name=f"unidad de {name}").click()


def test_price_follows_what_is_chosen_and_the_address_keeps_it(page):
    page.goto(PAGE)
    add(page, "termom hielo", "Calibración de termómetro de resistencia en punto de hielo")
    expect(price(page)).to_contain_text("$ 122.000")
    quantity = page.get_by_role("textbox", name="Cantidad de Calibración de termómetro de resistencia")
    quantity.fill("3")
    quantity.press("Tab")
    expect(price(page)).to_contain_text("$ 366.000")
    expect(page.get_by_role("status").filter(has_text="Total: $ 366.000")).to_have_count(1)
    page.get_by_role("combobox", name="Tamaño de su empresa").select_option("micro")
    page.get_by_role("checkbox", name="Es un laboratorio secundario").check()
    page.get_by_role("checkbox", name="Acreditará ese tamaño").check()
    expect(price(page)).to_contain_text("$ 329.400")
    expect(page).to_have_url(
        re.compile(r"\?t=015-2020\.1&q=termom[^&]*&CAL-001=3&tamano=micro&acredita=1&secundario=1$")
    )
    link = page.get_by_role("textbox", name="Enlace para guardar").input_value()
    page.goto(PAGE + "?" + link.partition("?")[2])
    expect(price(page)).to_contain_text("$ 329.400")


def test_what_is_wrong_is_said_beside_the_field_without_taking_the_focus(page, axe):
    page.goto(f"{PAGE}?CAL-001=1&CAL-002=1")
    first = page.get_by_role("textbox", name="Cantidad de Calibración de termómetro de resistencia en punto")
    first.fill("muchas")
    first.press("Tab")
    expect(page.locator("#id_CAL-001_field .field-error")).to_contain_text("número entero de 1 a 10.000")
    expect(page.locator(".error-summary")).to_contain_text("número entero de 1 a 10.000")
    expect(page.locator(".error-summary")).not_to_be_focused()
    expect(first).to_have_value("muchas")
    axe(page)
    first.fill("2")
    first.press("Enter")
    expect(price(page)).to_contain_text("$ 682.300")
    expect(page.locator(".error-summary")).to_have_count(0)


def test_prices_of_the_lines_change_with_the_currency(page):
    page.goto(f"{PAGE}?CAL-001=1")
    for name in ("persona o empresa extranjera", "domicilio en el exterior", "Paga desde fuera"):
        page.get_by_role("checkbox", name=name).check()
    expect(price(page)).to_contain_text("USD 46,00")
    expect(page.locator("#price-CAL-001")).to_contain_text("USD 46 por servicio")


def test_taking_a_row_out_leaves_the_others_and_the_keyboard_in_the_page(page):
    page.goto(f"{PAGE}?CAL-001=1&CAL-002=1")
    page.get_by_role("button", name="Quitar CAL-001").click()
    expect(page.locator(".quote-lines > li")).to_have_count(1)
    expect(page.locator("#id_CAL-002")).to_have_value("1")
    expect(page.locator("#quote")).to_be_focused()
    page.go_back()
    expect(page.locator(".quote-lines > li")).to_have_count(2)


def test_everything_works_without_javascript(no_script_page):
    page = no_script_page
    page.goto(PAGE)
    page.get_by_role("searchbox", name="Busque lo que necesita").fill("termom hielo")
    page.get_by_role("button", name="Buscar").click()
    page.get_by_role("button", name="unidad de Calibración de termómetro de resistencia en punto de hielo").click()
    page.get_by_role("textbox", name="Cantidad de").fill("mil")
    page.get_by_role("button", name="Calcular").first.click()
    expect(page.locator(".error-summary")).to_contain_text("número entero de 1 a 10.000")
    page.get_by_role("textbox", name="Cantidad de").fill("1.000")
    page.get_by_role("checkbox", name="Estatuto General de la Contratación Pública").check()
    page.get_by_role("button", name="Calcular").last.click()
    expect(price(page)).to_contain_text("$ 122.000.000")
    expect(page).to_have_url(re.compile(r"\?t=015-2020\.1&q=termom\+hielo&CAL-001=1\.000&contratacion=1$"))


@pytest.mark.parametrize("query", ["", EVERYTHING, ALL_WRONG, ABROAD])
def test_every_state_of_the_page_is_accessible_and_fits(page, axe, query):
    page.goto(PAGE + query)
    for width in (1280, 360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_there_is_the_price_its_account_and_its_address(page):
    page.goto(PAGE + EVERYTHING)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Artículo por artículo")).to_be_visible()
    expect(page.get_by_text("Se consulta de nuevo en")).to_be_visible()
    expect(page.get_by_role("button", name="Calcular").first).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_hidden()
