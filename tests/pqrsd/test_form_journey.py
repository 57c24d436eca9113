"""A petition presented in a real browser: with and without script, on a telephone, by keyboard alone."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route, expect

from ground.webforms import opened_pages
from pqrsd.models import Pqrsd
from pqrsd.views import form as view
from tests.factories import ProfileFactory, SignatoryFactory
from tests.ground.documents.files import pdf
from tests.pqrsd.form_answers import PAGE
from tests.steps import REVIEW, arrive, assert_fits, press_reviewed, review_answers
from tests.test_journey_keyboard import press, tab_to, type_into

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FILE = {"name": "prueba.pdf", "mimeType": "application/pdf", "buffer": pdf()}


@pytest.fixture(autouse=True)
def _ready(reference_data, monkeypatch):
    """These browsers write faster than people."""
    SignatoryFactory()
    monkeypatch.setattr(opened_pages, "HURRY", timedelta(seconds=-1))


def control(page: Page, name: str):
    return page.locator(f"[name='{name}']")


def write(page: Page, request: str = "Pido el certificado de mi balanza.") -> None:
    page.get_by_label("Asunto").fill("Certificado que no llega")
    page.get_by_label("¿Qué solicita?").fill(request)


def tell_who(page: Page) -> None:
    page.get_by_label("Persona natural").check()
    page.get_by_label("Nombres", exact=True).fill("Ana Lucía")
    page.get_by_label("Apellidos").fill("Ñáñez Güiza")
    page.get_by_label("Tipo de documento").select_option("CC")
    page.get_by_label("Número de documento").fill("1.020.304.050")
    page.get_by_role("textbox", name="Correo electrónico", exact=True).fill("ana@prueba.example")


def choose_place(page: Page) -> None:
    page.get_by_label("Departamento").select_option(label="Antioquia")
    page.get_by_label("Municipio").select_option(label="Medellín")


def press_main(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).last.click()


def send(page: Page) -> None:
    press_reviewed(page, "Radicar la petición")


def expect_filed(page: Page) -> Pqrsd:
    expect(page).to_have_url(re.compile(r"/pqrsd/consulta/[0-9]{4}-E-[0-9]{6}/$"))
    expect(page.get_by_role("heading", level=1, name="Su petición quedó radicada")).to_be_visible()
    pqrsd = Pqrsd.objects.with_number().get()
    expect(page.get_by_role("main")).to_contain_text(pqrsd.radicado.number)
    return pqrsd


def test_a_person_is_led_from_the_landing_page_to_the_radicado(page, axe):
    page.goto("/pqrsd/")
    axe(page)
    page.get_by_role("link", name="Presentar queja").click()
    expect(control(page, "kind-kind")).to_have_value("queja")
    expect(page.get_by_role("heading", name="La respuesta")).to_be_hidden()
    axe(page)
    tell_who(page)
    choose_place(page)
    write(page)
    page.get_by_label("Anexos").and_(page.locator("input")).set_input_files([FILE])
    expect(page.get_by_role("button", name="Quitar prueba.pdf")).to_be_visible()
    review_answers(page)
    axe(page)
    expect(page.get_by_role("main")).to_contain_text("prueba.pdf")
    page.get_by_role("button", name="Cambiar: Su petición").click()
    expect(page.get_by_label("Asunto")).to_have_value("Certificado que no llega")
    page.get_by_label("Asunto").fill("Certificado que llegó mal")
    send(page)
    pqrsd = expect_filed(page)
    assert (pqrsd.missing, pqrsd.subject) == ([], "Certificado que llegó mal")
    assert pqrsd.steps.get().anexos.get().document.name == "prueba.pdf"


def test_file_that_weighs_too_much_is_told_beside_its_field_and_the_others_are_sent(page, axe, settings):
    page.goto(PAGE)
    control = page.get_by_label("Anexos").and_(page.locator("input"))
    place = page.locator("#attachments")
    heavy = {"name": "plano.pdf", "mimeType": "application/pdf", "buffer": bytes(11 * 1024**2)}
    control.set_input_files([heavy])
    expect(place).to_contain_text("«plano.pdf»: El archivo pesa 11 MB y el máximo es 10 MB")
    control.set_input_files([heavy, FILE])
    expect(page.get_by_role("button", name="Quitar prueba.pdf")).to_be_visible()
    expect(place).to_contain_text("«plano.pdf»: El archivo pesa 11 MB")
    axe(page)
    control.set_input_files([{**FILE, "name": "otra.pdf", "buffer": pdf(pages=2)}])
    expect(page.get_by_role("button", name="Quitar otra.pdf")).to_be_visible()
    expect(place).not_to_contain_text("pesa")
    # What all of it together weighs, only the server says.
    refusal = render_to_string("413.html", {"max_mb": 128})
    control.evaluate(
        """(control, responseText) => control.dispatchEvent(new CustomEvent(
            "htmx:responseError", { bubbles: true, detail: { xhr: { status: 413, responseText } } }))""",
        refusal,
    )
    expect(place).to_contain_text("El portal no recibe tanto en un solo envío. Un envío admite hasta 128 MB")
    expect(page.locator("#connection-notice")).to_contain_text("no recibe tanto")
    expect(page.get_by_role("main")).not_to_contain_text("Revise su conexión")


def test_what_applies_is_shown_to_each_applicant(page, axe):
    page.goto(PAGE)
    seen = {
        "Persona natural": ("Nombres", "Cuéntenos de usted"),
        "Persona jurídica": ("Razón social",),
        "Niña, niño o adolescente": ("Nombre de la persona adulta", "Cuéntenos de usted"),
        "Apoderado o representante": ("Documento de quien representa", "Cuéntenos de usted"),
        "Anónimo": ("No guardaremos ningún dato suyo",),
    }
    every = {text for texts in seen.values() for text in texts}
    for applicant, texts in seen.items():
        page.get_by_label(applicant).check()
        for text in every - {"Nombres"}:
            place = page.get_by_text(text).first
            expect(place).to_be_visible() if text in texts else expect(place).to_be_hidden()
        axe(page)


def test_an_incomplete_petition_is_filed_when_the_person_insists(page, axe):
    page.goto(PAGE)
    control(page, "kind-kind").select_option("reclamo")
    page.get_by_label("Persona natural").check()
    write(page)
    press_main(page, REVIEW)
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    page.get_by_role("link", name="Escriba los nombres.").click()
    expect(page.get_by_label("Nombres", exact=True)).to_be_focused()
    press_reviewed(page, "Radicar como está", "Radicar de todos modos")
    assert "nombres" in expect_filed(page).missing


def test_a_page_sent_at_once_asks_to_confirm(page, axe, monkeypatch):
    monkeypatch.setattr(opened_pages, "HURRY", timedelta(hours=1))
    page.goto(PAGE)
    control(page, "kind-kind").select_option("sugerencia")
    page.get_by_label("Anónimo").check()
    write(page)
    send(page)
    expect(page.get_by_text("Confirme que desea radicarla.")).to_be_visible()
    axe(page)
    monkeypatch.setattr(opened_pages, "HURRY", timedelta(seconds=-1))
    press_main(page, "Radicar la petición")
    expect_filed(page)


@pytest.mark.parametrize("state", ["again", "signed_out", "stale", "too_many"])
def test_what_stands_in_the_way_is_said_to_everybody(page, axe, monkeypatch, state):
    def judge(request, opened_page, problems, action):
        forms = view.PetitionForms(request.POST, judged=True)
        return view._show(request, view.Page(opened_page, forms, problems), state)

    monkeypatch.setattr(view, "_judge", judge)
    page.goto(f"{PAGE}?clase=felicitacion")
    page.get_by_label("Anónimo").check()
    write(page)
    press_main(page, REVIEW)
    expect(page.locator("main .notice-box.notice-warning")).to_be_visible()
    expect(page.get_by_label("Asunto")).to_have_value("Certificado que no llega")
    axe(page)


def test_without_script_nothing_is_missing(no_script_page):
    page = no_script_page
    page.goto(f"{PAGE}?clase=consulta")
    tell_who(page)
    write(page)
    page.get_by_label("Anexos").and_(page.locator("input")).set_input_files([FILE])
    page.get_by_label("Departamento").select_option(label="Antioquia")
    page.get_by_role("button", name="Ver municipios").click()
    expect(page.get_by_label("Nombres", exact=True)).to_have_value("Ana Lucía")
    expect(page.get_by_role("button", name="Quitar prueba.pdf")).to_be_visible()
    page.get_by_label("Municipio").select_option(label="Medellín")
    send(page)
    assert expect_filed(page).petitioner.municipality.name == "Medellín"


def test_a_report_is_made_anonymously_on_a_telephone_by_whoever_is_logged_in(phone_page, axe):
    page = phone_page
    user = ProfileFactory().user
    arrive(page, user)
    page.goto(f"{PAGE}?clase=denuncia")
    expect(page.get_by_text("Las denuncias las ve únicamente Control interno")).to_be_visible()
    expect(page.get_by_label("Nombres", exact=True)).to_have_value(user.first_name)
    page.get_by_label("Anónimo").check()
    expect(page.get_by_label("Nombres", exact=True)).to_be_hidden()
    write(page, "Alguien cobra por las citas.")
    axe(page)
    assert_fits(page)
    send(page)
    pqrsd = expect_filed(page)
    assert (pqrsd.user, pqrsd.radicado.filed_by, pqrsd.radicado.filed_from) == (None, None, None)


@pytest.mark.parametrize("address", ["/pqrsd/", PAGE])
def test_it_fits_the_narrowest_screen(phone_page, address):
    phone_page.set_viewport_size({"width": 320, "height": 640})
    phone_page.goto(address)
    assert_fits(phone_page)


KEPT = "Aquí está lo que había escrito en esta pestaña."


def test_what_is_typed_stays_in_the_tab_until_it_is_sent(page, axe):
    """A machine may be everybody's: nothing reaches the portal, nor another tab."""
    asked: list[Route] = []
    page.goto(PAGE)
    control(page, "kind-kind").select_option("queja")
    tell_who(page)
    choose_place(page)
    control(page, "words-request").press_sequentially("Sin dejar el campo")
    page.get_by_role("link", name="Contacto").first.click()
    expect(page.get_by_role("heading", level=1, name="Contacto")).to_be_visible()
    page.go_back()
    expect(page.get_by_text(KEPT)).to_be_visible()
    axe(page)
    expect(control(page, "words-request")).to_have_value("Sin dejar el campo")
    expect(control(page, "contact-municipality")).to_have_value("05001")
    # What is answered while the municipalities are on their way is newer than what was kept.
    page.route("**/registro/municipios/**", lambda route: asked.append(route))
    with page.expect_request("**/registro/municipios/**"):
        page.reload()
    control(page, "kind-kind").select_option("reclamo")
    asked.pop().continue_()
    expect(control(page, "contact-municipality")).to_have_value("05001")
    expect(control(page, "kind-kind")).to_have_value("reclamo")
    page.unroute("**/registro/municipios/**")
    other = page.context.new_page()
    other.goto(PAGE)
    expect(control(other, "words-request")).to_have_value("")
    page.get_by_label("Asunto").fill("Certificado")
    send(page)
    expect_filed(page)
    page.goto(PAGE)
    expect(control(page, "words-request")).to_have_value("")
    expect(page.get_by_text(KEPT)).to_be_hidden()


def test_what_the_tab_keeps_is_deleted_when_asked_and_half_an_hour_later(page):
    page.goto(PAGE)
    write(page, "Lo de otra persona")
    page.goto(PAGE)
    expect(control(page, "words-request")).to_have_value("Lo de otra persona")
    page.get_by_role("button", name="Borrar lo escrito").click()
    expect(control(page, "words-request")).to_have_value("")
    write(page, "Lo de otra persona")
    page.goto("/contacto/")
    page.evaluate("""() => {
        const [key, kept] = Object.entries(sessionStorage).find(([key]) => key.startsWith("kept:"));
        sessionStorage.setItem(key, JSON.stringify({...JSON.parse(kept), at: Date.now() - 31 * 60 * 1000}));
    }""")
    page.goto(PAGE)
    expect(control(page, "words-request")).to_have_value("")


def test_who_has_an_account_finds_it_as_it_was_typed_on_another_device(page, browser, live_server):
    user = ProfileFactory().user
    arrive(page, user, PAGE)
    expect(page.get_by_text("Lo que escriba se guardará")).to_be_visible()
    control(page, "words-request").press_sequentially("Sin dejar el campo")
    expect(page.get_by_text("Borrador guardado")).to_be_visible()
    page.close()
    context = browser.new_context(base_url=live_server.url)
    elsewhere = context.new_page()
    arrive(elsewhere, user, PAGE)
    expect(control(elsewhere, "words-request")).to_have_value("Sin dejar el campo")
    context.close()


def test_a_long_text_is_counted(page):
    page.goto(PAGE)
    request = page.get_by_label("¿Qué solicita?")
    request.fill("ñ👩\n" * 2)
    expect(page.get_by_text("5 de 20.000 caracteres")).to_be_visible()
    request.fill("a" * 20_001)
    expect(page.get_by_text("Caracteres de más: 1.")).to_have_count(1)


def test_by_keyboard_alone(page):
    page.goto(PAGE)
    tab_to(page, control(page, "kind-kind"))
    page.keyboard.type("Queja")
    press(page, page.get_by_label("Persona natural"), "Space")
    page.keyboard.press("ArrowUp")  # the last one
    expect(page.get_by_label("Anónimo")).to_be_checked()
    type_into(page, control(page, "words-subject"), "Certificado")
    type_into(page, control(page, "words-request"), "Pido el certificado.")
    for button in (REVIEW, "Radicar la petición"):
        press(page, page.get_by_role("main").get_by_role("button", name=button, exact=True).last)
    expect_filed(page)
