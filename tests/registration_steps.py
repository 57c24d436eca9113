"""The steps of the registration (4.1) as a person takes them in a browser."""

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.ground.documents.files import pdf
from tests.steps import press_reviewed

PASSWORD = "cuatro palabras al azar"


def open_registration(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Regístrese").first.click()
    expect(page.get_by_role("heading", level=1, name="Registro de Usuarios")).to_be_visible()


def section(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def unfold(page: Page, title: str) -> None:
    """What is optional is folded."""
    page.locator(".fold > summary").filter(has_text=title).click()


def choose_type(page: Page, kind: str) -> None:
    section(page, "Tipo de Persona").get_by_label(kind).check()


def fill_contact(page: Page, *, username: str, document_type: str = "Cédula de ciudadanía") -> None:
    """*Información de Contacto* save the place."""
    contact = section(page, "Información de Contacto")
    contact.get_by_label("Tipo de documento").select_option(label=document_type)
    contact.get_by_label("Número de documento").fill("1.020.304.050")
    contact.get_by_label("Nombres").fill("Ana Lucía")
    contact.get_by_label("Apellidos").fill("Ñáñez Güiza")
    fill_mail(page, f"{username}@prueba.example")
    contact.get_by_label("Celular").fill("300 123 4567")
    contact.get_by_label("Dirección").fill("Calle 10 # 20-30")
    contact.get_by_label("Nombre de usuario").fill(username)
    fill_password(page)


def fill_mail(page: Page, mail: str) -> None:
    contact = section(page, "Información de Contacto")
    contact.get_by_role("textbox", name="Correo electrónico", exact=True).fill(mail)
    contact.get_by_label("Escriba otra vez el correo").fill(mail)


def fill_password(page: Page) -> None:
    page.locator("#id_password-password").fill(PASSWORD)
    page.locator("#id_password-password_again").fill(PASSWORD)


def choose_place(place: Locator, department: str = "Antioquia", municipality: str = "Medellín") -> None:
    place.get_by_label("Departamento").select_option(label=department)
    place.get_by_label("Municipio").select_option(label=municipality)


def choose_city(place: Locator, country: str, city: str) -> None:
    place.get_by_role("combobox", name="País").select_option(label=country)
    expect(place.get_by_label("Municipio")).to_be_hidden()
    place.get_by_label("Ciudad y región").fill(city)


def fill_company(page: Page, name: str) -> Locator:
    """*Caracterización* and *Información de Empresa* of a company save its number and its place."""
    traits = section(page, "Caracterización")
    traits.get_by_label("Clase de entidad").select_option(label="Empresa privada")
    traits.get_by_label("Actividad económica").select_option("71")
    company = section(page, "Información de Empresa")
    company.get_by_label("Razón social").fill(name)
    company.get_by_label("Teléfono de la empresa").fill("601 234 5678")
    company.get_by_label("Correo electrónico de la empresa").fill("contacto@prueba.example")
    company.get_by_label("Dirección").fill("Avenida 1 # 2-3")
    company.get_by_label("Tipo de documento").select_option("PA")
    company.get_by_label("Número de documento").fill("AB123456")
    company.get_by_label("Nombres").fill("Ramón")
    company.get_by_label("Apellidos").fill("Peña")
    company.get_by_role("textbox", name="Correo electrónico", exact=True).fill("ramon@prueba.example")
    company.get_by_role("textbox", name="Teléfono", exact=True).fill("310 765 4321")
    return company


def attach(page: Page, label: str, *names: str, is_shown: bool = True) -> None:
    """Choose files; with JavaScript the page says at once that they arrived.

    The control listens once htmx has settled what it put there: 20 ms, which a person never notices.
    """
    expect(page.locator(".htmx-added, .htmx-settling")).to_have_count(0)
    control = section(page, "Documentación Anexa").locator("input[type=file]").and_(page.get_by_label(label))
    control.set_input_files(
        [
            {"name": name, "mimeType": "application/pdf", "buffer": pdf(pages=pages)}
            for pages, name in enumerate(names, 1)
        ]
    )
    if is_shown:
        for name in names:
            expect(page.get_by_role("button", name=f"Quitar {name}")).to_be_visible()


def accept(page: Page, *starts: str) -> None:
    """Tick the consents whose sentences begin so."""
    for start in ("Acepto los términos", "Autorizo de manera previa", *starts):
        page.get_by_role("checkbox", name=start).check()


REVIEW = "Revisar y finalizar"


def finish(page: Page) -> None:
    """By the page with all answers."""
    press_reviewed(page, "Finalizar Registro", REVIEW)


def send(page: Page) -> None:
    """A page with something wrong."""
    page.get_by_role("main").get_by_role("button", name=REVIEW).last.click()


def expect_done(page: Page, address: str) -> None:
    """Whoever registered goes on from that mailbox."""
    expect(page.get_by_role("heading", level=1, name="Revise su correo")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(address)


def confirm(page: Page, link: str) -> None:
    """The mail's link, whose button logs in."""
    page.goto(urlsplit(link).path)
    page.get_by_role("main").get_by_role("button", name="Confirmar e ingresar").click()
    expect(page.get_by_text("Su correo electrónico quedó verificado.")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Oferta de Servicios")).to_be_visible()
