"""The steps of the manual (5.1) as a person takes them in a browser, finding things by what they read."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.test import Client
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from tests.factories import PASSWORD

LETTER_PATIENCE_MS = 30_000


@dataclass(frozen=True)
class Person:
    document_number: str
    first_name: str
    last_name: str
    document_type: str = "Cédula de ciudadanía"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"


ANA = Person("1.020.304.050", "Ana Lucía", "Ñáñez Güiza")
BENITO = Person("AB123456", "Benito", "O'Connor <b>Díaz</b>", document_type="Pasaporte")
BALANCE = "Balanza analítica marca Ejemplo, serie 000123"
WEIGHTS = "Juego de pesas patrón clase E2 & estuche"


# --- 4.2 Ingreso de usuarios, 5 Oferta de Servicios ----------------------------------------------------


def log_in(page: Page, user: User) -> None:
    """By the box of the home page, to the offer of services."""
    page.goto("/")
    type_credentials(page, user)
    expect(page.get_by_role("heading", level=1, name="Oferta de Servicios")).to_be_visible()


def arrive(page: Page, user: User, path: str = "/servicios/") -> None:
    """On a page, having logged in before: for whom the log-in is not what matters."""
    client = Client(headers={"user-agent": page.evaluate("navigator.userAgent")})
    answer = client.post("/ingreso/", {"username": user.username, "password": PASSWORD})
    assert answer.status_code == 302, "nobody logs in so"
    go_as(page, client, path)


def go_as(page: Page, client: Client, path: str) -> None:
    """To a page, with the cookies of a client of Django's."""
    cookies = [{"name": cookie.key, "value": cookie.value} for cookie in client.cookies.values()]
    page.context.add_cookies([cookie | {"domain": "localhost", "path": "/"} for cookie in cookies])
    page.goto(path)


def type_credentials(page: Page, user: User) -> None:
    page.get_by_role("textbox", name="Usuario").fill(user.username)
    page.get_by_role("textbox", name="Contraseña").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Ingresar").click()


def open_request(page: Page) -> None:
    page.locator("#comunicacion-oec").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name="Solicitud de Comunicación")).to_be_visible()


# --- 5.1 The request -----------------------------------------------------------------------------------


@contextmanager
def saved(page: Page) -> Iterator[None]:
    """What is done inside is heard by the portal before going on."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        yield


def write(page: Page, field: Locator, text: str) -> None:
    """Type into a field of the request and leave it, which saves the draft."""
    with saved(page):
        field.fill(text)
        field.press("Tab")


def accreditation_code(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Código de acreditación")


def add_sector(page: Page, numeral: int) -> None:
    option = page.locator("#id_sector option").filter(has_text=f"{numeral}. ").first
    page.get_by_label("Lista de sectores").select_option(value=option.get_attribute("value"))
    page.get_by_role("button", name="Agregar sector").click()
    expect(page.get_by_role("heading", name=f"Numeral {numeral}", exact=True)).to_be_visible()


def fill_person(place: Page | Locator, person: Person) -> None:
    """In the dialog, or on the person's own page."""
    place.get_by_label("Tipo de documento").select_option(label=person.document_type)
    place.get_by_label("Número de documento").fill(person.document_number)
    place.get_by_label("Nombres").fill(person.first_name)
    place.get_by_label("Apellidos").fill(person.last_name)


def add_person(page: Page, person: Person) -> None:
    page.get_by_role("button", name="Agregar persona").click()
    fill_person(page.get_by_role("dialog"), person)
    accept(page)
    expect(page.locator("#staff")).to_contain_text(person.full_name)


def add_item(page: Page, description: str) -> None:
    page.get_by_role("button", name="Agregar elemento").click()
    page.get_by_role("dialog").get_by_label("Descripción").fill(description)
    accept(page)
    expect(page.locator("#items")).to_contain_text(description)


def accept(page: Page) -> None:
    """The dialog's button; what was added is in the list and the dialog is gone."""
    page.get_by_role("dialog").get_by_role("button", name="Aceptar", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def accept_declarations(page: Page) -> None:
    for label in ("Acepto la Declaración de Aplicabilidad", "Acepto los términos"):
        with saved(page):
            page.get_by_label(label).check()


def complete_request(page: Page) -> None:
    """Everything that filing asks for."""
    write(page, accreditation_code(page), "10 lac 001")
    add_sector(page, 7)
    add_person(page, ANA)
    add_item(page, BALANCE)
    accept_declarations(page)


def file(page: Page) -> str:
    """*Radicar Solicitud*; gives the number that the page shows."""
    press_reviewed(page, "Radicar Solicitud")
    return filed_number(page)


def filed_number(page: Page) -> str:
    expect(page.get_by_role("heading", level=1, name="Su solicitud quedó radicada")).to_be_visible()
    return page.locator(".radicado-number").inner_text()


# --- What every form ends with: all answers together, and then the act -----------------------------------
REVIEW = "Revisar y radicar"


def review_answers(page: Page, button: str = REVIEW) -> None:
    """To the page with all answers, of a form in which nothing is wrong."""
    page.get_by_role("main").get_by_role("button", name=button).last.click()
    expect(page.get_by_role("heading", level=1, name="Revise sus respuestas")).to_be_visible()


def press_reviewed(page: Page, act: str, button: str = REVIEW) -> None:
    """By way of that page, whose button does the act."""
    review_answers(page, button)
    page.get_by_role("main").get_by_role("button", name=act, exact=True).click()


# --- 5.1.5 The letter, 5.1.6 its verification ----------------------------------------------------------


def download_letter(page: Page, folder: Path) -> Path:
    """Wait until the letter appears by itself, and download it."""
    button = page.get_by_role("link", name="Descargar la carta (PDF)")
    expect(button).to_be_visible(timeout=LETTER_PATIENCE_MS)
    with page.expect_download() as download:
        button.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def read_letter(letter: Path) -> str:
    """The letter's text, its spaces and line ends made one."""
    return " ".join(_run("pdftotext", "-raw", str(letter), "-").split())


def read_qr(letter: Path) -> str:
    """What the QR of the first page says, read from the page as it is printed."""
    prefix = letter.with_suffix("")
    _run("pdftoppm", "-png", "-r", "150", str(letter), str(prefix))
    first_page = min(letter.parent.glob(f"{prefix.name}-*.png"))
    return _run("zbarimg", "--quiet", "--raw", str(first_page)).strip()


def check_signature(letter: Path) -> str:
    """What `pdfsig` says of the signature."""
    return _run("pdfsig", str(letter))


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def assert_fits(page: Page) -> None:
    """No sideways scroll at the present width."""
    page.wait_for_load_state()  # between two pages there is none to measure
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} is wider than {width}"
