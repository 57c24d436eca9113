"""An officer's answer from the desk to the signed letter, with a real worker and a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from pqrsd.kinds import Outcome
from pqrsd.models import Pqrsd
from radicados.models import Radicado
from tests.factories import SignatoryFactory
from tests.ground.documents.files import pdf
from tests.pqrsd.petitions import PETITIONER, petition
from tests.staff import enter_admin, staff_user
from tests.steps import LETTER_PATIENCE_MS, assert_fits, check_signature, read_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG_NAMES = PETITIONER | {
    "first_name": "María de los Ángeles Ñusta Guadalupe",
    "last_name": "Fernández de Córdoba y Rodríguez-Villavicencio",
    "address": "Carrera 100 Bis A Sur # 200-300, Torre 12, Apartamento 1504, Urbanización de Prueba",
}
LONG_TEXT = "\n\n".join(f"Párrafo {n} de una respuesta larga: áéíóú ñ ≤ 5 µL." for n in range(60))


@pytest.fixture
def officer(reference_data) -> User:
    SignatoryFactory()
    return staff_user("Oficial PQRSD")


def open_act(page: Page, pqrsd: Pqrsd, officer: User, link: str) -> None:
    enter_admin(page, f"/pqrsd/gestion/{pqrsd.radicado.number}/", officer)
    page.get_by_role("link", name=link, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=link)).to_be_visible()


def pdf_file(name: str, pages: int) -> dict:
    return {"name": name, "mimeType": "application/pdf", "buffer": pdf(pages=pages)}


def review(page: Page) -> None:
    page.get_by_role("main").get_by_role("button", name="Revisar la carta").click()
    expect(page.get_by_role("region", name="Así quedará la carta")).to_be_visible()


def send(page: Page) -> None:
    page.get_by_role("button", name="Radicar y enviar la carta").click()
    expect(page.get_by_text("La carta quedó radicada")).to_be_visible()


def signed_letter(page: Page, folder: Path) -> Path:
    """The letter as the officer downloads it from the case, once the worker has signed it."""
    number = Radicado.objects.get(kind="S").number
    link = page.locator(f"a[href$='cartas/{number}.pdf']").first
    expect(reloaded(page, link)).to_be_visible()
    with page.expect_download() as download:
        link.evaluate("link => { link.setAttribute('download', ''); link.click(); }")
    path = folder / "carta.pdf"
    download.value.save_as(path)
    return path


def reloaded(page: Page, link):
    """The page as it is when the letter is there."""
    for _ in range(LETTER_PATIENCE_MS // 500):
        if link.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    return link


def test_officer_answers_with_a_pdf_and_annexes_and_the_letter_is_signed(page, axe, officer, celery_worker, tmp_path):
    pqrsd = petition(petitioner=LONG_NAMES)
    open_act(page, pqrsd, officer, "Responder")
    axe(page)
    page.get_by_role("button", name="La respuesta en PDF").set_input_files(pdf_file("respuesta.pdf", 1))
    annexes = [pdf_file("tabla.pdf", 2), pdf_file("plano.pdf", 3)]
    page.get_by_role("button", name="Anexos").set_input_files(annexes)
    page.get_by_role("button", name="Subir los archivos escogidos").click()
    expect(page.get_by_role("button", name="Quitar plano.pdf")).to_be_visible()
    page.get_by_label("Respuesta (opcional)", exact=True).fill(LONG_TEXT)
    review(page)
    expect(page.locator("#preview")).to_contain_text("Párrafo 59")
    axe(page)
    send(page)
    letter = signed_letter(page, tmp_path)
    words = read_letter(letter)
    for said in ("Fernández de Córdoba", "Párrafo 59", "respuesta.pdf", "plano.pdf", "SHA-256"):
        assert said in words
    assert pqrsd.radicado.number in words
    assert "Signature is Valid" in check_signature(letter)
    assert Pqrsd.objects.get().outcome == Outcome.ANSWERED


def test_with_the_worker_dead_the_case_is_closed_and_its_letter_in_preparation(page, officer):
    open_act(page, petition(), officer, "Responder")
    page.get_by_label("Respuesta", exact=True).fill("El certificado está listo.")
    review(page)
    send(page)
    assert Pqrsd.objects.get().outcome == Outcome.ANSWERED
    expect(page.get_by_role("region", name="Cartas y correos")).to_contain_text("preparación")


ACTS = {
    "Pedir que la complete": {"Texto de la carta": "Envíe la placa del equipo."},
    "Prorrogar el término": {"Días hábiles de prórroga": "5", "Texto de la carta": "Faltan mediciones."},
    "Trasladar a otra entidad": {
        "Entidad competente": "Superintendencia Ficticia de Pruebas y Ensayos",
        "Correo electrónico de la entidad": "contacto@superintendencia.example",
        "Texto de la carta": "Vigila al prestador.",
    },
}


@pytest.mark.parametrize(("link", "typed"), ACTS.items(), ids=ACTS)
def test_each_letter_is_read_on_a_phone_and_sent(phone_page, axe, officer, link, typed):
    open_act(phone_page, petition(), officer, link)
    axe(phone_page)
    assert_fits(phone_page)
    for label, text in typed.items():
        phone_page.get_by_label(label).fill(text)
    review(phone_page)
    axe(phone_page)
    for width in (360, 320):
        phone_page.set_viewport_size({"width": width, "height": 740})
        assert_fits(phone_page)
    send(phone_page)


def test_answer_is_written_without_scripts(no_script_page, officer):
    open_act(no_script_page, petition(), officer, "Responder")
    no_script_page.get_by_role("button", name="Anexos").set_input_files([pdf_file("tabla.pdf", 2)])
    review_with_errors(no_script_page)
    no_script_page.get_by_label("Respuesta", exact=True).fill("Va adjunta.")
    review(no_script_page)
    expect(no_script_page.locator("#preview")).to_contain_text("tabla.pdf")
    send(no_script_page)


def review_with_errors(page: Page) -> None:
    page.get_by_role("main").get_by_role("button", name="Revisar la carta").click()
    expect(page.get_by_role("alert").first).to_contain_text("Complete lo que falta")
    expect(page.get_by_role("button", name="Quitar tabla.pdf")).to_be_visible()
