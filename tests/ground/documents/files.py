"""Files made for the tests, good ones and bad ones, as bytes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pillow_heif
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from ground.documents.receiving import FileRefusedError, receive
from tests.clamd import MALICE


def upload(content: bytes, name: str = "archivo") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf(change: Callable[[Pdf], None] | None = None, *, pages: int = 1, **options) -> bytes:
    """A PDF, changed before it is saved with pikepdf's options; called alike, it gives the same bytes."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    if change:
        change(document)
    saved = io.BytesIO()
    document.save(saved, deterministic_id="encryption" not in options, **options)
    return saved.getvalue()


def action(kind: str, **entries) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **entries)


def script() -> Dictionary:
    return action("JavaScript", JS="app.alert(1)")


def annotated(**entries) -> bytes:
    """A PDF whose page has one annotation."""

    def change(document: Pdf) -> None:
        annotation = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)
        document.pages[0].Annots = Array([document.make_indirect(annotation)])

    return pdf(change)


def rooted(**entries) -> bytes:
    """A PDF with these entries in its catalogue."""
    return pdf(lambda document: document.Root.update(Dictionary(**entries)))


def malicious_pdf() -> bytes:
    """A PDF that nothing but the antivirus objects to."""

    def change(document: Pdf) -> None:
        document.Root.Otro = document.make_stream(MALICE)

    return pdf(change, compress_streams=False)


def image(kind: str = "JPEG", *, size: tuple[int, int] = (64, 32), mode: str = "RGB", **options) -> bytes:
    saved = io.BytesIO()
    picture = Image.new(mode, size)
    picture.paste(Image.new(mode, (size[0] // 2, size[1]), _light(mode)), (0, 0))
    picture.save(saved, kind, **options)
    return saved.getvalue()


def heic(*, size: tuple[int, int] = (64, 32), quality: int = 60, **options) -> bytes:
    """As a telephone keeps its pictures: light on the left."""
    picture = Image.new("RGB", size)
    picture.paste(_light("RGB"), (0, 0, size[0] // 2, size[1]))
    saved = io.BytesIO()
    pillow_heif.from_pillow(picture).save(saved, quality=quality, **options)
    return saved.getvalue()


def heic_of(width: int, height: int) -> bytes:
    """One that says to be of this size, and whose picture is a small one."""
    small = heic(size=(64, 64))
    sizes = small.index(b"ispe") + 8
    return small[:sizes] + struct.pack(">II", width, height) + small[sizes + 8 :]


def _light(mode: str):
    return (200, 180, 160, 255)[: len(mode)] if mode in {"RGB", "RGBA"} else 200


def _packed(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def archive() -> bytes:
    return _packed({"programa.js": "alert(1)"})


def open_document() -> bytes:
    """As much of a text that can be edited as tells its kind."""
    return _packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office:document-content/>"})


def office_document() -> bytes:
    return _packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"})


def png_of(width: int, height: int) -> bytes:
    """A PNG that says to be of this size, all of one colour, written without drawing it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    pixels = zlib.compress(bytes(1024 * 1024))  # fewer than promised
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG that says to be of this size, and ends where it should be drawn."""
    small = image(size=(8, 8))
    sizes = small.index(b"\xff\xc0") + 5
    return small[:sizes] + struct.pack(">HH", height, width) + small[sizes + 4 :]


def picture_in_pdf(document: Pdf) -> None:
    """Says to be enormous, which only whoever draws it would find out."""
    document.Root.Imagen = document.make_stream(
        b"", Subtype=Name.Image, Width=50_000, Height=50_000, Filter=Name.DCTDecode
    )


def posting(**files) -> HttpRequest:
    """A page of somebody unknown that hands over files, by the name of their control."""
    request = RequestFactory().post("/", files)
    request.user = AnonymousUser()
    return request


def refusal(content: bytes, name: str = "archivo.pdf") -> str:
    """The reason why it is not accepted."""
    with pytest.raises(FileRefusedError) as refused:
        receive(upload(content, name))
    return str(refused.value)
