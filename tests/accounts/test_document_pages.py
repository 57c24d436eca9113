"""*Mi cuenta*: documents are added and replaced, never erased."""

import pytest

from accounts.models import User
from ground.audit.models import Action, Entry
from ground.documents.receiving import FileRefusedError, receive
from habeas_data.erasure import erase
from tests.accounts.account_people import (
    document_of,
    photo,
)
from tests.factories import person_user
from tests.habeas_data.claims import officer_request
from tests.staff import staff_user

pytestmark = pytest.mark.django_db


# --- Documents -----------------------------------------------------------------------------------------
def test_a_document_is_replaced_and_the_old_one_stays(client):
    user = person_user()
    old = document_of(user.profile)
    client.force_login(user)
    assert client.post(f"/cuenta/documentos/{old.pk}/reemplazar/", {"upload": photo()}).status_code == 302
    old.refresh_from_db()
    new = user.profile.supporting_documents.current().get()
    assert old.replaced_at
    assert (new.category, new.document.content_type) == (old.category, "image/png")
    page = client.get("/cuenta/documentos/").content.decode()
    assert "cédula.pdf" in page
    assert "cédula.png" in page
    assert client.post(f"/cuenta/documentos/{old.pk}/reemplazar/", {"upload": photo()}).status_code == 404


def test_a_document_is_opened_by_its_owner_and_its_reading_recorded(client):
    user = person_user()
    kept = document_of(user.profile)
    client.force_login(user)
    response = client.get(f"/cuenta/documentos/{kept.pk}/")
    assert response.content == b"%PDF"
    assert response["Content-Disposition"].startswith("attachment")
    assert Entry.objects.get(action=Action.DOCUMENT_READ).subject_id == str(kept.pk)


def test_a_second_document_of_a_single_kind_is_refused(client):
    user = person_user()
    document_of(user.profile)
    client.force_login(user)
    response = client.post("/cuenta/documentos/nuevo/", {"category": "contacto", "upload": photo()})
    assert response.status_code == 422
    assert "reemplácelo" in response.content.decode()
    assert client.post("/cuenta/documentos/nuevo/", {"category": "otro", "upload": photo()}).status_code == 302
    assert user.profile.supporting_documents.count() == 2


def test_an_upload_that_was_under_way_when_the_data_were_erased_is_not_kept(client, reference_data, monkeypatch):
    user = person_user()

    def erased_meanwhile(upload):
        officer = staff_user()
        erase(user=User.objects.get(pk=user.pk), by=officer, request=officer_request(officer))
        return receive(upload)

    monkeypatch.setattr("accounts.changes.receive", erased_meanwhile)
    client.force_login(user)
    response = client.post("/cuenta/documentos/nuevo/", {"category": "otro", "upload": photo()})
    assert response.status_code == 404
    assert not user.profile.supporting_documents.exists()


def test_a_refused_file_is_told_with_its_reason_and_changes_nothing(client, monkeypatch):
    def refuse(upload):
        raise FileRefusedError("Este archivo tiene contraseña.")

    monkeypatch.setattr("accounts.changes.receive", refuse)
    user = person_user()
    old = document_of(user.profile)
    client.force_login(user)
    response = client.post(f"/cuenta/documentos/{old.pk}/reemplazar/", {"upload": photo()})
    assert response.status_code == 422
    assert "Este archivo tiene contraseña." in response.content.decode()
    assert user.profile.supporting_documents.get().replaced_at is None


def test_a_form_without_file_asks_for_it(client):
    client.force_login(person_user())
    response = client.post("/cuenta/documentos/nuevo/", {"category": "otro"})
    assert response.status_code == 422
    assert "Elija el archivo" in response.content.decode()
