"""What anybody sees who verifies a letter, and what an officer does about it, in the browser."""

import time
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import expect

from inm_portal.staff_groups import OFFICER
from radicados import verification
from radicados.filing import annul
from radicados.issuance import seal
from radicados.models import LetterIssuance, Radicado
from requests_oec.filing import file_request
from tests.factories import ANSWERS, OecRequestFactory, file_simple
from tests.staff import enter_admin, staff_user
from tests.steps import LETTER_PATIENCE_MS, assert_fits

pytestmark = pytest.mark.browser

# What the eye reads for a symbol of the alphabet.
MISREAD = str.maketrans("0125678V", "oizsgtbu".replace("t", "7"))


@pytest.fixture
def radicado(laboratory):
    """A filed request; its letter is issued when there is a worker."""
    draft = OecRequestFactory(applicant=laboratory, complete=True, complete__staff=60, complete__items=40)
    return file_request(
        legal_basis=draft.legal_basis, user=laboratory, answers=ANSWERS, filed_from=None, check=lambda _: None
    )


@pytest.fixture
def issued(radicado):
    """With its letter, which no worker needed to sign."""
    seal(LetterIssuance.objects.get(radicado=radicado), b"%PDF-ficticio", "Firmante de prueba")
    radicado.refresh_from_db()
    return radicado


def wait_for_letter(radicado):
    deadline = time.monotonic() + LETTER_PATIENCE_MS / 1000
    while not radicado.issued_at:
        assert time.monotonic() < deadline, "The letter was not issued"
        time.sleep(0.1)
        radicado.refresh_from_db()
    return radicado


def verdict(page, text):
    """The page's verdict says this, what one compares and what one does next are on a phone's first screen, and
    the page fits the narrowest."""
    expect(page.get_by_role("heading", level=1, name=text)).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    parts = page.locator(".verdict, .compare, main .btn-primary")
    assert max(parts.evaluate_all("parts => parts.map(part => part.getBoundingClientRect().bottom)")) <= 740
    page.set_viewport_size({"width": 320, "height": 640})
    assert_fits(page)


def test_page_of_a_code_says_pending_authentic_and_annulled(phone_page, axe, radicado, admin_user, request):
    page, address = phone_page, f"/v/{radicado.verification_code}"
    page.goto(address)
    verdict(page, "Radicado, con la carta en preparación")
    axe(page)
    request.getfixturevalue("celery_worker")  # from now on there is one
    wait_for_letter(radicado)
    page.goto(address)
    verdict(page, "Documento auténtico")
    axe(page)
    annul(radicado=Radicado.objects.get(), by=admin_user, reason="Se presentó con datos de otra empresa.")
    page.goto(address)
    verdict(page, "ANULADO")
    banner = page.locator(".verdict")
    expect(banner).to_contain_text("Se presentó con datos de otra empresa.")
    expect(banner).to_have_css("border-top-color", "rgb(168, 5, 33)")
    axe(page)


def test_number_is_copied_and_the_address_is_handed_on(page, issued):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = f"/v/{issued.verification_code}"
    page.goto(address)
    copied = page.get_by_role("status").filter(has_text="Copiado")
    page.get_by_role("button", name="Copiar el número de radicado").click()
    expect(copied).to_have_text("Copiado")
    assert page.evaluate("navigator.clipboard.readText()") == issued.number
    page.evaluate("delete Navigator.prototype.share")
    page.get_by_role("button", name="Compartir esta verificación").click()
    expect(page.get_by_role("status").filter(has_text="Dirección copiada")).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()").endswith(address)


def test_letter_that_does_not_match_its_fingerprint_is_not_confirmed(page, axe, issued, monkeypatch):
    monkeypatch.setattr(verification, "sealed_pdf", lambda radicado: None)
    page.goto(f"/v/{issued.verification_code}")
    verdict(page, "No podemos confirmar este documento")
    expect(page.get_by_role("link", name="Descargar la carta firmada")).to_have_count(0)
    axe(page)


def test_number_and_code_typed_by_hand_may_be_misread(page, axe, issued):
    page.goto("/verificar/")
    axe(page)
    page.get_by_role("button", name="Verificar").click()
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    spaced = " ".join(issued.verification_code.lower())
    page.get_by_label("Número de radicado").fill(issued.number.lower().replace("-", " "))
    page.get_by_label("Código de verificación").fill(spaced.translate(MISREAD))
    page.get_by_role("button", name="Verificar").click()
    verdict(page, "Documento auténtico")


def test_number_alone_reveals_that_it_exists_and_a_wrong_code_warns(page, axe, issued):
    page.goto("/verificar/")
    page.get_by_label("Número de radicado").fill(issued.number)
    page.get_by_role("button", name="Verificar").click()
    expect(page.get_by_text("existe", exact=False).first).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text(issued.filer_name)
    axe(page)
    page.get_by_label("Código de verificación").fill("A" * 18)
    page.get_by_role("button", name="Verificar").click()
    expect(page.get_by_text("no corresponde a este radicado")).to_be_visible()
    axe(page)
    page.get_by_label("Número de radicado").fill("2019-E-999999")
    page.get_by_role("button", name="Verificar").click()
    expect(page.get_by_text("No existe ningún radicado con el número 2019-E-999999")).to_be_visible()
    axe(page)


def test_unknown_code_gets_a_clear_page_until_guessing_is_throttled(page, axe, transactional_db, settings):
    settings.VERIFICATION_MISSES_PER_HOUR = 1
    assert page.goto("/v/NADIE").status == 404
    verdict(page, "Ningún documento tiene este código")
    axe(page)
    assert page.goto("/v/NADIE").status == 429
    expect(page.get_by_role("heading", level=1)).to_contain_text("Demasiados")
    assert_fits(page)
    axe(page)


def test_officer_finds_annuls_and_retries(page, issued, celery_worker):
    officer = staff_user(OFFICER)
    with transaction.atomic():
        stopped = file_simple(issued.filed_by)
        now = timezone.now()
        parked = {"parked_at": now, "next_attempt_at": now + timedelta(minutes=4), "last_error": "Sin llave"}
        LetterIssuance.objects.filter(pk=stopped.pk).update(**parked)
    enter_admin(page, "/admin/radicados/letterissuance/", officer)
    a_stopped_letter_is_retried(page, stopped)
    page.goto("/admin/radicados/radicado/")
    page.get_by_role("link", name=issued.number).click()
    page.get_by_role("link", name="Anular", exact=True).click()
    page.get_by_label("Motivo de la anulación").fill("corto")
    page.get_by_role("button", name="Anular el radicado").click()
    page.get_by_label("Motivo de la anulación").fill("Así lo pidió quien la radicó, por escrito.")
    page.get_by_role("button", name="Anular el radicado").click()
    expect(page.get_by_text("quedó anulado; su número no se reutiliza")).to_be_visible()
    page.goto(f"/v/{issued.verification_code}")
    verdict(page, "ANULADO")


def a_stopped_letter_is_retried(page, stopped):
    expect(page.locator("#result_list")).to_contain_text("Detenida: requiere atención")
    expect(page.locator("#result_list")).to_contain_text("Sin llave")
    page.locator("input.action-select").check()
    page.get_by_role("combobox", name="Acción").select_option(label="Reintentar lo elegido")
    page.get_by_role("button", name="Ir", exact=True).click()
    expect(page.get_by_text("Se ordenó reintentar 1 carta")).to_be_visible()
    wait_for_letter(stopped)
    page.reload()
    expect(page.locator("#result_list")).to_have_count(0)
