"""Petitions from filing to a signed answer, on both sides of the counter, with browsers and a worker."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Municipality, User
from ground.webforms import opened_pages
from inm_portal.staff_groups import INTERNAL_CONTROL, PETITIONS_OFFICER
from tests.browser import watched_page
from tests.expedientes.journey_steps import open_act, press_act, send_letter, signed_letter
from tests.factories import ProfileFactory, SignatoryFactory
from tests.pqrsd.journey_steps import (
    ANSWER,
    REQUEST,
    Receipt,
    answer_with_pdf,
    answer_with_text,
    begin_petition,
    enter_desk,
    file_petition,
    follow_own,
    look_up,
    open_case,
    send_writing,
)
from tests.staff import staff_user
from tests.steps import assert_fits, log_in, read_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch):
    """These browsers write faster than people, who are asked to confirm what came at once."""
    monkeypatch.setattr(opened_pages, "HURRY", timedelta(seconds=-1))


@pytest.fixture
def officer(reference_data) -> User:
    """In a portal that is ready to file."""
    SignatoryFactory()
    return staff_user(PETITIONS_OFFICER)


@pytest.fixture
def desk(browser, live_server):
    """A browser of the staff's own."""
    with watched_page(browser, live_server.url, width=1280, height=900) as page:
        yield page


@pytest.fixture
def no_script_desk(browser, live_server):
    with watched_page(browser, live_server.url, width=1280, height=900, java_script_enabled=False) as page:
        yield page


def test_anonymous_petition_is_answered_and_its_answer_replied_to(page, desk, axe, celery_worker, officer, tmp_path):
    receipt = file_anonymously(page, "Queja")
    axe(page)
    acknowledgement = read_letter(signed_letter(page, "Descargar el acuse firmado", tmp_path))
    assert receipt.number in acknowledgement
    assert "Anónimo" in acknowledgement
    an_officer_answers(desk, axe, officer, receipt)
    the_petitioner_reads_and_replies(page, receipt, tmp_path)
    axe(page)
    desk.get_by_role("link", name="Mesa PQRSD").first.click()
    expect(desk.get_by_role("heading", level=1, name="Mesa PQRSD")).to_be_visible()
    desk.goto(f"/pqrsd/gestion/{receipt.number}/")
    expect(desk.get_by_role("region", name="Lo que ha pasado")).to_contain_text("Falta el sello.")
    axe(desk)


def test_the_same_without_javascript(no_script_page, no_script_desk, celery_worker, officer, tmp_path):
    receipt = file_anonymously(no_script_page, "Queja")
    enter_desk(no_script_desk, officer)
    open_case(no_script_desk, receipt)
    answer_with_text(no_script_desk)
    the_petitioner_reads_and_replies(no_script_page, receipt, tmp_path)


def file_anonymously(page: Page, kind: str) -> Receipt:
    begin_petition(page, kind=kind)
    page.get_by_label("Anónimo").check()
    return file_petition(page)


def an_officer_answers(desk: Page, axe, officer: User, receipt: Receipt) -> None:
    enter_desk(desk, officer)
    axe(desk)
    open_case(desk, receipt)
    axe(desk)
    expect(desk.get_by_role("main")).to_contain_text(REQUEST)
    answer_with_text(desk)


def the_petitioner_reads_and_replies(page: Page, receipt: Receipt, folder) -> None:
    look_up(page, receipt)
    expect(page.get_by_role("region", name="La respuesta")).to_contain_text(ANSWER)
    reload_until_signed(page)
    letter = read_letter(signed_letter(page, "Descargar la carta firmada", folder))
    assert ANSWER in letter
    assert receipt.number in letter
    press_act(page, "Escribir sobre esta petición")
    send_writing(page, "Su escrito", "Falta el sello.", "Enviar")
    expect(page.get_by_role("status").filter(has_text="Recibimos su escrito.")).to_be_visible()


def reload_until_signed(page: Page) -> None:
    """With JavaScript the letter appears by itself; without it, people press F5."""
    link = page.get_by_role("link", name="Descargar la carta firmada").first
    for _ in range(20):
        if link.is_visible():
            return
        page.wait_for_timeout(500)
        page.reload()


def test_named_petition_is_completed_extended_answered_by_a_pdf_and_rated(
    page, desk, axe, celery_worker, officer, tmp_path
):
    person = ProfileFactory(municipality=Municipality.objects.get(code="05001")).user
    log_in(page, person)
    begin_petition(page, kind="Solicitud de información o de documentos")
    expect(page.get_by_role("textbox", name="Correo electrónico")).to_have_value(person.email)
    axe(page)
    receipt = file_petition(page)
    enter_desk(desk, officer)
    it_is_completed(page, desk, axe, receipt)
    it_is_extended(page, desk, axe, receipt)
    open_case(desk, receipt)
    answer_with_pdf(desk, "respuesta.pdf")
    follow_own(page, receipt)
    signed_letter(page, "Descargar la carta firmada", tmp_path)
    expect(page.get_by_role("region", name="La respuesta").get_by_role("link", name="respuesta.pdf")).to_be_visible()
    page.get_by_label("5 · Muy satisfecho").check()
    page.get_by_role("button", name="Enviar la calificación").click()
    expect(page.get_by_text("Gracias por calificar la respuesta.")).to_be_visible()
    axe(page)


def it_is_completed(page: Page, desk: Page, axe, receipt: Receipt) -> None:
    open_case(desk, receipt)
    open_act(desk, "Pedir que la complete")
    desk.get_by_label("Texto de la carta").fill("Adjunte la factura de la calibración.")
    axe(desk)
    send_letter(desk)
    follow_own(page, receipt)
    asked = page.get_by_role("region", name="Le pedimos que la complete")
    expect(asked).to_contain_text("Adjunte la factura de la calibración.")
    axe(page)
    press_act(page, "Completar la petición")
    send_writing(page, "Lo que le pedimos", "Es la factura 123.", "Enviar y completar")
    expect(page.get_by_text("Recibimos lo que faltaba")).to_be_visible()


def it_is_extended(page: Page, desk: Page, axe, receipt: Receipt) -> None:
    open_case(desk, receipt)
    expect(desk.get_by_role("region", name="Lo que ha pasado")).to_contain_text("Es la factura 123.")
    open_act(desk, "Prorrogar el término")
    desk.get_by_label("Días hábiles de prórroga").fill("5")
    desk.get_by_label("Texto de la carta").fill("El laboratorio repite un ensayo.")
    axe(desk)
    send_letter(desk)
    follow_own(page, receipt)
    expect(page.get_by_role("region", name="En qué va")).to_contain_text("prorrogado; vencía el")


def test_denuncia_is_seen_by_internal_control_alone(page, desk, axe, celery_worker, officer, tmp_path):
    receipt = file_anonymously(page, "Denuncia")
    assert REQUEST not in read_letter(signed_letter(page, "Descargar el acuse firmado", tmp_path))
    enter_desk(desk, officer)
    the_desk_does_not_know_of_it(desk, receipt)
    desk.context.clear_cookies()
    enter_desk(desk, staff_user(INTERNAL_CONTROL))
    open_case(desk, receipt)
    expect(desk.get_by_role("main")).to_contain_text(REQUEST)
    axe(desk)
    answer_with_text(desk)
    look_up(page, receipt)
    expect(page.get_by_role("region", name="La respuesta")).to_contain_text(ANSWER)
    the_public_sees_nothing_of_it(desk, receipt)


def the_desk_does_not_know_of_it(desk: Page, receipt: Receipt) -> None:
    for path in ("", f"?estado=todas&q={receipt.number}", "?estado=todas&q=balanza"):
        desk.goto(f"/pqrsd/gestion/{path}")
        expect(desk.get_by_role("heading", name="0 casos")).to_be_visible()
        expect(desk.get_by_role("link", name=receipt.number)).to_have_count(0)
    assert desk.goto(f"/pqrsd/gestion/{receipt.number}/").status == 404


def the_public_sees_nothing_of_it(stranger: Page, receipt: Receipt) -> None:
    """Whoever reads the QR of its acknowledgement."""
    stranger.context.clear_cookies()
    stranger.goto(f"/v/{receipt.code.replace(' ', '').replace('-', '')}")
    expect(stranger.get_by_role("main")).to_contain_text(receipt.number)
    for hidden in (REQUEST, ANSWER, "enuncia"):
        expect(stranger.get_by_role("main")).not_to_contain_text(hidden)


def test_petition_is_withdrawn_from_a_phone(phone_page, desk, axe, officer):
    receipt = file_anonymously(phone_page, "Reclamo")
    assert_fits(phone_page)
    press_act(phone_page, "Desistir de la petición")
    axe(phone_page)
    assert_fits(phone_page)
    phone_page.get_by_role("button", name="Desistir de la petición").click()
    expect(phone_page.locator(".status", has_text="Desistida")).to_be_visible()
    enter_desk(desk, officer)
    desk.goto("/pqrsd/gestion/?estado=cerradas")
    expect(desk.get_by_role("table")).to_contain_text(receipt.number)
    desk.get_by_role("table").get_by_role("link", name=receipt.number).click()
    expect(desk.get_by_role("main")).to_contain_text("Desistida")
