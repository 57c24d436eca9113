"""The tariffs in a real browser: wide, on a phone, on paper, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.tariffs.editions import next_resolution, published

pytestmark = pytest.mark.django_db(transaction=True)

# All the rows: axe judges each cell, which takes long; some of what differs by its number alone are enough.
CROWD = "/tarifas/"
FURTHER_ROWS = "tbody tr:nth-child(n + 4)"
PAGES = [
    "/tarifas/?q=balanza&moneda=cop",
    "/tarifas/?q=balanza+xilofono&sitio=on",
    "/tarifas/?q=balanza&seccion=nada",
    "/tarifas/015-2020/v1/CAL-106/",
    "/tarifas/021-2027/cambios/",
]


@pytest.fixture
def editions(edition, printed) -> None:
    published(next_resolution(printed))


def width_of(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def test_every_page_is_accessible_and_fits_a_phone(editions, page, axe):
    for path in (CROWD, *PAGES):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(path)
        page.locator(FURTHER_ROWS).evaluate_all("rows => rows.forEach(row => row.remove())")
        axe(page)
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 640})
            axe(page)
            assert width_of(page) == width


def test_all_the_rows_fit_a_phone(editions, phone_page):
    phone_page.set_viewport_size({"width": 320, "height": 640})
    phone_page.goto(CROWD)
    assert width_of(phone_page) == 320


def test_a_phone_names_each_figure_beside_it(editions, phone_page):
    phone_page.goto("/tarifas/015-2020/")
    figures = phone_page.locator("#CAL-105 td")
    labels = figures.evaluate_all("cells => cells.map(cell => getComputedStyle(cell, '::before').content)")
    assert labels == ['"COP"', '"S.M.M.L.V."', '"USD"']


def test_results_come_while_one_types_and_the_address_keeps_the_search(editions, page, axe):
    page.goto("/tarifas/015-2020/")
    page.get_by_label("¿Qué servicio busca?").press_sequentially("cilin piston")
    expect(page.locator("#rates-status")).to_have_text(re.compile("1 tasa encontrada"))
    expect(page.locator("#rates tbody tr")).to_have_count(1)
    expect(page.get_by_label("¿Qué servicio busca?")).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?q=cilin(\+|%20)piston"))
    axe(page)
    page.reload()
    expect(page.locator("#rates tbody tr")).to_have_count(1)
    page.get_by_label("Moneda").select_option("Solo dólares")
    expect(page.locator("#CAL-105 .usd")).to_be_visible()
    expect(page.locator("#CAL-105 .cop")).to_be_hidden()


def test_the_search_works_without_scripts(editions, no_script_page):
    page = no_script_page
    page.goto("/tarifas/015-2020/")
    page.get_by_label("Sección o laboratorio").select_option(label="\u2003Balanzas de presión")
    page.get_by_role("button", name="Buscar").click()
    expect(page.locator("#rates tbody tr")).to_have_count(2)
    page.get_by_role("link", name="Medición de masa de una pesa de balanza de presión.").click()
    expect(page.get_by_text("está publicada 0,174605, y la división da 0,172134")).to_be_visible()


def test_the_contents_lead_to_the_laboratory(editions, page):
    page.goto("/tarifas/")
    page.get_by_role("link", name="Laboratorio de presión").click()
    expect(page.get_by_role("heading", name="Laboratorio de presión")).to_be_in_viewport()


def test_paper_shows_the_rows_and_not_the_controls(editions, page):
    page.goto("/tarifas/")
    page.emulate_media(media="print")
    expect(page.locator(".rate-search")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Contenido")).to_have_count(0)
    expect(page.locator("#CAL-105 .cop")).to_be_visible()
