"""The pages of personal data in a browser: accessible, narrow, and without JavaScript."""

import io
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest

from habeas_data.filing import file_claim
from pqrsd.acts.answer import answer
from tests.factories import PASSWORD, ProfileFactory, SignatoryFactory, UserFactory
from tests.habeas_data.claims import officer_request
from tests.steps import arrive

HOME = "/cuenta/datos-personales/"
PAGES = ["", "descarga/", "reclamo/"]
WIDTHS = (1280, 360, 320)


@pytest.fixture
def person(transactional_db, reference_data):
    SignatoryFactory()
    return ProfileFactory().user


@pytest.fixture
def answered(person):
    officer = UserFactory(username="oficial.datos", is_staff=True)
    texts = ("Mi segundo apellido está mal escrito.", "Mi celular está mal: " + "1234567890" * 30)
    for text in texts:
        claim = file_claim(asks="correccion", text=text, submission=uuid4(), request=officer_request(person))
    answer(pk=claim.pk, version=claim.version, text="No procede porque…", by=officer)
    return person


WIDTHS = (1280, 360, 320)


def test_pages_are_accessible_and_never_wider_than_the_screen(page, axe, answered):
    arrive(page, answered)
    for path in PAGES:
        page.goto(HOME + path)
        assert_well_at_each_width(page, axe)
    page.goto(HOME + "reclamo/")
    page.get_by_role("button", name="Radicar el reclamo").click()
    page.get_by_role("alert").get_by_role("link").first.wait_for()
    assert_well_at_each_width(page, axe)


def assert_well_at_each_width(page, axe) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_one_files_a_claim_and_downloads_everything(no_script_page, person):
    page = no_script_page
    arrive(page, person)
    page.goto(HOME)
    page.get_by_role("link", name="Pedir una corrección").click()
    page.get_by_label("Explique qué datos y por qué").fill("Mi segundo apellido está mal escrito.")
    page.get_by_role("button", name="Radicar el reclamo").click()
    page.get_by_text("quedó radicado con el número").wait_for()
    page.goto(HOME)
    page.get_by_role("link", name="Descargar mis datos").click()
    page.get_by_label("Contraseña actual").fill(PASSWORD)
    with page.expect_download() as download:
        page.get_by_role("button", name="Descargar mis datos").click()
    archive = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert {"LEAME.txt", "datos.json"} <= set(archive.namelist())
