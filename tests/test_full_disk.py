"""A full disk costs nobody what they typed: in every room it is a sentence beside the file, and an alarm."""

import errno
import logging

import pytest
from django.test import Client

from ground.documents.models import Document
from ground.documents.private_files import PrivateFiles
from ground.documents.receiving import NOT_STORED
from tests.accounts.registration_answers import PAGE as REGISTRATION
from tests.accounts.registration_answers import begun, natural
from tests.factories import ProfileFactory, SignatoryFactory
from tests.ground.documents.files import pdf, upload
from tests.pqrsd.desk import QUEUE, at_desk, officer
from tests.pqrsd.following import WORDS, enter, page_fields
from tests.pqrsd.form_answers import PAGE as PETITION
from tests.pqrsd.form_answers import answers
from tests.pqrsd.petitions import petition

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_disk(monkeypatch, reference_data):
    def full(*facts, **rules):
        raise OSError(errno.ENOSPC, "No space left on device")

    SignatoryFactory()
    monkeypatch.setattr(PrivateFiles, "_save", full)


def registration():
    page = begun(Client()).post(REGISTRATION, natural() | {"documents-contacto": upload(pdf())})
    return page, 'value="Ana Lucía"'


def petition_form():
    return Client().post(PETITION, answers() | {"attachments": upload(pdf())}), 'value="Ana Lucía"'


def desk():
    typed = answers() | {"reception-channel": "verbal", "attachments": upload(pdf())}
    return at_desk(officer()).post(f"{QUEUE}nueva/", typed), 'value="Ana Lucía"'


def answer_file():
    return _answer("answer_file")


def answer_attachments():
    return _answer("attachments")


def _answer(control: str):
    page = f"{QUEUE}{petition().radicado.number}/responder/"
    typed = {"version": "1", "action": "preview", "text": WORDS, control: upload(pdf())}
    return at_desk(officer()).post(page, typed), WORDS


def writing():
    typed = page_fields() | {"text": WORDS, "attachments": upload(pdf())}
    client = Client()
    return client.post(enter(client, petition(), "escribir/"), typed), WORDS


def account():
    client = Client()
    client.force_login(ProfileFactory().user)
    typed = {"category": "otro", "upload": upload(pdf())}
    return client.post("/cuenta/documentos/nuevo/", typed), 'value="otro"'


@pytest.fixture
def full_on_the_way(monkeypatch, settings, reference_data):
    """Large files are written down while they arrive."""

    def full(*facts, **rules):
        raise OSError(errno.ENOSPC, "No space left on device")

    SignatoryFactory()
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", full)


@pytest.mark.parametrize("disk", ["full_disk", "full_on_the_way"])
@pytest.mark.parametrize("room", [registration, petition_form, desk, answer_file, answer_attachments, writing, account])
def test_full_disk_is_a_sentence_beside_the_file_and_loses_nothing_typed(room, disk, request, caplog):
    request.getfixturevalue(disk)
    with caplog.at_level(logging.ERROR, "ground.documents.receiving"):
        page, typed = room()
    text = " ".join(page.content.decode().split())
    assert page.status_code == 422
    assert str(NOT_STORED) in text
    assert typed in text
    assert not Document.objects.exists()
    assert ["No space left on device" in record.message for record in caplog.records] == [True]
