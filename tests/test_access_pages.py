"""Log-in, recovery, verification and the end of sessions, in a browser."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from accounts.mail_events import RECOVERY
from accounts.models import Session, User
from ground.mails.queue import owe
from tests.factories import PASSWORD
from tests.outbox import deliver
from tests.steps import accreditation_code, assert_fits, log_in, open_request, type_credentials

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW_PASSWORD = "una clave nueva y larga"


def mailed_link() -> str:
    """What the worker mails next; the path of its link."""
    return re.search(r"http://localhost:8000(/(?:recuperar|correo)/\S+)", deliver()[-1].body)[1]


def judge(page, axe) -> None:
    axe(page)
    assert_fits(page)


def judge_on_both(page, axe) -> None:
    """On a screen and on a phone."""
    judge(page, axe)
    wide = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 740})
    judge(page, axe)
    page.set_viewport_size(wide)


def heading(page, name):
    return page.get_by_role("heading", level=1, name=name)


# --- Recovery ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("device", ["page", "no_script_page"])
def test_forgotten_password_is_recovered(request, device, laboratory, axe):
    page = request.getfixturevalue(device)
    looks = judge_on_both if device != "no_script_page" else lambda page, axe: None
    page.goto("/")
    page.get_by_role("link", name="Recuperar contraseña").click()
    page.get_by_role("button", name="Recuperar Contraseña").click()
    expect(page.get_by_role("alert")).to_contain_text("Escriba su usuario o su correo electrónico.")
    looks(page, axe)
    page.get_by_label("Usuario o correo electrónico").fill(laboratory.email.upper())
    page.get_by_role("button", name="Recuperar Contraseña").click()
    expect(heading(page, "Revise su correo")).to_be_visible()
    looks(page, axe)
    link = mailed_link()
    page.goto(link)
    expect(heading(page, "Contraseña nueva")).to_be_visible()
    looks(page, axe)
    write_password(page, "corta")
    expect(page.get_by_role("alert")).to_contain_text("demasiado corta")
    looks(page, axe)
    write_password(page, NEW_PASSWORD)
    expect(page.get_by_text("Su contraseña quedó cambiada.")).to_be_visible()
    looks(page, axe)
    page.goto(link)
    expect(heading(page, "Este enlace ya no sirve")).to_be_visible()
    looks(page, axe)
    laboratory.refresh_from_db()
    assert laboratory.check_password(NEW_PASSWORD)


def write_password(page, password):
    page.get_by_label("Contraseña nueva", exact=True).fill(password)
    page.get_by_label("Repita la contraseña nueva", exact=True).fill(password)
    page.get_by_role("button", name="Guardar la contraseña").click()


def test_password_can_be_looked_at_while_it_is_written(page, laboratory):
    owe(RECOVERY, identifier=laboratory.username, language=settings.LANGUAGE_CODE)
    page.goto(mailed_link())
    field = page.get_by_label("Contraseña nueva", exact=True)
    field.fill(NEW_PASSWORD)
    expect(field).to_have_attribute("type", "password")
    page.get_by_role("button", name="Mostrar contraseña nueva").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Ocultar contraseña nueva").click()
    expect(field).to_have_attribute("type", "password")


# --- Verification --------------------------------------------------------------------------------------
@pytest.mark.parametrize("device", ["phone_page", "no_script_page"])
def test_email_is_verified_from_the_notice_to_the_button(request, device, laboratory, axe):
    User.objects.update(email_verified_at=None, last_login=timezone.now())
    page = request.getfixturevalue(device)
    looks = judge if device != "no_script_page" else lambda page, axe: None
    log_in(page, laboratory)
    open_request(page)
    looks(page, axe)
    page.get_by_role("button", name="Enviar el enlace de nuevo").click()
    expect(page.get_by_text(f"Enviamos un nuevo enlace a {laboratory.email}")).to_be_visible()
    expect(heading(page, "Solicitud de Comunicación")).to_be_visible()
    link = mailed_link()
    page.goto(link)
    looks(page, axe)
    page.get_by_role("button", name="Confirmar mi correo").click()
    expect(page.get_by_text("Su correo electrónico quedó verificado.")).to_be_visible()
    expect(page.get_by_text("Verifique su correo electrónico")).to_have_count(0)
    page.goto(link)
    expect(page.get_by_text("ya está verificado")).to_be_visible()
    looks(page, axe)


# --- The end of a session ------------------------------------------------------------------------------
def test_session_about_to_end_is_told_in_all_tabs_and_goes_on_with_one_button(timed_page, laboratory, axe):
    page = timed_page
    page.clock.install()
    log_in(page, laboratory)
    page.wait_for_load_state("load")  # the script that looks at the clock has run
    warning = page.get_by_role("alertdialog", name="Su sesión está por terminar")
    expect(warning).to_be_hidden()
    page.clock.fast_forward("58:30")
    expect(warning).to_contain_text("2 minutos")
    judge(page, axe)
    before = Session.objects.get().seen_at
    Session.objects.update(seen_at=before - timedelta(minutes=58))
    warning.get_by_role("button", name="Continuar").click()
    expect(warning).to_be_hidden()
    assert Session.objects.get().seen_at > before
    page.clock.fast_forward("57:00")
    expect(warning).to_be_hidden()
    page.clock.fast_forward("03:01")
    expect(page.get_by_role("alertdialog", name="Su sesión terminó")).to_be_visible()
    judge(page, axe)


def test_use_in_one_tab_puts_the_warning_away_in_the_others(page, laboratory):
    log_in(page, laboratory)
    other = page.context.new_page()
    page.evaluate("localStorage.setItem('session-ends-at', 'x')")
    other.goto("/contacto/")
    other.evaluate("localStorage.setItem('session-ends-at', String(Date.now() + 90000))")
    warning = page.get_by_role("alertdialog", name="Su sesión está por terminar")
    expect(warning).to_be_visible()
    other.reload()
    expect(warning).to_be_hidden()


@pytest.mark.parametrize("device", ["phone_page", "no_script_page"])
def test_what_was_typed_survives_the_end_of_the_session(request, device, laboratory, axe):
    page = request.getfixturevalue(device)
    log_in(page, laboratory)
    open_request(page)
    with_script = device != "no_script_page"
    if with_script:
        Session.objects.update(expire_date=timezone.now())
    accreditation_code(page).fill("10-LAC-077")
    Session.objects.update(expire_date=timezone.now())
    if with_script:
        accreditation_code(page).press("Tab")
    else:
        page.get_by_role("button", name="Guardar borrador").last.click()
    expect(heading(page, "Ingreso de usuarios")).to_be_visible()
    type_credentials(page, laboratory)
    expect(heading(page, "Continúe donde iba")).to_be_visible()
    if with_script:
        judge(page, axe)
    page.get_by_role("button", name="Enviar lo que escribí").click()
    expect(page.get_by_text("Su borrador quedó guardado.")).to_be_visible()
    expect(accreditation_code(page)).to_have_value("10-LAC-077")


def test_what_was_typed_survives_logging_in_again_in_another_window(no_script_page, laboratory):
    page = no_script_page
    log_in(page, laboratory)
    open_request(page)
    accreditation_code(page).fill("10-LAC-088")
    Session.objects.update(expire_date=timezone.now())
    log_in(page.context.new_page(), laboratory)
    page.get_by_role("button", name="Guardar borrador").last.click()
    expect(heading(page, "Continúe donde iba")).to_be_visible()
    page.get_by_role("button", name="Enviar lo que escribí").click()
    expect(page.get_by_text("Su borrador quedó guardado.")).to_be_visible()
    expect(accreditation_code(page)).to_have_value("10-LAC-088")


def test_stopped_log_in_leads_to_recovery(phone_page, laboratory, axe, settings):
    settings.AXES_FAILURE_LIMIT = 1
    phone_page.goto("/ingreso/")
    judge(phone_page, axe)
    phone_page.get_by_role("textbox", name="Usuario").fill(laboratory.username)
    phone_page.get_by_role("textbox", name="Contraseña").fill(PASSWORD + "x")
    phone_page.get_by_role("main").get_by_role("button", name="Ingresar").click()
    expect(heading(phone_page, "Ingreso detenido por unos minutos")).to_be_visible()
    judge(phone_page, axe)
    phone_page.get_by_role("link", name="Recuperar contraseña").click()
    expect(heading(phone_page, "Recuperar contraseña")).to_be_visible()
