"""*Mi cuenta* in a browser: every page looked at by axe and on a phone, and the ways through it."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import ConsentKind, Profile, User
from tests.accounts.account_people import (
    administrator_of,
    consent_of,
    document_of,
    enter,
    invitation_of,
    member_of,
    path_of,
    pending_user,
)
from tests.factories import PASSWORD, CompanyFactory, UserFactory, person_user
from tests.steps import type_credentials

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]

PAGES = [
    "/cuenta/",
    "/cuenta/datos/",
    "/cuenta/caracterizacion/",
    "/cuenta/empresa/",
    "/cuenta/empresa/datos/",
    "/cuenta/empresa/retirarme/",
    "/cuenta/empresa/usuarios/",
    "/cuenta/documentos/",
    "/cuenta/documentos/nuevo/",
    "/cuenta/correo/",
    "/cuenta/clave/",
    "/cuenta/sesiones/",
    "/cuenta/autorizaciones/",
    "/cuenta/autorizaciones/sensitive_data/dar/",
]


@pytest.fixture
def busy_administrator() -> User:
    """An administrator with something on every page, and names as long as they get."""
    administrator = administrator_of(CompanyFactory(legal_name="Laboratorio de Metrología " * 7))
    company = administrator.profile.company
    member_of(company, user=UserFactory(first_name="Wenceslao" * 12, last_name="Ñ" * 150))
    pending_user(company)
    invitation_of(company, "a" * 60 + "@" + "b" * 60 + ".example")
    document_of(administrator.profile, name="escritura-" * 14 + ".pdf")
    for kind in (ConsentKind.TERMS, ConsentKind.PERSONAL_DATA, ConsentKind.NEWS):
        consent_of(administrator, kind)
    return administrator


def assert_fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"


def test_every_page_is_accessible_and_fits_a_phone(page, axe, busy_administrator):
    enter(page, busy_administrator, "/cuenta/")
    for path in PAGES:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(path)
        axe(page)
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            assert_fits(page)


def test_sections_open_on_a_phone(phone_page, axe, busy_administrator):
    enter(phone_page, busy_administrator, "/cuenta/correo/")
    phone_page.get_by_text("Secciones de Mi cuenta").click()
    axe(phone_page)
    phone_page.get_by_role("navigation", name="Mi cuenta").get_by_role("link", name="Sesiones abiertas").click()
    expect(phone_page.get_by_role("heading", level=1, name="Sesiones abiertas")).to_be_visible()


def test_every_rejected_form_says_so(page, axe, busy_administrator):
    enter(page, busy_administrator, "/cuenta/")
    for path, button in (
        ("/cuenta/datos/", "Guardar"),
        ("/cuenta/empresa/datos/", "Guardar"),
        ("/cuenta/documentos/nuevo/", "Añadir"),
        ("/cuenta/correo/", "Cambiar el correo"),
        ("/cuenta/clave/", "Cambiar la contraseña"),
        ("/cuenta/empresa/usuarios/", "Enviar invitación"),
        ("/cuenta/autorizaciones/sensitive_data/dar/", "Autorizar"),
    ):
        page.goto(path)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page).to_have_title(re.compile("^Error: "))
        expect(page.locator(".error-summary")).to_be_focused()
        axe(page)


@pytest.mark.parametrize("state", ["natural", "waiting", "removed"])
def test_whoever_has_no_company_sees_what_to_do(page, axe, state):
    company = CompanyFactory()
    user = {
        "natural": person_user,
        "waiting": lambda: pending_user(company),
        "removed": lambda: member_of(None),
    }[state]()
    enter(page, user, "/cuenta/empresa/")
    axe(page)
    if state != "natural":
        page.get_by_role("button", name="Actuar como persona natural").click()
        expect(page.get_by_text("Usted actúa como persona natural, en su propio nombre.")).to_be_visible()


def accept_by_log_in(page: Page) -> None:
    """An administrator invites; somebody with an account opens the link, logs in and accepts."""
    administrator, user = administrator_of(), person_user()
    enter(page, administrator, "/cuenta/empresa/usuarios/")
    page.get_by_label("Correo electrónico de la persona").fill("ana@prueba.example")
    page.get_by_role("button", name="Enviar invitación").click()
    expect(page.get_by_text("Enviamos la invitación a ana@prueba.example.")).to_be_visible()
    company = administrator.profile.company
    page.context.clear_cookies()
    page.goto(path_of(company.invitations.get()))
    page.get_by_role("link", name="Ya tengo una cuenta").click()
    type_credentials(page, user)
    page.get_by_role("button", name="Aceptar la invitación").click()
    expect(page.get_by_text(f"Usted actúa por {company} desde ahora.")).to_be_visible()
    assert Profile.objects.get(user=user).company == company


def test_an_invited_user_comes_to_act_for_the_company(page):
    accept_by_log_in(page)


def test_an_invited_user_comes_to_act_for_the_company_without_javascript(no_script_page):
    accept_by_log_in(no_script_page)


def test_the_page_of_an_invitation_is_accessible_for_everybody(page, axe):
    invitation = invitation_of(CompanyFactory())
    path = path_of(invitation)
    page.goto(path)
    axe(page)
    enter(page, person_user(), "/cuenta/")
    page.goto(path)
    axe(page)
    page.goto("/empresa/invitacion/1/nada/")
    axe(page)


def test_a_request_is_decided_and_a_member_named_and_removed(page):
    administrator = administrator_of()
    pending = pending_user(administrator.profile.company)
    enter(page, administrator, "/cuenta/empresa/usuarios/")
    page.get_by_role("button", name=f"Aceptar a {pending}").click()
    page.get_by_role("button", name=f"Dar administración a {pending}").click()
    expect(page.get_by_text(f"El papel de {pending} quedó cambiado.")).to_be_visible()
    assert pending.profile.company is None
    page.get_by_role("link", name=f"Retirar a {pending}").first.click()
    page.get_by_role("button", name=re.compile("^Retir")).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert administrator.profile.company.profiles.count() == 1


def test_municipalities_follow_the_department_without_javascript(no_script_page):
    user = person_user()
    enter(no_script_page, user, "/cuenta/datos/")
    no_script_page.get_by_label("Celular").fill("300 123 4567")
    no_script_page.get_by_label("Dirección").fill("Calle 1 # 2-3")
    no_script_page.get_by_label("Departamento").select_option(label="Antioquia")
    no_script_page.get_by_role("button", name="Ver municipios").click()
    no_script_page.get_by_label("Municipio").select_option(label="Medellín")
    no_script_page.get_by_role("textbox", name="Contraseña actual").fill(PASSWORD)
    no_script_page.get_by_role("button", name="Guardar").click()
    expect(no_script_page.get_by_text("Sus datos quedaron guardados.")).to_be_visible()
    assert Profile.objects.get(user=user).place == "Medellín, Antioquia"


def test_municipalities_follow_the_department(page):
    user = person_user()
    enter(page, user, "/cuenta/datos/")
    page.get_by_label("Celular").fill("300 123 4567")
    page.get_by_label("Dirección").fill("Calle 1 # 2-3")
    with page.expect_response(lambda response: "/registro/municipios/" in response.url):
        page.get_by_label("Departamento").select_option(label="Antioquia")
    page.get_by_label("Municipio").select_option(label="Medellín")
    page.get_by_role("textbox", name="Contraseña actual").fill(PASSWORD)
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Sus datos quedaron guardados.")).to_be_visible()
    assert Profile.objects.get(user=user).place == "Medellín, Antioquia"


def test_a_new_password_is_what_one_enters_with(page):
    user = person_user()
    enter(page, user, "/cuenta/clave/")
    page.get_by_role("textbox", name="Contraseña actual").fill(PASSWORD)
    page.get_by_role("textbox", name="Contraseña nueva", exact=True).fill("tres gatos miden el viento")
    page.get_by_role("textbox", name="Repita la contraseña nueva").fill("tres gatos miden el viento")
    page.get_by_role("button", name="Cambiar la contraseña").click()
    expect(page.get_by_text("Su contraseña quedó cambiada.")).to_be_visible()
    user.refresh_from_db()
    assert user.check_password("tres gatos miden el viento")
