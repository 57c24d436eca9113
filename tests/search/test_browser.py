"""Suggestions by keyboard, and pages that everybody can use."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


def test_suggestions_are_chosen_by_keyboard_from_the_home(page, axe, indexed):
    page.goto("/")
    box = page.get_by_role("combobox", name="¿Qué busca?")
    box.press_sequentially("quej")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Queja")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="sugerencias")).to_have_count(1)
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    axe(page)
    box.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", "suggestion-0")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("quej")
    box.press_sequentially("a")
    expect(options.first).to_contain_text("Queja")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/pqrsd/radicar/?clase=queja")


@pytest.mark.parametrize("width", [360, 1366])
def test_search_and_map_are_accessible(page, axe, indexed, width):
    page.set_viewport_size({"width": width, "height": 768})
    for address in ("/buscar/?q=calibrasion", "/buscar/?q=xqzwv", "/buscar/?q=balanza&tipo=tasas", "/mapa-del-sitio/"):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
