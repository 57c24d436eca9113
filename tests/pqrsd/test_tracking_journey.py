"""Following a case in a browser: anonymous with a reply, completed without JavaScript, on a phone."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from expedientes.following import begin_session
from expedientes.views.follower import COOKIE
from pqrsd.kinds import Kind, Step
from pqrsd.models import Pqrsd
from tests.expedientes.journey_steps import signed_letter
from tests.factories import person_user
from tests.ground.documents.files import pdf
from tests.pqrsd.following import (
    ANSWER,
    ASKED,
    LOOKUP,
    WORDS,
    answer,
    ask_to_complete,
    code_of,
    end_sessions,
    extend,
    keys,
    overdue,
    path_of,
    signed,
)
from tests.pqrsd.petitions import document, petition
from tests.steps import arrive, assert_fits, read_letter, type_credentials

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("ready"),
]


def look_up(page: Page, case: Pqrsd) -> None:
    """By number and code, as they were copied by hand."""
    page.goto(LOOKUP)
    typed = keys(case)
    page.get_by_label("Número de radicado").fill(typed["number"])
    page.get_by_label("Código de verificación").fill(typed["code"])
    page.get_by_role("button", name="Consultar").click()
    expect(page.locator(".radicado-number")).to_have_text(case.radicado.number)


def enter(page: Page, case: Pqrsd, act: str = "", **session) -> str:
    """The page of the case, or of an act on it, for a browser that has its session."""
    _, token = begin_session(case, **session)
    place = {"domain": urlsplit(page.url).hostname, "path": path_of(case)}
    page.context.add_cookies([{"name": COOKIE, "value": token, **place}])
    return path_of(case, act)


def test_anonymous_petitioner_follows_replies_and_rates(page, axe, celery_worker, anonymous, tmp_path):
    page.goto(LOOKUP)
    page.goto(enter(page, anonymous, is_filer=True))
    expect(page.get_by_role("heading", level=1, name="Su petición quedó radicada")).to_be_visible()
    expect(page.locator("#case-code")).to_have_text(code_of(anonymous))
    axe(page)
    letter = signed_letter(page, "Descargar el acuse firmado", tmp_path)
    assert anonymous.radicado.number in read_letter(letter)

    answer(anonymous, documents=[document("Ensayo.pdf", pdf())])
    look_up(page, anonymous)
    expect(page.get_by_role("heading", name="La respuesta", exact=True)).to_be_visible()
    expect(page.locator(".case-answer")).to_contain_text(ANSWER)
    axe(page)
    signed_letter(page, "Descargar la carta firmada", tmp_path)
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Ensayo.pdf").click()
    assert downloaded.value.path().read_bytes().startswith(b"%PDF")

    page.get_by_role("link", name="Escribir sobre esta petición").click()
    axe(page)
    page.get_by_label("Su escrito").fill(WORDS)
    page.get_by_role("button", name="Enviar", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Recibimos su escrito.")).to_be_visible()
    written = anonymous.steps.get(kind=Step.REPLIED).radicado
    reply = signed_letter(page, f"Descargar el acuse firmado (PDF) del radicado {written}", tmp_path)
    assert WORDS in read_letter(reply)

    page.get_by_label("4 · Satisfecho").check()
    page.get_by_role("button", name="Enviar la calificación").click()
    expect(page.get_by_text("Gracias por calificar la respuesta.")).to_be_visible()
    expect(page.get_by_role("heading", name="Califique la respuesta")).to_have_count(0)


def test_named_petitioner_completes_without_javascript(no_script_page, anonymous):
    page = no_script_page
    ask_to_complete(anonymous)
    look_up(page, anonymous)
    expect(page.get_by_role("heading", name="Le pedimos que la complete")).to_be_visible()
    page.get_by_role("link", name="Pedir más plazo").click()
    page.get_by_role("button", name="Pedir más plazo").click()
    expect(page.get_by_text("El plazo para completar la petición quedó ampliado.")).to_be_visible()

    page.get_by_role("link", name="Completar la petición").click()
    page.get_by_role("button", name="Enviar y completar").click()
    expect(page).to_have_title(re.compile("^Error: "))
    page.get_by_role("textbox", name="Lo que le pedimos").fill(WORDS)
    file = {"name": "certificado anterior.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    page.locator("#id_attachments").set_input_files(file)
    page.get_by_role("button", name="Subir los archivos escogidos").click()
    expect(page.get_by_text("Ya recibido:")).to_be_visible()
    expect(page.get_by_role("textbox", name="Lo que le pedimos")).to_have_value(WORDS)
    page.get_by_role("button", name="Enviar y completar").click()
    expect(page.get_by_text("Recibimos lo que faltaba")).to_be_visible()
    expect(page.get_by_role("link", name="certificado anterior.pdf")).to_be_visible()
    expect(page.get_by_role("heading", name="En trámite")).to_be_visible()


def test_withdrawing_asks_once_more(page, axe, anonymous):
    look_up(page, anonymous)
    page.get_by_role("link", name="Desistir de la petición").click()
    axe(page)
    expect(page.get_by_text("Si desiste, el caso se cierra")).to_be_visible()
    page.get_by_role("button", name="Desistir de la petición").click()
    expect(page.locator(".status", has_text="Desistida")).to_be_visible()


def test_writing_survives_a_session_whose_time_is_over(page, axe, anonymous):
    look_up(page, anonymous)
    page.get_by_role("link", name="Escribir sobre esta petición").click()
    page.get_by_label("Su escrito").fill(WORDS)
    end_sessions()
    page.get_by_role("button", name="Enviar", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Escriba el número y el código")).to_be_visible()
    expect(page.get_by_label("Número de radicado")).to_have_value(anonymous.radicado.number)
    expect(page.get_by_label("Lo que usted escribió")).to_have_value(WORDS)
    axe(page)
    page.get_by_label("Código de verificación").fill(keys(anonymous)["code"])
    page.get_by_role("button", name="Continuar con lo que escribía").click()
    expect(page.get_by_label("Su escrito")).to_have_value(WORDS)
    page.get_by_role("button", name="Enviar", exact=True).click()
    expect(page.get_by_text("Recibimos su escrito.")).to_be_visible()


def test_owner_goes_from_mis_solicitudes_to_the_case(page, axe, anonymous):
    user = person_user()
    case = petition(user=user)
    arrive(page, user)
    page.goto("/radicados/")
    axe(page)
    page.get_by_role("link", name=f"{case.subject} (radicado {case.radicado.number})").click()
    expect(page.get_by_role("heading", level=1, name="Petición de interés particular")).to_be_visible()
    axe(page)


def test_after_logging_out_neither_back_nor_the_address_shows_the_case(page, anonymous):
    case = petition(user=(user := person_user()))
    arrive(page, user)
    page.goto(path_of(case))
    expect(page.get_by_text(case.subject).first).to_be_visible()
    page.get_by_role("button", name="Salir", exact=True).click()
    expect(page.get_by_role("link", name="Ingresar").first).to_be_visible()
    page.go_back()
    it_asks_for_number_and_code(page, case)
    for act in ("", "escribir/", "desistir/"):
        page.goto(path_of(case, act))
        it_asks_for_number_and_code(page, case)
    assert COOKIE not in {cookie["name"] for cookie in page.context.cookies()}
    page.get_by_role("link", name="ingrese para verlo").click()
    type_credentials(page, user)
    expect(page.get_by_text(case.subject).first).to_be_visible()


def it_asks_for_number_and_code(page: Page, case: Pqrsd) -> None:
    expect(page.get_by_role("heading", level=1, name="Escriba el número y el código")).to_be_visible()
    expect(page.get_by_label("Número de radicado")).to_have_value(case.radicado.number)
    expect(page.get_by_role("main")).not_to_contain_text(case.subject)


@pytest.mark.parametrize("has_script", [True, False])
def test_two_cases_side_by_side_are_left_one_by_one(page, no_script_page, axe, anonymous, has_script):
    browser = page if has_script else no_script_page
    other = petition(petitioner=None, subject="La otra, que sigue abierta")
    for case in (anonymous, other):
        look_up(browser, case)
    browser.goto(path_of(anonymous))
    browser.get_by_role("button", name="Salir de este caso").click()
    expect(browser.get_by_role("status").filter(has_text="Salió del caso")).to_be_visible()
    expect(browser.get_by_role("heading", level=1, name="Consultar una PQRSD")).to_be_visible()
    if has_script:
        axe(browser)
    browser.go_back()
    it_asks_for_number_and_code(browser, anonymous)
    browser.goto(path_of(other))
    expect(browser.get_by_text("La otra, que sigue abierta")).to_be_visible()


def test_every_state_is_accessible_and_fits_a_phone(phone_page, axe):
    """With subjects, words and file names as long as they get."""
    long = {"subject": "Certificado" * 18, "request": "x" * 300, "petitioner": None}
    cases = [petition(**long) for _ in range(5)] + [petition(Kind.REPORT, **long)]
    ask_to_complete(cases[0])
    extend(cases[1])
    cases[2] = overdue(cases[2])
    answer(cases[3], documents=[document("Informe" * 20 + ".pdf")])
    signed(cases[4].radicado)
    phone_page.goto(LOOKUP)
    paths = [enter(phone_page, case, is_filer=case == cases[4]) for case in cases]
    paths += [path_of(cases[0], act) for act in ("completar/", "plazo/", "escribir/", "desistir/")]
    closed = f"{LOOKUP}2001-E-000001/"
    for path in [*paths, path_of(cases[3], "calificar/"), LOOKUP, "/pqrsd/avisos/", closed]:
        phone_page.set_viewport_size({"width": 360, "height": 740})
        phone_page.goto(path)
        if phone_page.locator(".case-trace").count():
            phone_page.locator(".case-trace > summary").click()
        axe(phone_page)
        phone_page.set_viewport_size({"width": 320, "height": 740})
        assert_fits(phone_page)


def test_rejected_forms_say_so(page, axe, anonymous):
    answer(anonymous)
    page.goto(LOOKUP)
    enter(page, anonymous)
    for path, button in (
        (LOOKUP, "Consultar"),
        (path_of(anonymous, "escribir/"), "Enviar"),
        (path_of(anonymous, "calificar/"), "Enviar la calificación"),
    ):
        page.goto(path)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page).to_have_title(re.compile("^Error: "))
        expect(page.locator(".error-summary")).to_be_focused()
        axe(page)


def test_asked_words_are_shown(page, anonymous):
    ask_to_complete(anonymous)
    look_up(page, anonymous)
    expect(page.get_by_text(ASKED).first).to_be_visible()
