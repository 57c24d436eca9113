"""The desk with many cases in Chromium: how many are in sight, and one act on several of them by keyboard."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from inm_portal.staff_groups import PETITIONS_OFFICER
from pqrsd.models import Pqrsd
from tests.factories import SignatoryFactory
from tests.pqrsd.desk import QUEUE
from tests.pqrsd.petitions import petition
from tests.staff import enter_admin, staff_user
from tests.steps import assert_fits
from tests.triggers import without_triggers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
IN_SIGHT = """rows => rows.filter(row => row.getBoundingClientRect().bottom <= innerHeight).length"""


@pytest.fixture
def ana(reference_data):
    """With twenty cases before her, due on different days, late ones and stopped ones among them."""
    SignatoryFactory()
    long = "Solicitud extraordinariamente larga sobre la trazabilidad metrológica de un termohigrómetro patrón"
    for number in range(20):
        petition(subject=f"{long} {number}")
    today = timezone.localdate()
    with without_triggers():
        for days, case in enumerate(Pqrsd.objects.order_by("pk"), start=-4):
            Pqrsd.objects.filter(pk=case.pk).update(due_on=today + timedelta(days=days), is_priority=days == 5)
        Pqrsd.objects.filter(pk=case.pk).update(due_on=None, waiting_until=today + timedelta(days=9))
    return staff_user(PETITIONS_OFFICER, first_name="Ana", last_name="Oficial de Atención")


def test_fifteen_cases_are_in_sight_and_three_are_prioritised_by_keyboard(page, ana, axe):
    page.set_viewport_size({"width": 1366, "height": 768})
    enter_admin(page, QUEUE, ana)
    assert page.locator(".queue-table tbody tr").evaluate_all(IN_SIGHT) >= 15
    axe(page)
    boxes = page.get_by_role("checkbox", name="Elegir")
    boxes.nth(1).focus()
    for _ in range(3):  # a box, and the link of its case
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
    expect(page.locator(".queue-table :checked")).to_have_count(3)
    page.get_by_role("button", name="Decidir la prioridad").press("Enter")
    expect(page.get_by_role("heading", level=1, name="Decidir la prioridad")).to_be_visible()
    axe(page)
    page.get_by_label("Sí, es prioritaria").press("Space")
    page.get_by_label("Motivo").fill("Lo pidió la dirección.")
    page.get_by_role("button", name="Decidir la prioridad en 3 casos").press("Enter")
    expect(page.get_by_text("Decidir la prioridad: se hizo en 3 casos.")).to_be_visible()
    assert Pqrsd.objects.filter(is_priority=True).count() == 4


def test_queue_and_home_fit_a_phone(phone_page, ana, axe):
    enter_admin(phone_page, f"{QUEUE}?elegir=pagina", ana)
    assert_fits(phone_page)
    axe(phone_page)
    phone_page.get_by_role("button", name="Escribir una nota interna").click()
    assert_fits(phone_page)
    axe(phone_page)
    phone_page.goto("/trabajo/")
    assert_fits(phone_page)
    axe(phone_page)
