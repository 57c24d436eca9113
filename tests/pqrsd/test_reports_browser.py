"""The published reports in a browser: on a phone, without scripts, and for whoever does not see them."""

import pytest
from playwright.sync_api import expect

from accounts.models import Municipality
from pqrsd.kinds import Kind, Step
from pqrsd.reports.publication import publish
from pqrsd.reports.quarters import Quarter
from tests.pqrsd.past import past_petition
from tests.steps import assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def published(reference_data):
    place = {"municipality": Municipality.objects.first()}
    for day in range(1, 9):
        past_petition(
            received=f"2026-08-0{day}",
            closed="2026-08-20",
            due=f"2026-08-{16 + day}",
            lives_in=place,
            steps={Step.EXTENDED: "2026-08-10"},
            rated=(day % 5 + 1, "2026-08-21"),
        )
    past_petition(Kind.INFORMATION, received="2026-09-01", closed="2026-09-14")
    past_petition(Kind.CLAIM, received="2026-09-02", due="2026-09-23")
    publish(Quarter(2026, 3))


@pytest.mark.parametrize("width", [320, 1280])
def test_report_is_read_and_kept_without_scripts(no_script_page, published, width):
    page = no_script_page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/pqrsd/informes/")
    assert_fits(page)
    page.get_by_role("link", name="Julio a septiembre de 2026").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("julio a septiembre de 2026")
    chart = page.get_by_role("img", name="Recibidas por clase")
    expect(chart).to_be_visible()
    expect(page.locator("#clase").get_by_role("row", name="Queja")).to_contain_text("8")
    assert_fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar en Excel").click()
    assert download.value.suggested_filename == "informe-pqrsd-2026-3.xlsx"


@pytest.mark.parametrize("address", ["/pqrsd/informes/", "/pqrsd/informes/2026-3/"])
def test_reports_are_accessible(page, axe, published, address):
    page.goto(address)
    axe(page)


def test_empty_list_is_accessible(page, axe, db):
    page.goto("/pqrsd/informes/")
    axe(page)
