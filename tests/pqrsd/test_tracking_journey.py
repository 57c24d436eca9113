"""Following a case in a browser: anonymous with a reply, completed without JavaScript, on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from pqrsd.following.access import url_of
from pqrsd.kinds import Kind
from pqrsd.models import CaseEvent, Pqrsd
from radicados.qr import grouped
from tests.factories import person_user
from tests.ground.documents.files import pdf
from tests.pqrsd.following import (
    ANSWER,
    ASKED,
    LOOKUP,
    WORDS,
    answer,
    ask_to_complete,
    extend,
    keys,
    overdue,
    path_of,
    signed,
)
from tests.pqrsd.journey_steps import signed_letter
from tests.pqrsd.petitions import document, petition
from tests.steps import assert_fits, log_in, read_letter

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


def test_anonymous_petitioner_follows_replies_and_rates(page, axe, celery_worker, anonymous, tmp_path):
    page.goto(f"{url_of(anonymous)}?radicada")
    expect(page.get_by_role("heading", level=1, name="Su petición quedó radicada")).to_be_visible()
    expect(page.locator("#case-code")).to_have_text(grouped(anonymous.radicado.verification_code))
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
    written = anonymous.events.get(kind=CaseEvent.Kind.REPLIED).radicado
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
    expect(page.get_by_text("En trámite")).to_be_visible()


def test_withdrawing_asks_once_more(page, axe, anonymous):
    look_up(page, anonymous)
    page.get_by_role("link", name="Desistir de la petición").click()
    axe(page)
    expect(page.get_by_text("Si desiste, el caso se cierra")).to_be_visible()
    page.get_by_role("button", name="Desistir de la petición").click()
    expect(page.locator(".status", has_text="Desistida")).to_be_visible()


def test_writing_survives_a_key_whose_time_is_over(page, axe, anonymous, settings):
    look_up(page, anonymous)
    page.get_by_role("link", name="Escribir sobre esta petición").click()
    page.get_by_label("Su escrito").fill(WORDS)
    settings.PQRSD_ACCESS_MINUTES = 0
    page.get_by_role("button", name="Enviar", exact=True).click()
    expect(
        page.get_by_role("heading", level=1, name="Vuelva a escribir el número y el código")
    ).to_be_visible()
    expect(page.get_by_label("Lo que usted escribió")).to_have_value(WORDS)
    axe(page)
    settings.PQRSD_ACCESS_MINUTES = 240
    typed = keys(anonymous)
    page.get_by_label("Número de radicado").fill(typed["number"])
    page.get_by_label("Código de verificación").fill(typed["code"])
    page.get_by_role("button", name="Continuar con lo que escribía").click()
    expect(page.get_by_label("Su escrito")).to_have_value(WORDS)
    page.get_by_role("button", name="Enviar", exact=True).click()
    expect(page.get_by_text("Recibimos su escrito.")).to_be_visible()


def test_owner_goes_from_mis_solicitudes_to_the_case(page, axe, anonymous):
    user = person_user()
    case = petition(user=user)
    log_in(page, user)
    page.goto("/radicados/")
    axe(page)
    page.get_by_role("link", name=f"Seguir el caso {case.radicado.number}").click()
    expect(page.get_by_role("heading", level=1, name="Petición de interés particular")).to_be_visible()
    axe(page)


def test_every_state_is_accessible_and_fits_a_phone(phone_page, axe):
    """With subjects, words and file names as long as they get."""
    long = {"subject": "Certificado" * 18, "request": "x" * 300, "petitioner": None}
    cases = [petition(**long) for _ in range(5)] + [petition(Kind.REPORT, **long)]
    ask_to_complete(cases[0])
    extend(cases[1])
    cases[2] = overdue(cases[2])
    answer(cases[3], documents=[document("Informe" * 20 + ".pdf")])
    signed(cases[4].radicado)
    paths = [path_of(case) for case in cases] + [path_of(cases[4]) + "?radicada"]
    paths += [path_of(cases[0], act) for act in ("completar/", "plazo/", "escribir/", "desistir/")]
    for path in [*paths, path_of(cases[3], "calificar/"), LOOKUP, "/pqrsd/avisos/", f"{LOOKUP}nada/"]:
        phone_page.set_viewport_size({"width": 360, "height": 740})
        phone_page.goto(path)
        if phone_page.locator(".case-trace").count():
            phone_page.locator(".case-trace > summary").click()
        axe(phone_page)
        phone_page.set_viewport_size({"width": 320, "height": 740})
        assert_fits(phone_page)


def test_rejected_forms_say_so(page, axe, anonymous):
    answer(anonymous)
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
    page.goto(path_of(anonymous))
    expect(page.get_by_text(ASKED).first).to_be_visible()
