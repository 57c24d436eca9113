"""Files leave the portal only whole, as attachments, never unseen; and its disk when nobody owns them."""

import logging
import os
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.http import Http404

from ground.audit.models import Action, Entry
from ground.documents.models import Document
from ground.documents.receiving import receive
from ground.documents.serving import serve
from ground.documents.tasks import quarantine
from tests.factories import UserFactory
from tests.ground.documents.files import image, pdf, upload


@pytest.fixture
def document(db) -> Document:
    return receive(upload(pdf(), "cédula «Ñáñez» 2020.pdf"))


@pytest.fixture
def request_of_somebody(rf, db):
    request = rf.get("/", REMOTE_ADDR="192.0.2.7")
    request.user = UserFactory()
    return request


def grow_old(path: Path, hours: int) -> None:
    then = time.time() - hours * 3600
    os.utime(path, (then, then))


def test_document_is_an_attachment_that_no_browser_runs(document, request_of_somebody):
    response = serve(request_of_somebody, document, subject=request_of_somebody.user)
    assert response.content == document.content()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''c%C3%A9dula%20%C2%AB%C3%91%C3%A1%C3%B1ez%C2%BB%202020.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "content_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_picture_is_served_as_what_it_is(kind, content_type, request_of_somebody):
    document = receive(upload(image(kind), "foto.pdf"))
    assert serve(request_of_somebody, document, subject=document)["Content-Type"] == content_type


def test_every_reading_is_recorded_with_who_and_whose(document, request_of_somebody):
    subject = UserFactory()
    serve(request_of_somebody, document, subject=subject)
    entry = Entry.objects.get(action=Action.DOCUMENT_READ)
    assert entry.actor_id == request_of_somebody.user.pk
    assert (entry.subject_type, entry.subject_id) == ("accounts.user", str(subject.pk))
    assert entry.detail == {"document": str(document.pk)}
    assert entry.address == "192.0.2.7"


@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(pdf(pages=2)), Path.unlink])
def test_file_that_is_not_the_one_received_is_not_served_and_makes_noise(document, request_of_somebody, caplog, harm):
    harm(Path(document.file.path))
    with pytest.raises(Http404):
        serve(request_of_somebody, document, subject=document)
    assert [line.levelno for line in caplog.records if line.name == "ground.documents.models"] == [logging.CRITICAL]
    assert not Entry.objects.filter(action=Action.DOCUMENT_READ).exists()


@pytest.mark.django_db(transaction=True)
def test_removed_document_takes_its_file_along_once_it_is_certain(document):
    path = Path(document.file.path)
    with transaction.atomic():
        Document.objects.get().remove()
        assert path.exists()
        transaction.set_rollback(True)
    assert path.exists()
    Document.objects.get().remove()
    assert not path.exists()
    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_removed_document_leaves_nothing_in_quarantine_either(document):
    quarantine(document.file.name)
    document.remove()
    assert not (settings.VAR_DIR / "quarantine" / document.file.name).exists()
