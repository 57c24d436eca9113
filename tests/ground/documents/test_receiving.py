"""What is accepted from strangers, whatever they call it; and the walls around the looking."""

import os
import resource
import signal
import stat
from pathlib import Path
from queue import LifoQueue
from threading import Timer

import psutil
import pytest
from django.conf import settings

from ground.documents import inspection
from ground.documents.models import Document
from ground.documents.receiving import display_name, receive
from tests.ground.documents.files import archive, image, office_document, open_document, pdf, png_of, refusal, upload
from tests.running import is_alive

PROGRAM = b"MZ\x90\x00" + bytes(200)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script>", "cedula.pdf"),
        (b"<html>%PDF-1.7" + pdf(), "cedula.pdf"),
        (b"x\n" + pdf(), "cedula.pdf"),
        (b"\n" * 1100 + pdf(), "cedula.pdf"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "foto.png"),
        (image("GIF"), "foto.gif"),
        (image("GIF"), "foto.jpg"),
        (image("WEBP"), "foto.jpg"),
        (image("TIFF"), "foto.jpg"),
        (image("BMP"), "foto.bmp"),
        (archive(), "cedula.pdf"),
        (PROGRAM, "cedula.pdf"),
        (b"hola", "cedula.pdf"),
        (b"\0" * 5000, "cedula.pdf"),
    ],
)
def test_other_kinds_are_refused_whatever_their_name(content, name):
    reason = refusal(content, name)
    assert "Se aceptan documentos PDF e imágenes JPEG, PNG o HEIC" in reason


@pytest.mark.parametrize(
    ("content", "way_out"),
    [
        (b"\0\0\0\x1cftypavif\0\0\0\0mif1miaf" + bytes(99), "guárdela como JPEG o PNG"),
        (image("WEBP"), "guárdela como JPEG o PNG"),
        (image("TIFF"), "guárdela como JPEG o PNG"),
        (image("BMP"), "guárdela como JPEG o PNG"),
        (open_document(), "guárdelo como PDF"),
        (office_document(), "guárdelo como PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "guárdelo como PDF"),
        (b"{\\rtf1\\ansi hola}", "guárdelo como PDF"),
        (archive(), "Sáquele los archivos"),
        (b"Rar!\x1a\x07\x01\0" + bytes(99), "Sáquele los archivos"),
        (b"hola", "no es de una clase que se acepte"),
    ],
)
def test_file_of_another_kind_is_called_what_it_is_with_a_way_out(content, way_out):
    assert way_out in refusal(content)


@pytest.mark.parametrize(
    "content",
    [
        pdf()[:-40],
        pdf(pages=3)[:200],
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\n" + b"[" * 100_000,
        b"%PDF-",
        pdf().replace(b"startxref\n", b"startxref\n9"),
        image(size=(400, 400))[:-300],
        image("PNG", size=(400, 400))[:-30],
        b"\xff\xd8\xff\xe0" + bytes(100),
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        image("PNG").replace(b"IDAT", b"IDAX"),
    ],
)
def test_damaged_file_is_refused_and_never_an_error(content):
    assert "No se pudo leer" in refusal(content)


def test_empty_file_is_refused():
    assert "vacío" in refusal(b"")


def test_file_over_the_limit_is_refused_with_both_sizes(settings):
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    reason = refusal(pdf() + b" " * 2 * 1024 * 1024)
    assert "2,0\xa0MB" in reason
    assert "1,0\xa0MB" in reason


def test_inspector_dies_in_our_place_and_grows_nobody(settings):
    """Even with limits so wide that only the process's own hold."""
    settings.DOCUMENT_MAX_PIXELS = 10**12
    settings.DOCUMENT_INSPECTION_MB = 256
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "No se pudo leer" in refusal(png_of(50_000, 50_000))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024  # KiB


@pytest.mark.parametrize("kind", ["spinning", "sleeping", "talkative", "crashing"])
def test_inspector_that_was_taken_over_ends_and_the_file_is_refused(settings, monkeypatch, caplog, kind):
    settings.DOCUMENT_INSPECTION_SECONDS = 1
    inspector = f"tests.ground.documents.hostile.{kind}"
    monkeypatch.setitem(inspection.INSPECTORS, Document.ContentType.PDF, inspector)
    assert "No se pudo leer" in refusal(pdf())
    assert f"{inspector} ended with" in caplog.text


def test_crowd_is_asked_to_wait(settings, monkeypatch):
    settings.DOCUMENT_INSPECTION_SECONDS = 0
    monkeypatch.setattr(inspection, "_places", LifoQueue())
    assert "muchos archivos" in refusal(pdf())


def test_killed_nursery_of_inspectors_is_started_again():
    inspection.inspect(pdf())
    running = filter(is_alive, psutil.Process().children())
    nurseries = [child for child in running if inspection.NURSERY in child.cmdline()]
    assert nurseries
    for nursery in nurseries:
        nursery.kill()
    assert inspection.inspect(pdf()) == (Document.ContentType.PDF, pdf())


def test_answer_that_nobody_waited_for_is_not_taken_for_the_next_files(monkeypatch):
    """Whoever asks may be stopped meanwhile, as a request that takes too long is."""

    class Stopped(BaseException):
        pass

    def stop(*args):
        raise Stopped

    monkeypatch.setattr(inspection, "_places", LifoQueue())
    inspection._places.put(place := inspection.Place())
    monkeypatch.setitem(inspection.INSPECTORS, Document.ContentType.PDF, "tests.ground.documents.hostile.sleeping")
    before = signal.signal(signal.SIGUSR1, stop)
    Timer(0.5, os.kill, (os.getpid(), signal.SIGUSR1)).start()
    with pytest.raises(Stopped):
        inspection.inspect(pdf())
    signal.signal(signal.SIGUSR1, before)
    monkeypatch.setitem(inspection.INSPECTORS, Document.ContentType.PDF, "ground.documents.inspectors.pdf")
    assert inspection.inspect(pdf()) == (Document.ContentType.PDF, pdf())
    place.close()


def test_inspector_sees_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "una-clave")
    monkeypatch.setitem(inspection.INSPECTORS, Document.ContentType.PDF, "tests.ground.documents.hostile.nosy")
    _, answer = inspection.inspect(pdf())
    assert b"una-clave" not in answer
    assert b"fork refused" in answer
    assert b"file refused" in answer


# --- Names and files -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content_type", "shown"),
    [
        ("RUT 2020.pdf", "application/pdf", "RUT 2020.pdf"),
        ("cédula.PDF", "application/pdf", "cédula.pdf"),
        ("ce\u0301dula.pdf", "application/pdf", "cédula.pdf"),
        ("foto.jpeg", "image/jpeg", "foto.jpeg"),
        ("IMG_1.HEIC", "image/jpeg", "IMG_1.jpg"),
        ("foto.pdf", "image/jpeg", "foto.jpg"),
        ("foto.jpg", "image/png", "foto.png"),
        ("acta 1.2", "application/pdf", "acta 1.2.pdf"),
        ("programa.exe", "application/pdf", "programa.exe.pdf"),
        ("../../etc/passwd", "application/pdf", "passwd.pdf"),
        ("C:\\Users\\ana\\rut.pdf", "application/pdf", "rut.pdf"),
        ("a\0b\r\nSet-Cookie: c.pdf", "application/pdf", "ab Set-Cookie: c.pdf"),
        ("foto\u202egpj.exe", "image/jpeg", "fotogpj.exe.jpg"),
        ("\u200f\u2066rut\u2069.pdf", "application/pdf", "rut.pdf"),
        ("", "application/pdf", "documento.pdf"),
        ("...", "image/png", "documento.png"),
        (".pdf", "application/pdf", "documento.pdf"),
        ("\ud800.pdf", "application/pdf", "documento.pdf"),
        ("ñ" * 300 + ".pdf", "application/pdf", "ñ" * 146 + ".pdf"),
    ],
)
def test_name_is_kept_only_as_far_as_it_is_safe_to_show(name, content_type, shown):
    assert display_name(name, Document.ContentType(content_type)) == shown


@pytest.mark.django_db
def test_file_lies_under_a_random_name_that_only_the_portal_reads():
    document = receive(upload(pdf(), "cédula de Ana.pdf"))
    path = Path(document.file.path)
    assert path.relative_to(settings.VAR_DIR / "documents") == Path(document.pk.hex[:2], document.pk.hex)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert document.name == "cédula de Ana.pdf"


@pytest.mark.django_db
def test_document_has_no_public_address(client):
    document = receive(upload(pdf()))
    assert client.get(document.file.url).status_code == 404
    assert client.get(f"/documents/{document.file.name}").status_code == 404


@pytest.mark.django_db
def test_refused_file_leaves_nothing_behind():
    before = set((settings.VAR_DIR / "documents").rglob("*"))
    refusal(pdf() + archive())
    assert not Document.objects.exists()
    assert set((settings.VAR_DIR / "documents").rglob("*")) == before


@pytest.mark.django_db
def test_without_antivirus_a_document_says_so_and_is_served(settings):
    settings.CLAMD_SOCKET = ""
    document = receive(upload(pdf()))
    assert document.state is Document.State.UNSCANNED
    assert document.is_servable
