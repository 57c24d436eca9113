"""The desk in Chromium: at two widths, without JavaScript, by two officers at once."""

import pytest
from playwright.sync_api import expect

from expedientes.acts.records import note
from inm_portal.staff_groups import PETITIONS_OFFICER
from pqrsd.kinds import Kind
from pqrsd.models import Pqrsd
from tests.factories import SignatoryFactory
from tests.pqrsd.desk import QUEUE, case_path, changed, closed, due_in, waiting
from tests.pqrsd.petitions import PETITIONER, document, petition
from tests.staff import code_now, enter_admin, staff_user
from tests.steps import assert_fits, press_reviewed, type_credentials

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Solicitud extraordinariamente larga sobre la trazabilidad metrológica de un termohigrómetro patrón"


@pytest.fixture
def ana(reference_data):
    SignatoryFactory()
    return staff_user(PETITIONS_OFFICER, first_name="Ana", last_name="Oficial de Atención")


@pytest.fixture
def case(ana) -> Pqrsd:
    """Among one of each light, one with everything."""
    due_in(petition(Kind.COMPLAINT, subject="Demora en la entrega"), -3)
    due_in(petition(petitioner=None, subject="Anónima que vence hoy"), 0)
    waiting(petition(Kind.CONSULTATION, subject="Concepto sobre trazabilidad"))
    closed(petition(Kind.CLAIM, subject="Ya respondida"))
    whole = petition(
        Kind.INFORMATION,
        subject=LONG,
        request="Primer párrafo de lo que pido.\n\nSegundo párrafo, con más detalle.",
        grounds="Porque lo necesita el laboratorio.",
        missing=("dirección", "municipio"),
        documents=(document("certificado de calibración de la balanza.pdf"),),
        petitioner=PETITIONER | {"address": "Carrera 50 # 26-55", "mobile": "+573001234567"},
        priority_ground="periodista",
        priority_reason="Publico el viernes.",
        is_priority=True,
    )
    note(Pqrsd, pk=whole.pk, version=None, text="Llamé al peticionario.", by=ana)
    return changed(whole, assignee=ana)


def pages(case: Pqrsd) -> list[str]:
    acts = ("asignar", "nota", "relacionar", "clase", "prioridad", "dependencia")
    return [QUEUE, f"{QUEUE}nueva/", case_path(case), *(case_path(case, f"{act}/") for act in acts)]


def test_every_page_fits_and_axe_finds_nothing(page, ana, case, axe):
    enter_admin(page, QUEUE, ana)
    for path in pages(case):
        page.goto(path)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert_fits(page)
            axe(page)
    page.goto(case_path(case, "clase/"))
    page.get_by_role("button", name="Cambiar la clase").click()
    expect(page.get_by_role("alert").get_by_text("Escriba el motivo.")).to_be_visible()
    axe(page)


def test_queue_is_filtered_searched_and_opened_without_a_mouse_or_a_script(no_script_page, ana, case):
    page = no_script_page
    enter_admin(page, QUEUE, ana)
    page.get_by_role("textbox", name="Buscar").fill("termohigrometro")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 caso", exact=True)).to_be_visible()
    page.get_by_role("link", name=case.radicado.number).press("Enter")
    expect(page.get_by_role("heading", level=1, name=case.radicado.number)).to_be_visible()
    page.get_by_role("link", name="Escribir una nota interna").click()
    page.get_by_label("Nota").fill("Escrita sin JavaScript.")
    page.get_by_role("button", name="Guardar la nota").click()
    expect(page.get_by_text("Escrita sin JavaScript.")).to_be_visible()


def test_officer_learns_on_the_open_page_that_another_has_come(timed_page, phone_page, ana, case):
    page, berta = timed_page, staff_user(PETITIONS_OFFICER, key="99" * 20, first_name="Berta", last_name="Otra")
    page.clock.install()
    enter_admin(page, case_path(case), ana)
    expect(page.get_by_text("tiene este caso abierto")).to_have_count(0)
    second = phone_page
    second.goto(case_path(case))
    type_credentials(second, berta)
    second.get_by_label("Código").fill(code_now("99" * 20))
    second.get_by_role("button", name="Continuar").click()
    expect(second.get_by_text("Ana Oficial de Atención tiene este caso abierto")).to_be_visible()
    page.clock.fast_forward(31_000)
    expect(page.get_by_text("Berta Otra tiene este caso abierto")).to_be_visible()


def test_stale_act_is_confirmed_with_what_was_typed(page, ana, case, axe):
    enter_admin(page, case_path(case, "nota/"), ana)
    page.get_by_label("Nota").fill("Lo que estaba escribiendo.")
    note(Pqrsd, pk=case.pk, version=None, text="Otra nota, de otra persona.", by=ana)
    page.get_by_role("button", name="Guardar la nota").click()
    expect(page.get_by_text("El caso cambió mientras usted lo tenía abierto")).to_be_visible()
    expect(page.get_by_label("Nota")).to_have_value("Lo que estaba escribiendo.")
    axe(page)
    page.get_by_role("button", name="Hacerlo de todos modos").click()
    expect(page.get_by_text("La nota quedó en el caso.")).to_be_visible()
    assert case.steps.count() == 4


def test_verbal_petition_is_typed_and_its_constancia_opened(phone_page, ana, axe):
    page = phone_page
    enter_admin(page, f"{QUEUE}nueva/", ana)
    page.get_by_label("¿Cómo llegó?").select_option(label="Verbal, en persona")
    page.get_by_label("Clase de petición").select_option(label="Queja")
    page.get_by_label("Anónimo").check()
    expect(page.get_by_label("Nombres")).to_be_hidden()
    page.get_by_label("Asunto").fill("Demora en la ventanilla")
    page.get_by_label("¿Qué solicita?").fill("Esperé dos horas y nadie me atendió.")
    press_reviewed(page, "Radicar la petición")
    expect(page.get_by_role("heading", level=1, name="La petición quedó radicada")).to_be_visible()
    assert_fits(page)
    axe(page)
    page.get_by_role("link", name="Abrir la constancia").click()
    number = Pqrsd.objects.get().radicado.number
    expect(page.get_by_role("main").get_by_text(number).first).to_be_visible()
