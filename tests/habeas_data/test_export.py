"""Everything that the portal holds about a person, and nothing of anybody else (Ley 1581 de 2012, art. 8)."""

import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse

from accounts.consents import give, wordings_in_force
from accounts.models import Characterisation
from ground.audit.models import Action, Entry, record
from ground.mails.models import Mail
from radicados.issuance import issue
from tests.factories import OecRequestFactory, ProfileFactory, UserFactory, file_simple, laboratory_user
from tests.habeas_data.conftest import DOWNLOAD, add_document
from tests.requests_oec.posting import filed as filed_request
from tests.requests_oec.posting import sealed
from tests.triggers import without_triggers

URL = "/cuenta/datos-personales/descarga/"


def downloaded(client, user) -> zipfile.ZipFile:
    client.force_login(user)
    response = client.post(URL, DOWNLOAD)
    assert response.status_code == 200, response.content.decode()
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert archive.testzip() is None
    return archive


def data_of(archive: zipfile.ZipFile) -> dict:
    return json.loads(archive.read("datos.json"))


@pytest.fixture
def request_(person):
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")
    request.user = person
    return request


@pytest.fixture
def full_person(person, request_):
    Characterisation.objects.create(profile=person.profile, stratum=3, conditions=["victima"])
    give(user=person, wording=wordings_in_force()["personal_data"], request=request_)
    Mail.objects.create(event="accounts.verify_email", recipient=person.email, user=person)
    add_document(person.profile, content=b"%PDF-mio")
    OecRequestFactory(applicant=person, company=None, complete=True, typed={"accreditation-code": "10-LAC-1"})
    return person


def test_sections_and_names_of_the_export_do_not_change(client, full_person):
    data = data_of(downloaded(client, full_person))
    assert list(data) == [
        "format", "generated_at", "responsible", "account", "profile", "characterisation", "company",
        "membership_requests", "consents", "sessions", "mails", "invitations_sent", "drafts", "pages_begun",
        "radicados", "cases", "instruments", "service_requests", "petitions", "claims", "audit", "documents",
        "petition_documents",
    ]  # fmt: skip
    assert data["format"] == 1
    assert data["account"]["username"] == full_person.username
    assert data["account"]["date_joined"].endswith("Z")
    assert data["profile"]["mobile"] == "3001234567"
    assert data["characterisation"]["conditions"] == ["victima"]
    assert "NIT" in data["consents"][0]["wording"]
    assert data["consents"][0]["given_from"] == "192.0.2.7"
    assert data["mails"][0]["recipient"] == full_person.email
    assert data["drafts"][0]["typed"] == {"accreditation-code": "10-LAC-1"}
    assert data["drafts"][0]["staff_members"][0]["document_number"] == "10000000"
    assert data["sessions"]


def test_secrets_are_not_in_it(client, full_person):
    archive = downloaded(client, full_person)
    text = archive.read("datos.json").decode()
    for secret in (full_person.password, client.session.session_key):
        assert secret not in text


def test_documents_are_in_it_as_they_were_handed_over(client, full_person):
    archive = downloaded(client, full_person)
    (document,) = data_of(archive)["documents"]
    assert archive.read(document["file"]) == b"%PDF-mio"
    assert document["name"] == "cédula.pdf"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/absoluto.pdf", "a/b.pdf"])
def test_no_name_of_a_document_leads_out_of_the_archive(client, person, name):
    row = add_document(person.profile)
    with without_triggers():
        type(row.document).objects.update(name=name)
    (document,) = data_of(downloaded(client, person))["documents"]
    assert document["file"].count("/") == 1
    assert ".." not in document["file"]


def test_infected_document_is_told_but_not_handed_over(client, person):
    add_document(person.profile, infected_with="Eicar")
    (document,) = data_of(downloaded(client, person))["documents"]
    assert document["file"] is None
    assert "Infectado" in document["state"]


def test_missing_file_does_not_keep_the_rest_from_the_person(client, person):
    file = add_document(person.profile).document.file
    file.storage.delete(file.name)
    (document,) = data_of(downloaded(client, person))["documents"]
    assert document["file"] is None


def test_file_that_was_altered_on_disk_is_not_handed_over_as_if_it_were_theirs(client, person):
    file = add_document(person.profile).document.file
    file.storage.delete(file.name)
    file.storage.save(file.name, ContentFile(b"%PDF-de-otra-persona"))
    (document,) = data_of(downloaded(client, person))["documents"]
    assert document["file"] is None


def test_signed_letters_and_their_trail_are_in_it(client, person, pki):
    with transaction.atomic():
        radicado = file_simple(person)
    issue(radicado.issuance)
    archive = downloaded(client, person)
    (told,) = data_of(archive)["radicados"]
    assert archive.read(f"cartas/radicado-{radicado.number}.pdf").startswith(b"%PDF")
    assert told["number"] == radicado.number
    assert [step["kind"] for step in told["trail"]] == ["filed", "issued"]
    assert f"cartas/radicado-{radicado.number}.pdf" in archive.read("LEAME.txt").decode()


def test_nothing_of_a_colleague_is_in_it(client, laboratory):
    zenobia = UserFactory(username="colega", first_name="Zenobia", email="z@otra.example")
    colleague = ProfileFactory(
        user=zenobia, person_type="juridica", company=laboratory.profile.company, mobile="3119998877"
    )
    add_document(colleague, name="de-zenobia.pdf")
    with transaction.atomic():
        theirs = file_simple(colleague.user)
    record(Action.READ, actor=colleague.user, subject=colleague)
    text = downloaded(client, laboratory).read("datos.json").decode()
    for other in ("Zenobia", "z@otra.example", "3119998877", "de-zenobia", theirs.number, "Ramón"):
        assert other not in text
    assert laboratory.profile.company.legal_name in text


def test_whoever_left_a_company_gets_the_facts_of_what_they_filed_but_not_its_content(client, laboratory):
    with transaction.atomic():
        radicado = file_simple(laboratory)
    laboratory.profile.company = None
    laboratory.profile.save()
    (told,) = data_of(downloaded(client, laboratory))["radicados"]
    assert told["number"] == radicado.number
    assert "snapshot" not in told
    assert radicado.verification_code not in json.dumps(told)


def test_case_of_a_request_is_told_with_its_steps_to_who_filed_it_while_they_act_for_the_company(client, laboratory):
    case = filed_request(laboratory)
    sealed(case)
    (told,) = data_of(downloaded(client, laboratory))["cases"]
    assert (told["radicado"], told["subject"], told["outcome"]) == (str(case), case.subject, "emitida")
    assert [step["kind"] for step in told["steps"]] == ["filed", "issued"]
    laboratory.profile.company = None
    laboratory.profile.save()
    assert data_of(downloaded(client, laboratory))["cases"] == []


def test_it_tells_who_looked_at_the_data_and_when_but_not_from_where(client, person, officer):
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9")
    request.user = officer
    record(Action.READ, request=request, subject=person.profile)
    record(Action.READ, request=request, subject=add_document(person.profile).document)
    record(Action.READ, request=request, subject=laboratory_user().profile)
    entries = data_of(downloaded(client, person))["audit"]
    readings = [entry for entry in entries if entry["by"] == officer.username]
    assert [(entry["action"], entry["subject"]) for entry in readings] == [
        ("Datos personales consultados", "registro"),
        ("Datos personales consultados", "documento"),
    ]
    assert "203.0.113.9" not in json.dumps(readings)


def test_account_of_the_staff_has_an_export_too(client, officer):
    assert data_of(downloaded(client, officer))["profile"] is None


def test_each_export_is_recorded(client, person):
    downloaded(client, person)
    entry = Entry.objects.get(action=Action.EXPORTED)
    assert (entry.actor_id, entry.subject_id) == (person.pk, str(person.pk))


def test_wrong_password_gets_nothing(person_client):
    response = person_client.post(URL, {"current_password": "otra-cosa-cualquiera"})
    assert response.status_code == 422
    assert "<title>Error: " in response.content.decode()
    assert not Entry.objects.filter(action=Action.EXPORTED).exists()


def test_exports_are_slowed_down(person_client):
    for _ in range(5):
        assert b"".join(person_client.post(URL, DOWNLOAD).streaming_content)
    assert person_client.post(URL, DOWNLOAD).status_code == 422


def test_the_page_itself_gives_nothing_away(person_client):
    assert person_client.get(URL).headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("name", ["overview", "download", "claim"])
def test_every_page_asks_for_log_in(client, db, name):
    response = client.get(reverse(f"habeas_data:{name}"))
    assert response.status_code == 302
    assert "/ingreso/" in response.url
