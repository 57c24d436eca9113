"""Registration in a real browser, for each kind of person (manual 4.1)."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import Profile
from tests.accounts.account_people import invitation_of, path_of
from tests.factories import CompanyFactory
from tests.ground.documents.files import pdf
from tests.outbox import deliver
from tests.registration_steps import (
    PASSWORD,
    accept,
    attach,
    choose_city,
    choose_place,
    choose_type,
    confirm,
    expect_done,
    fill_company,
    fill_contact,
    fill_mail,
    finish,
    open_registration,
    section,
    send,
    unfold,
)
from tests.steps import assert_fits
from tests.test_english import spanish

pytestmark = pytest.mark.browser
NIT = "900494393"


def test_a_natural_person_registers_and_the_mails_link_logs_in(page, reference_data, axe):
    open_registration(page)
    axe(page)
    choose_type(page, "Persona natural")
    expect(section(page, "Información de Empresa")).to_be_hidden()
    fill_contact(page, username="ana.nanez")
    expect(page.get_by_text("Fortaleza de la contraseña: muy buena.")).to_be_visible()
    choose_place(section(page, "Información de Contacto"))
    attach(page, "Cédula del contacto", "cedula.pdf")
    accept(page)
    finish(page)
    expect_done(page, "ana.nanez")
    axe(page)
    (sent,) = deliver()
    confirm(page, re.search(r"http\S+/correo/\S+", sent.body)[0])


def test_a_company_registers_with_its_representative_and_documents(page, reference_data):
    open_registration(page)
    choose_type(page, "Persona jurídica")
    fill_contact(page, username="lab.nandu")
    choose_place(section(page, "Información de Contacto"))
    company = fill_company(page, "Laboratorio Ñandú S. A. S.")
    company.get_by_label("NIT").fill("900.494.393-3")
    choose_place(company, "Amazonas", "Leticia")
    traits = section(page, "Caracterización")
    unfold(page, "Tamaño y clase de la empresa")
    traits.get_by_label("Sector del que recibe").select_option("servicios")
    traits.get_by_label("Año de esos ingresos").select_option("2020")
    traits.get_by_label("Ingresos por actividades").fill("1.174.603.717")
    attach(page, "NIT o RUT", "rut.pdf")
    attach(page, "Cédula del representante legal", "representante.pdf")
    attach(page, "Cédula del contacto", "contacto.pdf")
    attach(page, "Otros documentos", "camara.pdf", "onac.pdf")
    page.get_by_role("button", name="Quitar onac.pdf").click()
    expect(page.get_by_role("button", name="Quitar onac.pdf")).to_have_count(0)
    accept(page, "Acepto que")
    finish(page)
    expect_done(page, "lab.nandu")
    profile = Profile.objects.get()
    assert profile.company.size == "pequena"
    assert profile.company.nit == NIT
    assert profile.supporting_documents.count() == 4
    assert profile.user.consents.count() == 3


def test_a_foreigner_registers(page, reference_data):
    open_registration(page)
    choose_type(page, "Persona natural")
    fill_contact(page, username="eva.rojas", document_type="Documento extranjero")
    contact = section(page, "Información de Contacto")
    contact.get_by_label("Celular").fill("+56 9 6123 4567")
    choose_city(contact, "Chile", "Valparaíso")
    contact.get_by_label("Tiene su domicilio en el exterior").check()
    attach(page, "Cédula del contacto", "pasaporte.pdf")
    accept(page)
    finish(page)
    expect_done(page, "eva.rojas")
    profile = Profile.objects.get()
    assert profile.place == "Valparaíso, Chile"
    assert (profile.is_domiciled_abroad, profile.pays_from_abroad) == (True, False)


def test_a_foreign_company_registers_without_nit(page, reference_data):
    open_registration(page)
    choose_type(page, "Persona jurídica")
    fill_contact(page, username="lab.andes", document_type="Pasaporte")
    choose_city(section(page, "Información de Contacto"), "Chile", "Santiago")
    company = fill_company(page, "Metrología Andes SpA")
    choose_city(company, "Chile", "Santiago")
    expect(company.get_by_label("NIT")).to_be_hidden()
    company.get_by_label("Identificación tributaria").fill("76.123.456-K")
    company.get_by_label("Paga desde el exterior").check()
    for label in ("NIT o RUT", "Cédula del representante legal", "Cédula del contacto"):
        attach(page, label, f"{label}.pdf")
    accept(page)
    finish(page)
    expect_done(page, "lab.andes")
    company = Profile.objects.get().company
    assert (company.nit, company.pays_from_abroad) == (None, True)


def test_an_invited_person_registers_for_the_company(page, reference_data):
    invitation = invitation_of(CompanyFactory(legal_name="La que invita"), email="ana@prueba.example")
    page.goto(path_of(invitation))
    page.get_by_role("link", name="Registrarme").click()
    expect(section(page, "Tipo de Persona")).to_contain_text("La que invita")
    expect(section(page, "Información de Empresa")).to_have_count(0)
    fill_contact(page, username="ana.invitada")
    fill_mail(page, "ana@prueba.example")
    choose_place(section(page, "Información de Contacto"))
    attach(page, "Cédula del contacto", "cedula.pdf")
    accept(page)
    finish(page)
    expect(page.get_by_role("heading", level=2, name="La que invita")).to_be_visible()
    assert Profile.objects.get(user__username="ana.invitada").company == invitation.company


def test_errors_on_a_phone_are_listed_linked_and_lose_nothing(phone_page, reference_data, axe):
    page = phone_page
    open_registration(page)
    assert_fits(page)
    choose_type(page, "Persona natural")
    fill_contact(page, username="ana.nanez")
    unfold(page, "Datos sensibles")
    section(page, "Caracterización").get_by_label("Sexo").select_option("mujer")
    attach(page, "Cédula del contacto", "una-cedula-" + "de-nombre-muy-largo-" * 6 + ".pdf")
    send(page)
    expect(page.locator(".error-summary")).to_be_focused()
    assert page.title().startswith("Error: ")
    axe(page)
    assert_fits(page)
    page.locator(".error-summary").get_by_role("link", name="Elija el departamento").click()
    expect(page.locator("#id_contact-department")).to_be_focused()
    choose_place(section(page, "Información de Contacto"))
    expect(page.get_by_text("Contraseña ya recibida.")).to_be_visible()
    page.get_by_role("button", name="Borrar mis respuestas sensibles").click()
    expect(section(page, "Caracterización").get_by_label("Sexo")).to_have_value("")
    expect(page.locator("#id_contact-municipality")).to_have_value("05001")
    accept(page)
    finish(page)
    expect_done(page, "ana.nanez")
    assert_fits(page)


@pytest.mark.parametrize("kind", ["Persona natural", "Persona jurídica"])
def test_an_empty_page_sent_at_320_px_fits_and_is_accessible(phone_page, reference_data, axe, kind):
    phone_page.set_viewport_size({"width": 320, "height": 640})
    phone_page.goto("/registro/")
    choose_type(phone_page, kind)
    send(phone_page)
    expect(phone_page.locator(".error-summary")).to_be_focused()
    axe(phone_page)
    assert_fits(phone_page)


def test_a_refused_file_is_said_where_it_was_chosen(page, reference_data):
    page.goto("/registro/")
    control = page.get_by_label("Cédula del contacto").and_(page.locator("input[type=file]"))
    control.set_input_files({"name": "carta.pdf", "mimeType": "application/pdf", "buffer": b"<html>"})
    expect(page.locator("#documents-contacto .field-error")).to_contain_text("«carta.pdf»")
    attach(page, "Cédula del contacto", "buena.pdf")
    expect(page.locator("#documents-contacto .field-error")).to_have_count(0)


def test_a_company_registers_without_javascript(no_script_page, reference_data):
    page = no_script_page
    open_registration(page)
    choose_type(page, "Persona jurídica")
    fill_contact(page, username="lab.nandu")
    company = fill_company(page, "Laboratorio Ñandú S. A. S.")
    company.get_by_label("NIT").fill("900.494.393-3")
    contact = section(page, "Información de Contacto")
    for place in (contact, company):
        place.get_by_label("Departamento").select_option(label="Antioquia")
    contact.get_by_role("button", name="Ver municipios").click()
    expect(page).to_have_url(page.url.split("#")[0] + "#id_contact-municipality_field")
    for place in (contact, company):
        place.get_by_label("Municipio").select_option(label="Medellín")
    for label in ("NIT o RUT", "Cédula del representante legal"):
        attach(page, label, f"{label}.pdf", is_shown=False)
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("Adjunte la cédula del contacto.")
    expect(page.get_by_text("Ya recibido:")).to_have_count(2)
    attach(page, "Cédula del contacto", "contacto.pdf", is_shown=False)
    accept(page)
    finish(page)
    expect_done(page, "lab.nandu")
    assert Profile.objects.get().supporting_documents.count() == 3


def test_the_page_is_english_while_it_is_filled_in(page, reference_data, axe):
    page.goto("/en/register/")
    page.get_by_label("Natural person").check()
    page.locator("#id_password-password").fill(PASSWORD)
    expect(page.get_by_text("Password strength: very good.")).to_be_visible()
    page.get_by_role("button", name="Show password").click()
    contact = section(page, "Contact details")
    contact.get_by_label("Department").select_option(label="Antioquia")
    contact.get_by_label("Municipality").select_option(label="Medellín")
    expect(page.get_by_role("link", name="Contact details")).to_contain_text("4 of 13")
    control = page.locator("input[type=file]").and_(page.get_by_label("Contact person’s identity document"))
    control.set_input_files([{"name": "cedula.pdf", "mimeType": "application/pdf", "buffer": pdf()}])
    expect(page.get_by_text("Already received: cedula.pdf")).to_be_visible()
    unfold(page, "Sensitive data")
    page.get_by_text("Read the whole text").first.click()
    assert spanish(page.content()) == []
    axe(page)
