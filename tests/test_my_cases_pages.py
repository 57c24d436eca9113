"""*Mis solicitudes* in a browser: on a screen, on a phone, and while a letter is being signed."""

from playwright.sync_api import expect

from radicados.filing import annul
from tests.factories import person_user
from tests.pqrsd.following import answer, ask_to_complete, overdue, signed
from tests.pqrsd.petitions import petition
from tests.requests_oec.posting import complete_draft, filed, sealed
from tests.steps import assert_fits, log_in
from tests.test_my_cases import REASON


def test_list_reads_well_in_every_state_and_goes_on(page, axe, laboratory):
    user = person_user()
    for _ in range(16):
        petition(user=user)
    overdue(petition(user=user, subject="Demora en la atención por teléfono"))
    answered = answer(petition(user=user, subject="Entrega del certificado de una balanza"))
    signed(answered.steps.letters().get().radicado)
    annul(radicado=filed(user).radicado, by=user, reason=REASON)
    sealed(request := filed(user))
    ask_to_complete(asked := petition(user=user, subject="Certificado perdido de un termómetro"))
    log_in(page, user)
    page.goto("/radicados/")
    expect(page.locator(".my-cases > li")).to_have_count(20)
    row = page.get_by_role("article", name=asked.radicado.number)
    expect(row).to_contain_text("Le toca a usted.")
    expect(page.get_by_role("article", name=request.radicado.number)).to_contain_text("Comunicación emitida")
    axe(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert_fits(page)
    axe(page)
    row.get_by_role("link", name="Completarla").click()
    expect(page.get_by_role("heading", level=1, name="Completar la petición")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Siguiente").click()
    expect(page.locator(".my-cases > li")).to_have_count(1)


def test_draft_is_gone_on_with_from_the_list(page, axe, laboratory):
    complete_draft(laboratory)
    log_in(page, laboratory)
    page.goto("/radicados/")
    axe(page)
    page.get_by_role("link", name="Continuar mi borrador").click()
    expect(page.get_by_role("button", name="Revisar y radicar")).to_be_visible()


def test_row_changes_by_itself_once_its_letter_is_signed(page, laboratory):
    case = filed(laboratory)
    log_in(page, laboratory)
    page.goto("/radicados/")
    row = page.get_by_role("article", name=case.radicado.number)
    expect(row).to_contain_text("La carta se está firmando")
    page.get_by_role("link", name="Mis solicitudes").focus()
    sealed(case)
    expect(row.get_by_role("link", name="Descargar la carta")).to_be_visible()
    expect(page.get_by_role("link", name="Mis solicitudes")).to_be_focused()
