"""What nobody owns is deleted once it is a day old, and nothing else."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import DocumentCategory, SupportingDocument
from ground.documents.drafts import purge_drafts
from ground.documents.models import Document, DoomedFile, FileDraft
from ground.documents.receiving import receive
from ground.documents.tasks import purge_file_drafts, tidy_documents
from tests.factories import ProfileFactory
from tests.ground.documents.files import pdf, upload
from tests.radicados.issued import file_issued
from tests.triggers import without_triggers

pytestmark = pytest.mark.django_db


def a_day_later() -> None:
    with without_triggers():
        Document.objects.update(received_at=timezone.now() - timedelta(hours=25))
    tidy_documents()


def supporting() -> SupportingDocument:
    return SupportingDocument.objects.create(
        profile=ProfileFactory(), category=DocumentCategory.TAX, document=receive(upload(pdf(), "rut.pdf"))
    )


def test_document_that_was_received_for_nobody_is_removed_in_a_day():
    receive(upload(pdf(), "suelto.pdf"))
    tidy_documents()
    assert Document.objects.exists()
    a_day_later()
    assert not Document.objects.exists()


def test_document_of_a_draft_is_the_drafts():
    FileDraft.objects.create().files.create(slot="anexos", document=receive(upload(pdf(), "a.pdf")))
    a_day_later()
    assert Document.objects.exists()


@pytest.fixture
def hidden_relation(monkeypatch):
    """As if supporting documents pointed to theirs with `related_name="+"`."""
    monkeypatch.setattr(Document._meta.get_field("supporting_document"), "hidden", True)
    Document._meta._expire_cache()
    yield
    monkeypatch.undo()
    Document._meta._expire_cache()


def test_document_that_anything_points_to_stays(reference_data, hidden_relation):
    supporting()
    assert not any(one.related_model is SupportingDocument for one in Document._meta.related_objects)
    a_day_later()
    assert SupportingDocument.objects.count() == Document.objects.count() == 1


# --- Files on the disk -------------------------------------------------------------------------------------


def grow_old(path: Path) -> Path:
    """By a day and an hour."""
    then = time.time() - 25 * 3600
    os.utime(path, (then, then))
    return path


@pytest.fixture
def restored():
    """A file of a database that is not this one, in each place where files are."""
    paths = [settings.VAR_DIR / place / "zz" / "0123456789abcdef" for place in ("documents", "quarantine")]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"de otra base de datos")
        grow_old(path)
    yield paths
    for path in paths:
        path.unlink(missing_ok=True)
        path.parent.rmdir()


@pytest.mark.parametrize("knows_something", [False, True])
def test_file_of_which_the_database_does_not_know_is_never_deleted(restored, knows_something, caplog):
    """Put back beside a database that is empty, or older."""
    if knows_something:
        receive(upload(pdf(), "propio.pdf"))
    a_day_later()
    assert all(path.exists() for path in restored)
    assert "2 files of which no row knows" in caplog.text


def test_what_was_written_of_a_file_until_the_process_ended_is_deleted_in_a_day(restored):
    old, new = (restored[0].with_name(name) for name in ("part-1", "part-2"))
    old.write_bytes(b"la mitad")
    new.write_bytes(b"la mitad")
    grow_old(old)
    tidy_documents()
    left = [path.exists() for path in (old, new)]
    new.unlink()
    assert left == [False, True]


@pytest.mark.django_db(transaction=True)
def test_file_that_could_not_be_deleted_with_its_document_is_deleted_an_hour_later(monkeypatch):
    document = receive(upload(pdf(), "a.pdf"))
    path = Path(document.file.path)

    def fail(storage, name):
        raise PermissionError(name)

    with monkeypatch.context() as failing:
        failing.setattr(FileSystemStorage, "delete", fail)
        document.remove()
    assert path.exists()
    tidy_documents()
    assert not path.exists()
    assert not DoomedFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_maintenance_keeps_every_file_until_it_is_over(settings):
    """An older database may believe a draft over that was filed since."""
    settings.KEEP_FILES = True
    draft = FileDraft.objects.create()
    draft.files.create(slot="anexos", document=receive(upload(pdf(), "a.pdf")))
    removed = receive(upload(pdf(pages=2), "b.pdf"))
    FileDraft.objects.update(created_at=timezone.now() - timedelta(hours=25))
    purge_file_drafts()
    a_day_later()
    assert Document.objects.count() == 2
    paths = [Path(document.file.path) for document in Document.objects.all()]
    removed.remove()
    purge_drafts()
    assert not Document.objects.exists()
    assert all(path.exists() for path in paths)
    settings.KEEP_FILES = False
    tidy_documents()
    assert not any(path.exists() for path in paths)


@pytest.mark.django_db(transaction=True)
def test_file_whose_row_could_not_be_written_is_not_left_behind(monkeypatch):
    before = set((settings.VAR_DIR / "documents").rglob("*/*"))

    def fail(document, **rules):
        raise RuntimeError("sin base de datos")

    monkeypatch.setattr(Document, "save", fail)
    with pytest.raises(RuntimeError, match="sin base"):
        receive(upload(pdf()))
    assert set((settings.VAR_DIR / "documents").rglob("*/*")) == before


# --- manage.py check_files ---------------------------------------------------------------------------------


def checked(capsys, **options) -> str:
    """What the command says, and why it fails if it does."""
    try:
        call_command("check_files", **options)
    except CommandError as error:
        return capsys.readouterr().out + str(error)
    return capsys.readouterr().out


def test_whole_files_and_letters_are_said_to_be_whole(capsys, reference_data):
    receive(upload(pdf(), "a.pdf"))
    radicado = file_issued()
    told = checked(capsys)
    assert "Último documento recibido: a.pdf" in told
    assert f"Último radicado: {radicado.number}" in told
    assert "Nada se perdió. Archivos desconocidos: 0." in told


def test_each_lost_file_and_letter_is_named(capsys, reference_data):
    missing, altered, whole = (receive(upload(pdf(pages=n), f"{n}.pdf")) for n in (1, 2, 3))
    Path(missing.file.path).unlink()
    Path(altered.file.path).write_bytes(pdf())
    radicado = file_issued()
    with without_triggers():
        radicado.signed_letter.delete()
    told = checked(capsys)
    assert f"el archivo del documento {missing.pk} («1.pdf») no está" in told
    assert f"el archivo del documento {altered.pk} («2.pdf») no es el que se recibió" in told
    assert str(whole.pk) not in told
    assert f"la carta del radicado {radicado.number} no está" in told
    assert "Se perdieron 3." in told


def test_unknown_file_is_named_and_deleted_only_when_asked_and_nothing_is_lost(capsys, restored):
    document = receive(upload(pdf(), "a.pdf"))
    assert "Desconocido: documents/zz/0123456789abcdef" in checked(capsys)
    Path(document.file.path).rename(aside := Path(document.file.path).with_name("part-aparte"))
    assert "Se perdieron 1. Archivos desconocidos: 2." in checked(capsys, delete_unknown=True)
    assert all(path.exists() for path in restored)
    aside.rename(document.file.path)
    assert "Archivos desconocidos borrados: 2." in checked(capsys, delete_unknown=True)
    assert not any(path.exists() for path in restored)
    assert document.content()
