"""What the page of a petition does not file at once, and how it is filed in the end (CPACA, art. 15)."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Session
from expedientes.models import Dependencia
from ground.webforms import opened_pages
from ground.webforms.pages import TRAPPED
from legal_calendar.models import CalendarYear
from pqrsd.models import Petitioner, Pqrsd, Termino
from pqrsd.views import form as view
from radicados.models import Radicado, Signatory
from tests.factories import PASSWORD, ProfileFactory, SignatoryFactory, UserFactory
from tests.ground.documents.files import pdf, upload
from tests.pqrsd.form_answers import PAGE, answers, errors, keeps_everything, send, text_of, token

HTMX = {"HTTP_HX_REQUEST": "true"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


# --- What is incomplete (CPACA, arts. 15 and 16) -----------------------------------------------------------
INCOMPLETE = [
    ("natural", {"petitioner-first_name": ""}, "nombres"),
    ("natural", {"petitioner-last_name": ""}, "apellidos"),
    ("natural", {"petitioner-document_type": ""}, "tipo de documento"),
    ("natural", {"petitioner-document_number": ""}, "número de documento"),
    (
        "natural",
        {"petitioner-document_number": "cero"},
        "número de documento (no es válido como se escribió)",
    ),
    ("natural", {"contact-email": ""}, "correo electrónico"),
    ("natural", {"contact-email": "ana@"}, "correo electrónico (no es válido como se escribió)"),
    ("natural", {"contact-mobile": "123"}, "celular (no es válido como se escribió)"),
    ("natural", {"contact-department": "", "contact-municipality": ""}, "departamento"),
    ("natural", {"answer-answer_channel": "direccion"}, "dirección"),
    ("natural", {"words-subject": ""}, "asunto"),
    ("natural", {"priority-priority_ground": "vida"}, "explique por qué"),
    ("natural", {"priority-priority_reason": "Es urgente."}, "motivo de la prioridad"),
    ("juridica", {"petitioner-legal_name": ""}, "razón social"),
    ("juridica", {"petitioner-nit": ""}, "NIT, con dígito de verificación"),
    (
        "juridica",
        {"petitioner-nit": "900494393-9"},
        "NIT, con dígito de verificación (no es válido como se escribió)",
    ),
    ("juridica", {"answer-answer_channel": "portal", "contact-email": ""}, "correo electrónico"),
    ("apoderado", {"petitioner-represented_name": ""}, "nombre completo o razón social de quien representa"),
    ("apoderado", {"petitioner-represented_document": ""}, "documento de quien representa"),
    ("menor", {"petitioner-first_name": ""}, "nombres"),
]


@pytest.mark.parametrize(("applicant", "change", "label"), INCOMPLETE)
def test_what_is_missing_is_said_and_filed_all_the_same_when_they_insist(client, applicant, change, label):
    posted = answers(applicant) | change
    page = client.post(PAGE, posted)
    assert page.status_code == 422
    assert "<title>Error: Presentar una PQRSD" in text_of(page)
    assert "Radicar de todos modos" in text_of(page)
    assert keeps_everything(page, posted)
    for name in errors(page):
        assert f'href="#id_{name}"' in text_of(page)  # from the summary to the control
    assert not Pqrsd.objects.exists()

    assert client.post(PAGE, posted | {"action": "insist"}).status_code == 302
    pqrsd = Pqrsd.objects.get()
    assert label in pqrsd.missing
    assert any("usted insistió en radicarla" in str(block) for block in pqrsd.radicado.snapshot["blocks"])


@pytest.mark.parametrize("applicant", ["natural", "juridica", "apoderado"])
@pytest.mark.parametrize("number", ["", "1.020.304.050", "cero"])
def test_whoever_gives_no_document_files_at_once_with_the_note_of_it(client, applicant, number):
    """CPACA, arts. 15 and 16: nobody may refuse it, and the number may be asked for afterwards."""
    posted = answers(applicant) | {"petitioner-document_number": number, "petitioner-without_document": "on"}
    assert client.post(PAGE, posted).status_code == 302
    pqrsd = Pqrsd.objects.get()
    assert pqrsd.missing == ["documento de identidad (no lo tiene, o no quiso dar el número)"]
    assert (pqrsd.petitioner.document_type, pqrsd.petitioner.document_number) == ("", "")
    assert (pqrsd.applicant, str(pqrsd.petitioner) != "Sin nombre") == (applicant, True)
    assert "documento de identidad (no lo tiene" in str(pqrsd.radicado.snapshot["blocks"])


def test_the_way_without_a_document_is_offered_before_anything_goes_wrong(client):
    page = text_of(client.get(PAGE))
    assert "No tengo documento, o no quiero dar el número" in page
    assert "dentro de los diez días hábiles siguientes" in page


def test_what_was_wrong_is_stored_as_it_was_typed(client):
    wrong = {
        "petitioner-document_number": "1.020.x",
        "petitioner-nit": "12",
        "contact-email": "ana arroba prueba",
        "contact-mobile": "300 12",
        "contact-municipality": "11001",  # not of that department
    }
    assert client.post(PAGE, answers("juridica") | wrong | {"action": "insist"}).status_code == 302
    petitioner = Petitioner.objects.get()
    assert petitioner.document_number == "1.020.x"
    assert petitioner.nit == "12"
    assert petitioner.email == "ana arroba prueba"
    assert petitioner.mobile == "30012"
    assert petitioner.municipality is None


@pytest.mark.django_db(transaction=True)
def test_with_nothing_but_the_request_it_is_filed_when_they_insist(client):
    bare = {name: "" for name in answers() if "-" in name}
    bare |= {"kind-kind": "queja", "applicant-applicant": "natural", "contact-country": "CO"}
    bare |= {"words-request": "Arreglen la balanza."}
    page = client.post(PAGE, bare | {"draft": token(), "action": "file"})
    assert page.status_code == 422
    assert client.post(PAGE, bare | {"draft": token(), "action": "insist"}).status_code == 302
    pqrsd = Pqrsd.objects.get()
    assert (pqrsd.subject, pqrsd.answer_channel) == ("Arreglen la balanza.", "portal")
    assert len(pqrsd.missing) == 8
    assert pqrsd.radicado.filer_name == "Sin nombre"
    blocks = str(pqrsd.radicado.snapshot["blocks"])
    assert "Sin nombre" in blocks
    assert "Anónimo" not in blocks
    assert pqrsd.radicado.snapshot["addressee"] == ["Señor(a)", "Peticionario"]


@pytest.mark.parametrize(
    ("change", "control"),
    [
        ({"words-request": "  \r\n "}, "words-request"),
        ({"kind-kind": ""}, "kind-kind"),
        ({"kind-kind": "otra"}, "kind-kind"),
        ({"applicant-applicant": ""}, "applicant-applicant"),
        ({"applicant-applicant": "otro"}, "applicant-applicant"),
        ({"contact-country": "ZZ"}, "contact-country"),
        ({"words-subject": "a" * 201}, "words-subject"),
        ({"words-request": "a" * 20_001}, "words-request"),
        ({"words-grounds": "a" * 20_001}, "words-grounds"),
        ({"petitioner-first_name": "a" * 201}, "petitioner-first_name"),
        ({"contact-email": f"{'a' * 250}@prueba.example"}, "contact-email"),
        ({"petitioner-document_number": "1" * 41}, "petitioner-document_number"),
        ({"words-request": "a\x00b"}, "words-request"),
        ({"words-subject": "a\x00b"}, "words-subject"),
    ],
)
def test_nobody_may_insist_on_what_is_no_petition_or_fits_nowhere(client, change, control):
    for action in ("file", "insist"):
        page = client.post(PAGE, answers() | change | {"action": action})
        assert page.status_code == 422
        assert control in errors(page)
        assert "Radicar de todos modos" not in text_of(page)
    assert not Pqrsd.objects.exists()


def test_a_minor_needs_neither_document_nor_adult_nor_place(client):
    assert send(client, "menor", petitioner__guardian_name="").status_code == 302
    assert Pqrsd.objects.get().missing == []


def test_an_anonymous_petition_needs_nothing_but_its_words(client):
    assert send(client, "anonimo", words__grounds="").status_code == 302


def test_what_the_letter_cannot_draw_is_told_before_it_is_filed(client):
    page = client.post(PAGE, answers(action="review", petitioner__first_name="Ana \u13a2\u13b9"))
    assert page.status_code == 200
    assert "La carta firmada no puede dibujar estos caracteres" in text_of(page)
    assert ("Nombres", "\u13a2\u13b9") in page.context["review"].undrawn
    assert "no puede dibujar" not in text_of(client.post(PAGE, answers(action="review")))


# --- Against programs, without puzzles ---------------------------------------------------------------------
def test_a_page_that_was_opened_a_moment_ago_asks_to_confirm(client):
    posted = answers(draft=opened_pages.begin().token)
    page = client.post(PAGE, posted)
    assert page.status_code == 200
    assert "Confirme que desea radicarla" in text_of(page)
    assert keeps_everything(page, posted)
    assert ("draft", posted["draft"]) in page.context["review"].carried
    assert not Pqrsd.objects.exists()


def test_confirming_files_it_even_incomplete(client, monkeypatch):
    posted = answers(draft=opened_pages.begin().token, words__subject="", action="insist")
    page = client.post(PAGE, posted)
    assert 'value="insist">Radicar como está' in text_of(page)
    monkeypatch.setattr(opened_pages, "HURRY", timedelta(seconds=-1))
    assert client.post(PAGE, posted).status_code == 302


def test_a_program_that_fills_everything_in_is_told_so(client):
    page = send(client, leave_empty="http://spam.example")
    assert page.status_code == 422
    assert page.context["page"].extra_errors == [("file", str(TRAPPED))]
    assert 'id="file"' in text_of(page)
    assert not Pqrsd.objects.exists()


def test_too_many_from_one_address_wait_without_losing_a_word(client, monkeypatch, settings):
    settings.ENTITY = settings.ENTITY | {"phone": "601 254 2222"}
    monkeypatch.setattr(view, "_filings", view.Throttle("pqrsd-filings", 1))
    assert send(client).status_code == 302
    posted = answers()
    page = client.post(PAGE, posted, REMOTE_ADDR="192.0.2.77")
    assert page.status_code == 429
    assert "601 254 2222" in text_of(page)
    assert keeps_everything(page, posted)
    assert client.post(PAGE, posted, REMOTE_ADDR="192.0.2.78").status_code == 302


# --- Our own faults ----------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Signatory, Dependencia, Termino, CalendarYear])
def test_a_fault_of_ours_is_said_logged_and_loses_nothing(client, caplog, model):
    model.objects.all().delete()
    posted = answers()
    with caplog.at_level(logging.ERROR, logger="pqrsd"):
        page = client.post(PAGE, posted)
    assert page.status_code == 503
    assert "por una falla nuestra" in text_of(page)
    assert keeps_everything(page, posted)
    assert "petition not filed" in caplog.text
    assert not Pqrsd.objects.exists()
    assert not Radicado.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_fault_of_ours_keeps_the_files(client):
    Signatory.objects.all().delete()
    posted = answers()
    client.post(PAGE, posted | {"attachments": upload(pdf(), "prueba.pdf")})
    SignatoryFactory()
    assert client.post(PAGE, posted).status_code == 302
    assert Pqrsd.objects.get().steps.get().anexos.count() == 1


# --- Sessions that end and pages that grow old --------------------------------------------------------------
def test_whoever_was_logged_in_is_told_that_the_session_ended(client):
    posted = answers(account="yes")
    page = client.post(PAGE, posted)
    assert page.status_code == 200
    assert "Su sesión terminó; lo que escribió sigue aquí." in text_of(page)
    assert keeps_everything(page, posted)
    assert 'name="account"' not in text_of(page)
    assert send(client).status_code == 302


def test_an_anonymous_petition_does_not_need_the_session_that_ended(client):
    assert send(client, "anonimo", account="yes").status_code == 302


@pytest.mark.parametrize("applicant", ["natural", "anonimo"])
def test_a_stale_page_keeps_what_was_typed_and_no_session_does(reference_data, applicant):
    browser = Client(enforce_csrf_checks=True)
    user = ProfileFactory().user
    browser.force_login(user)
    browser.get(PAGE)
    before = Session.objects.get().session_data
    posted = answers(applicant, csrfmiddlewaretoken="x" * 64)
    page = browser.post(PAGE, posted)
    assert page.status_code == 403
    assert keeps_everything(page, posted)
    assert Session.objects.get().session_data == before
    fresh = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    assert browser.post(PAGE, posted | {"csrfmiddlewaretoken": fresh}).status_code == 302


def test_another_site_cannot_file_in_the_name_of_whoever_is_logged_in(reference_data):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ProfileFactory().user)
    files = {"attachments": upload(pdf(), "prueba.pdf")}
    for action in ("file", "insist", "attach"):
        assert browser.post(PAGE, answers(action=action) | files).status_code == 403
    assert browser.post(PAGE, {"action": "attach"}, **HTMX).status_code == 403
    assert not Pqrsd.objects.exists()


def test_logging_in_leads_back_to_the_page(client):
    ProfileFactory(user=UserFactory(username="ana"))
    where = {"username": "ana", "password": PASSWORD, "next": PAGE}
    assert client.post("/ingreso/", where).url == PAGE


def test_nothing_that_was_typed_is_run_by_the_page(client):
    page = client.post(PAGE, answers(words__subject="", words__request='</textarea><script>x</script>"'))
    assert "<script>x" not in page.content.decode()
