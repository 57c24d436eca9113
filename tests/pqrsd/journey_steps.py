"""The steps of a petition as people take them in a browser, on both sides of the counter."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from accounts.models import User
from tests.expedientes.journey_steps import open_act, send_letter
from tests.ground.documents.files import pdf
from tests.staff import enter_admin
from tests.steps import press_reviewed

SUBJECT = "Balanza sin certificado"
REQUEST = "Pido el certificado de mi balanza, que se calibró en mayo."
ANSWER = "Su certificado se expidió hoy y puede recogerlo en la sede."


@dataclass(frozen=True)
class Receipt:
    """What the page tells whoever has just filed."""

    number: str
    code: str


# --- The petitioner -------------------------------------------------------------------------------------
def begin_petition(page: Page, *, kind: str) -> None:
    """From the home page to the form, with what is asked written down."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Presentar una PQRSD").click()
    page.get_by_role("link", name="Presentar una PQRSD").click()
    page.get_by_label("Clase de petición").select_option(label=kind)
    page.get_by_label("Asunto").fill(SUBJECT)
    page.get_by_label("¿Qué solicita?").fill(REQUEST)


def file_petition(page: Page) -> Receipt:
    press_reviewed(page, "Radicar la petición")
    expect(page.get_by_role("heading", level=1, name="Su petición quedó radicada")).to_be_visible()
    return Receipt(page.locator(".radicado-number").inner_text(), page.locator("#case-code").inner_text())


def look_up(page: Page, receipt: Receipt) -> None:
    """*Consulta de estado* with what was copied."""
    page.goto("/pqrsd/consulta/")
    page.get_by_label("Número de radicado").fill(receipt.number)
    page.get_by_label("Código de verificación").fill(receipt.code)
    page.get_by_role("button", name="Consultar").click()
    expect(page.locator(".radicado-number")).to_have_text(receipt.number)


def follow_own(page: Page, receipt: Receipt) -> None:
    """By *Mis solicitudes*."""
    page.goto("/radicados/")
    page.get_by_role("link", name=f"{SUBJECT} (radicado {receipt.number})").click()
    expect(page.locator(".radicado-number")).to_have_text(receipt.number)


def send_writing(page: Page, label: str, text: str, button: str) -> None:
    page.get_by_role("textbox", name=label).fill(text)
    page.get_by_role("button", name=button, exact=True).click()


# --- The officer ----------------------------------------------------------------------------------------
def enter_desk(desk: Page, officer: User) -> None:
    enter_admin(desk, "/pqrsd/gestion/", officer)
    expect(desk.get_by_role("heading", level=1, name="Mesa PQRSD")).to_be_visible()


def open_case(desk: Page, receipt: Receipt) -> None:
    """Found in the queue."""
    desk.goto("/pqrsd/gestion/")
    desk.get_by_role("table").get_by_role("link", name=receipt.number).click()
    expect(desk.get_by_role("heading", level=1, name=receipt.number)).to_be_visible()


def answer_with_text(desk: Page) -> None:
    open_act(desk, "Responder")
    desk.get_by_role("textbox", name="Respuesta").fill(ANSWER)
    send_letter(desk)


def answer_with_pdf(desk: Page, name: str) -> None:
    open_act(desk, "Responder")
    desk.get_by_role("textbox", name="Respuesta").fill("")
    file = {"name": name, "mimeType": "application/pdf", "buffer": pdf()}
    desk.get_by_role("button", name="La respuesta en PDF").set_input_files(file)
    send_letter(desk)
