"""From the registration to the first signed letter, in a browser, with a worker that mails and signs."""

import re
import time
from email import message_from_bytes, policy

import pytest
from django.conf import settings

from tests.celery_processes import PATIENCE_SECONDS
from tests.factories import SignatoryFactory
from tests.registration_steps import (
    accept,
    attach,
    choose_place,
    choose_type,
    confirm,
    expect_done,
    fill_company,
    fill_contact,
    finish,
    open_registration,
    section,
)
from tests.steps import (
    ANA,
    check_signature,
    complete_request,
    download_letter,
    file,
    open_request,
    read_letter,
)

pytestmark = pytest.mark.browser
USERNAME = "lab.primera.vez"


def test_a_laboratory_goes_from_registration_to_its_signed_letter(page, celery_worker, reference_data, tmp_path):
    SignatoryFactory()
    a_company_registers(page)
    confirm(page, mailed_link())
    open_request(page)
    complete_request(page)
    number = file(page)
    letter = download_letter(page, tmp_path)
    assert "Signature is Valid." in check_signature(letter)
    text = read_letter(letter)
    for said in (number, "Laboratorio Ñandú S. A. S.", "900.494.393-3", ANA.full_name):
        assert said in text


def a_company_registers(page):
    open_registration(page)
    choose_type(page, "Persona jurídica")
    fill_contact(page, username=USERNAME)
    choose_place(section(page, "Información de Contacto"))
    company = fill_company(page, "Laboratorio Ñandú S. A. S.")
    company.get_by_label("NIT").fill("900.494.393-3")
    choose_place(company)
    for label in ("NIT o RUT", "Cédula del representante legal", "Cédula del contacto"):
        attach(page, label, f"{label}.pdf")
    accept(page)
    finish(page)
    expect_done(page, USERNAME)


def mailed_link() -> str:
    """The one that the worker mailed to whoever registered."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        for path in settings.EMAIL_FILE_PATH.glob("*.log"):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            if mail["To"] == f"{USERNAME}@prueba.example":
                return re.search(r"http\S+/correo/verificar/\S+", mail.get_body(("plain",)).get_content())[0]
        time.sleep(0.2)
    raise AssertionError("The mail that verifies the address was not sent.")
