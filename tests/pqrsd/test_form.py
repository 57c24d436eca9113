"""The page of a petition: what it begins with, and that it never loses a word or a file."""

import re

import pytest

from accounts.models import ConsentText, Municipality
from pqrsd.models import Pqrsd
from tests.factories import ProfileFactory, UserFactory, laboratory_user
from tests.ground.documents.files import archive, pdf, upload
from tests.pqrsd.form_answers import (
    PAGE,
    answers,
    errors,
    keeps_everything,
    send,
    sensitive,
    shown,
    text_of,
    token,
)

HTMX = {"HTTP_HX_REQUEST": "true"}
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ready")]


# --- What it begins with -----------------------------------------------------------------------------------
def test_anybody_may_open_it(client):
    page = client.get(PAGE)
    assert page.status_code == 200
    assert not client.cookies.get("sessionid")


@pytest.mark.parametrize(("clase", "chosen"), [("queja", "queja"), ("denuncia", "denuncia"), ("<b>", None)])
def test_the_kind_comes_chosen_from_the_landing_page(client, clase, chosen):
    page = client.get(PAGE, {"clase": clase})
    assert page.context["forms"].kind.chosen == chosen
    assert ("selected" in str(page.context["forms"].kind["kind"])) is bool(chosen)


def test_whoever_is_logged_in_finds_their_data_written(client, reference_data):
    medellin = Municipality.objects.get(pk="05001")
    user = ProfileFactory(mobile="3001234567", municipality=medellin, address="Calle 1").user
    client.force_login(user)
    seen = shown(client.get(PAGE))
    assert seen["applicant-applicant"] == "natural"
    assert seen["petitioner-first_name"] == user.first_name
    assert seen["contact-email"] == user.email
    assert (seen["contact-department"], seen["contact-municipality"]) == ("05", "05001")


def test_whoever_acts_for_a_company_finds_it_written(client):
    user = laboratory_user()
    client.force_login(user)
    seen = shown(client.get(PAGE))
    assert seen["applicant-applicant"] == "juridica"
    assert seen["petitioner-nit"] == user.profile.company.formatted_nit


@pytest.mark.parametrize(("profile", "applicant"), [({"document_type": "TI"}, "menor"), (None, "None")])
def test_whoever_is_a_minor_or_has_no_profile_may_use_it_too(client, profile, applicant):
    user = UserFactory() if profile is None else ProfileFactory(**profile).user
    client.force_login(user)
    assert shown(client.get(PAGE))["applicant-applicant"] == applicant


# --- Sensitive data (Ley 1581 de 2012, art. 6) -------------------------------------------------------------
def test_sensitive_answers_without_authorisation_come_back(client):
    page = client.post(PAGE, answers() | {"traits-sex": "mujer"})
    assert page.status_code == 422
    assert "sensitive-accepted" in errors(page)
    assert "Borrar mis respuestas sensibles" in text_of(page)
    forgotten = client.post(PAGE, answers() | {"traits-sex": "mujer", "action": "forget_sensitive"})
    assert shown(forgotten)["traits-sex"] in {"", "None"}


def test_sensitive_answers_without_authorisation_are_not_kept_when_they_insist(client):
    told = {"traits-sex": "mujer", "traits-zone": "rural", "action": "insist"}
    assert client.post(PAGE, answers() | told).status_code == 302
    pqrsd = Pqrsd.objects.get()
    assert (pqrsd.characterisation.sex, pqrsd.characterisation.zone) == ("", "rural")
    assert pqrsd.missing == []


def test_an_answer_that_is_not_in_the_list_is_never_stored(client):
    told = sensitive(sex="x", stratum="99", conditions="x") | {"action": "insist"}
    assert client.post(PAGE, answers() | told).status_code == 302


def test_nothing_sensitive_is_asked_without_words_to_authorise_it(client):
    ConsentText.objects.filter(kind="sensitive_data").delete()
    page = client.get(PAGE)
    assert "traits-sex" not in text_of(page)
    assert send(client).status_code == 302


# --- Attachments -------------------------------------------------------------------------------------------
def test_files_wait_while_the_rest_is_mended(client):
    posted = answers(words__subject="")
    page = client.post(PAGE, posted | {"attachments": upload(pdf(), "prueba.pdf")})
    assert page.status_code == 422
    assert "prueba.pdf" in text_of(page)
    again = client.post(PAGE, posted | {"words-subject": "Asunto"})
    assert again.status_code == 302
    assert Pqrsd.objects.get().steps.get().anexos.get().document.name == "prueba.pdf"


def test_a_file_that_is_refused_is_said_and_nothing_is_filed(client):
    page = client.post(PAGE, answers() | {"attachments": upload(archive(), "programa.zip")})
    assert page.status_code == 422
    assert "«programa.zip»" in text_of(page)
    assert 'href="#id_attachments"' in text_of(page)
    assert not Pqrsd.objects.exists()


def test_a_file_is_taken_away(client):
    posted = answers() | {"action": "attach"}
    page = client.post(PAGE, posted | {"attachments": upload(pdf(), "prueba.pdf")})
    assert (page.status_code, errors(page)) == (200, {})
    assert keeps_everything(page, posted)
    remove = re.search(r"remove:\d+", text_of(page))[0]
    theirs = client.post(PAGE, answers() | {"action": remove})  # from another page: nobody's
    assert theirs.status_code == 200
    assert "prueba.pdf" in text_of(client.post(PAGE, posted))
    assert "Quitar prueba.pdf" not in text_of(removed := client.post(PAGE, posted | {"action": remove}))
    back = re.search(r"restore:\d+", text_of(removed))[0]
    assert "Quitar prueba.pdf" in text_of(client.post(PAGE, posted | {"action": back}))


def test_htmx_is_answered_with_the_place_of_the_files_alone(client):
    posted = {"draft": token(), "action": "attach", "attachments": upload(pdf(), "prueba.pdf")}
    slot = client.post(PAGE, posted, **HTMX)
    assert slot.status_code == 200
    assert text_of(slot).startswith('<div class="upload"')
    bad = client.post(PAGE, posted | {"attachments": upload(b"nada", "x.pdf")}, **HTMX)
    assert bad.status_code == 422
    assert "prueba.pdf" in text_of(bad)


def test_more_files_than_may_be_kept_are_refused(client, settings):
    settings.CASE_MAX_ATTACHMENTS = 2
    files = [upload(pdf(pages=n), f"{n}.pdf") for n in (1, 2, 3)]
    page = client.post(PAGE, answers() | {"attachments": files})
    assert "«3.pdf»: Se admiten hasta 2 archivos." in text_of(page)


@pytest.mark.parametrize("argument", ["", "x", "-1", "²", "9" * 30])
def test_a_file_that_does_not_exist_is_taken_away_in_peace(client, argument):
    assert client.post(PAGE, answers() | {"action": f"remove:{argument}"}).status_code == 200


def test_any_other_button_shows_the_page_again(client):
    posted = answers(action="places")
    page = client.post(PAGE, posted)
    assert page.status_code == 200
    assert keeps_everything(page, posted)


def test_the_municipalities_are_those_of_the_department(client):
    page = client.post(PAGE, answers(action="places", contact__department="91", contact__municipality=""))
    assert "Leticia" in text_of(page)
