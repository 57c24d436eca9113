"""What the walk of the English pages does not meet: who is logged in, what fails, all that a verification says."""

import re
from unittest.mock import Mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import Client
from playwright.sync_api import expect

from ground.languages import PREFIX
from legal_calendar.legal_time import english_date
from radicados import verification
from radicados.filing import annul
from radicados.models import Radicado
from tests.factories import file_simple, person_user
from tests.radicados.issued import REASON, file_issued
from tests.steps import assert_fits
from tests.test_english import spanish


@pytest.fixture
def ordinary(reference_data) -> Radicado:
    return file_issued(filer_name="Ana de la O", document_kind="Queja")


def told(page, status: int = 200) -> str:
    """The text of a page that says it with that status, all of it in English."""
    assert page.status_code == status
    assert '<html lang="en"' in page.text
    assert spanish(page.text) == []
    return " ".join(page.text.split())


# --- The frame -------------------------------------------------------------------------------------------
def test_frame_is_english_for_whoever_is_logged_in(reference_data, admin_client):
    person, visitor = person_user(), Client()
    type(person).objects.filter(pk=person.pk).update(email_verified_at=None)
    visitor.force_login(person)
    page = told(visitor.get("/en/"))
    assert "Your session is about to end" in page
    assert "Verify your email address" in page
    assert "My work" in told(admin_client.get("/en/services/"))


def test_links_of_the_frame_say_which_pages_have_no_english(client, reference_data):
    header, _, rest = client.get("/en/").text.partition("<main")
    links = re.findall(r"<a ([^>]*)>(.*?)</a>", header + rest.partition("<footer")[2], re.DOTALL)
    own = {(re.search(r'href="(/[^"]*)"', given)[1], given, words) for given, words in links if 'href="/' in given}
    assert len(own) > 12
    for address, given, words in own:
        is_foreign = not address.startswith(PREFIX) and "Español" not in words
        assert ("(in Spanish)" in words) == is_foreign, address
        assert is_foreign <= ('hreflang="es"' in given), address


@pytest.mark.parametrize(("error", "status"), [(PermissionDenied, 403), (ValueError, 500), (OperationalError, 503)])
def test_failure_of_an_english_page_is_told_in_english(client, db, monkeypatch, error, status):
    monkeypatch.setattr("inm_portal.offer.render", Mock(side_effect=error))
    client.raise_request_exception = False
    told(client.get("/en/services/"), status)


def test_slash_that_somebody_leaves_out_is_added(client, db):
    assert client.get("/en").headers["Location"] == "/en/"
    assert client.get("/en/verify").headers["Location"] == "/en/verify/"


def test_what_an_english_page_does_not_serve_is_told_in_english(client, db):
    assert "Page not found" in told(client.get("/en/nothing/"), 404)
    assert "/en/services/" in told(client.post("/en/services/"), 405)
    told(client.get("/en/", CONTENT_TYPE="text/html; charset=latin-1"), 400)
    told(Client(enforce_csrf_checks=True).post("/en/verify/", headers={"sec-fetch-site": "same-origin"}), 403)


# --- The finder ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("q=scale&valor=30+kg", 200, "serves you for 30"),
        ("q=scale&valor=900+kg", 200, "None of these rates says that it serves you"),
        ("q=thermometer", 200, "Is it one of these?"),
        ("q=thermomter", 200, "We understood"),
        ("q=stopwatch", 200, "May serve, if the laboratory confirms it"),
        ("q=autoclave", 200, "Not in the rates today"),
        ("q=scale&valor=much", 422, "Enter a number and its unit"),
    ],
)
def test_what_the_finder_answers_is_told_in_english(client, edition, query, status, said):
    assert said in told(client.get(f"/en/services/find/?{query}"), status)


# --- Verification ----------------------------------------------------------------------------------------
def test_refused_number_and_code_are_told_in_english(client, reference_data):
    page = told(client.post("/en/verify/", {"number": "", "code": "ABC"}), 422)
    assert "Enter the filing number." in page
    assert "The code has 18 characters and you typed 3; check it." in page
    told(client.post("/en/verify/", {"number": "nada"}), 422)


def test_number_alone_and_a_wrong_code_are_told_in_english(client, ordinary):
    number = {"number": ordinary.number}
    alone = told(client.post("/en/verify/", number))
    assert english_date(ordinary.filed_at) in alone
    assert "Queja" not in alone
    assert "does not belong to this filing number" in told(client.post("/en/verify/", number | {"code": "1" * 18}))
    told(client.post("/en/verify/", {"number": "2020-E-000009"}), 404)


def test_number_and_code_that_match_stay_in_english(client, ordinary):
    page = told(client.post("/en/verify/", {"number": ordinary.number, "code": ordinary.verification_code}))
    assert "Authentic document" in page
    assert f"/en/v/{ordinary.verification_code}" in page


def test_unknown_codes_are_told_in_english_until_guessing_is_slowed(client, reference_data, settings):
    settings.VERIFICATION_MISSES_PER_HOUR = 1
    assert "No document has this code" in told(client.get("/en/v/NOBODY"), 404)
    assert "Wait an hour" in told(client.get("/en/v/NOBODY"), 429)


def test_every_verdict_is_told_in_english(client, monkeypatch, admin_user, ordinary):
    pending, reserved, annulled = file_simple(person_user()), file_issued(is_reserved=True), file_issued()
    annul(radicado=annulled, by=admin_user, reason=REASON)
    for radicado, verdict in (
        (ordinary, "Authentic document"), (pending, "Filed; the letter is being prepared"),
        (reserved, "Its content is confidential"), (annulled, f'Reason: <span lang="es">{REASON}</span>'),
    ):  # fmt: skip
        assert verdict in told(client.get(f"/en/v/{radicado.verification_code}"))
    monkeypatch.setattr(verification, "sealed_pdf", lambda _: None)
    assert "We cannot confirm this document" in told(client.get(f"/en/v/{file_issued().verification_code}"))


def test_verdict_that_is_kept_is_kept_in_each_language(client, ordinary):
    for _ in range(2):
        assert "Documento auténtico" in client.get(f"/v/{ordinary.verification_code}").text
        assert "Authentic document" in client.get(f"/en/v/{ordinary.verification_code}").text


# --- The way there ---------------------------------------------------------------------------------------
def test_language_is_changed_and_changed_back_on_the_same_page(transactional_db, phone_page, axe):
    page = phone_page
    page.goto("/verificar/?de=papel")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1, name="Verify a document")).to_be_visible()
    assert page.url.endswith("/en/verify/?de=papel")
    assert_fits(page)
    axe(page)
    page.goto("/en/")
    assert_fits(page)
    axe(page)
    page.get_by_role("link", name="Español").click()
    expect(page.get_by_role("heading", level=1, name="Portal de Servicios en Línea")).to_be_visible()
