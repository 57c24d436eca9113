"""PDFs from strangers: the harmless ones are stored as they came, the others refused with their reason."""

import struct
import zlib

import pikepdf
import pytest
from django.conf import settings
from django.utils.timezone import now
from pikepdf import Array, Dictionary, Name, Pdf

from ground.documents.receiving import receive
from radicados import signing
from radicados.rendering import render
from tests.ground.documents.files import (
    action,
    annotated,
    archive,
    image,
    pdf,
    refusal,
    rooted,
    script,
    upload,
)
from tests.radicados.sample_letter import FILING, sample_letter

pytestmark = pytest.mark.thorough

PROGRAM = b"MZ\x90\x00" + bytes(200)

# --- PDFs that do something ----------------------------------------------------------------------------


def nested_in_fields(document: Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T="a", AA=Dictionary(K=script()))
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))


def chained(document: Pdf) -> None:
    document.Root.OpenAction = action("URI", URI="https://www.inm.gov.co", Next=Array([script()]))


def unreachable(document: Pdf) -> None:
    """Hidden in an object of a kind of its own, that only an obscure entry points to."""
    hidden = document.make_indirect(Dictionary(X=Array([Array([script()])])))
    document.pages[0].PieceInfo = Dictionary(Otra=Dictionary(Private=hidden))


def javascript_stream(document: Pdf) -> None:
    code = document.make_stream(b"app.alert(1)")
    document.Root.OpenAction = action("JavaScript", JS=code)


def attached(document: Pdf) -> None:
    document.attachments["otro.exe"] = b"MZ"


def associated(document: Pdf) -> None:
    file = Dictionary(Type=Name.Filespec, F="datos.xml", EF=Dictionary(F=document.make_stream(b"<a/>")))
    document.Root.AF = Array([document.make_indirect(file)])


def external_stream(document: Pdf) -> None:
    stream = document.make_stream(b"")
    stream.F = "\\\\198.51.100.1\\recurso"
    document.pages[0].Contents = stream


def disguised(content: bytes) -> bytes:
    """The same name, spelt with an escape; as many bytes as before, so that the file stays whole."""
    return content.replace(b"/JavaScript", b"/J#61vaScript").replace(b"app.alert", b"app.ale")


SCRIPT = "JavaScript"
ACTION = "acciones"
EMBEDDED = "archivos adjuntos"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (lambda: rooted(OpenAction=script()), SCRIPT),
        (lambda: rooted(AA=Dictionary(WC=script())), SCRIPT),
        (lambda: rooted(Names=Dictionary(JavaScript=Dictionary(Names=Array(["a", script()])))), SCRIPT),
        (lambda: pdf(lambda document: document.pages[0].update({"/AA": Dictionary(O=script())})), SCRIPT),
        (lambda: annotated(Subtype=Name.Link, A=script()), SCRIPT),
        (lambda: pdf(nested_in_fields), SCRIPT),
        (lambda: pdf(chained), SCRIPT),
        (lambda: pdf(unreachable), SCRIPT),
        (lambda: pdf(javascript_stream), SCRIPT),
        (lambda: pdf(chained, object_stream_mode=pikepdf.ObjectStreamMode.generate), SCRIPT),
        (lambda: pdf(chained, linearize=True), SCRIPT),
        (lambda: annotated(Subtype=Name.Link, A=action("URI", URI=" JavaScript:alert(1)")), SCRIPT),
        (lambda: disguised(rooted(OpenAction=script())), SCRIPT),
        (lambda: rooted(OpenAction=action("Launch", F="cmd.exe")), ACTION),
        (lambda: annotated(Subtype=Name.Link, A=action("Launch", Win=Dictionary(F="cmd.exe"))), ACTION),
        (lambda: annotated(Subtype=Name.Link, A=action("SubmitForm", F="https://robo.example")), ACTION),
        (lambda: annotated(Subtype=Name.Link, A=action("ImportData", F="datos.fdf")), ACTION),
        (lambda: annotated(Subtype=Name.Link, A=action("GoToR", F="otro.pdf")), ACTION),
        (lambda: annotated(Subtype=Name.Link, A=action("GoToE")), ACTION),
        (lambda: annotated(Subtype=Name.Link, A=action("Rendition")), ACTION),
        (lambda: annotated(Subtype=Name.RichMedia), ACTION),
        (lambda: annotated(Subtype=Name.Movie), ACTION),
        (lambda: annotated(Subtype=Name.Sound), ACTION),
        (lambda: annotated(Subtype=Name.FileAttachment), EMBEDDED),
        (lambda: pdf(attached), EMBEDDED),
        (lambda: pdf(associated), EMBEDDED),
        (lambda: pdf(external_stream), EMBEDDED),
        (lambda: rooted(AcroForm=Dictionary(XFA=Array([]))), "XFA"),
    ],
)
def test_pdf_that_acts_or_carries_is_refused_with_its_reason(content, reason):
    assert reason in refusal(content())


@pytest.mark.parametrize("user", ["", "secreto"])
@pytest.mark.parametrize("version", [3, 4, 6])
def test_encrypted_pdf_is_refused_even_without_a_password_to_open_it(user, version):
    encryption = pikepdf.Encryption(user=user, owner="dueño", R=version, aes=version > 3, metadata=version > 3)
    assert "cifrado" in refusal(pdf(encryption=encryption))


# --- Files that are two things at once, and others that are not what they say -----------------------------


@pytest.mark.parametrize(
    "content",
    [
        lambda: pdf() + archive(),
        lambda: pdf() + b"<script>alert(1)</script>",
        lambda: pdf() + image(),
        lambda: pdf() + PROGRAM,
        lambda: pdf() + archive()[:-2] + struct.pack("<H", 7) + b"\n%%EOF\n",
        lambda: pdf().replace(b"%%EOF", b"<script>alert(1)</script>"),
        lambda: pdf().replace(b"%%EOF", b"<script>alert(1)</script>\n%%EOF"),
    ],
)
def test_pdf_followed_by_something_else_is_refused(content):
    assert "datos ajenos" in refusal(content())


# --- Bombs -----------------------------------------------------------------------------------------------


def packed(document: Pdf, content: bytes, filters: Name | Array) -> None:
    document.Root.Bomba = document.make_stream(content, Filter=filters)


def zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(megabytes)) + packer.flush()


def shared_page(document: Pdf) -> None:
    document.Root.Pages.Kids = Array([document.pages[0].obj] * 1000)
    document.Root.Pages.Count = 1000


def endless_pages(document: Pdf) -> None:
    document.Root.Pages.Kids = Array([document.Root.Pages])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (lambda: pdf(lambda document: packed(document, zeros(129), Name.FlateDecode)), "ocupa demasiado"),
        (
            lambda: pdf(
                lambda document: packed(
                    document, zlib.compress(zeros(512)), Array([Name.FlateDecode, Name.FlateDecode])
                ),
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
            ),
            "ocupa demasiado",
        ),
        (
            lambda: pdf(
                lambda document: packed(
                    document, zeros(256).hex().encode() + b">", Array([Name.ASCIIHexDecode, Name.FlateDecode])
                ),
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
            ),
            "No se pudo leer",
        ),
        (
            lambda: pdf(lambda document: packed(document, b"\x81a" * 2_000_000, Name.RunLengthDecode)),
            "No se pudo leer",
        ),
        (
            lambda: pdf(lambda document: packed(document, zeros(256), Array([Name.FlateDecode, Name.DCTDecode]))),
            "ocupa demasiado",
        ),
        (lambda: pdf(pages=301), "300"),
        (lambda: pdf(shared_page), "300"),
        (lambda: pdf(endless_pages), "No se pudo leer"),
        (
            lambda: pdf(
                lambda document: setattr(
                    document.Root, "A", Array([document.make_indirect(Array([])) for _ in range(60_000)])
                )
            ),
            "complejo",
        ),
        (lambda: pdf(pages=0), "no tiene páginas"),
    ],
)
def test_pdf_that_is_too_much_is_refused(content, reason):
    made = content()
    assert len(made) < settings.DOCUMENT_MAX_BYTES
    assert reason in refusal(made)


# --- What is accepted --------------------------------------------------------------------------------------


def link(document: Pdf) -> None:
    document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])
    annotation = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([0, 0, 9, 9]),
        A=action("URI", URI="https://www.inm.gov.co"),
    )
    document.pages[0].Annots = Array([annotation])
    field = Dictionary(FT=Name.Tx, T="nombre", V="Ñandú")
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [
        lambda: pdf(),
        lambda: pdf(pages=300),
        lambda: pdf(link),
        lambda: pdf(link, linearize=True),
        lambda: pdf(link, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        lambda: pdf(force_version="2.0"),
        lambda: pdf() + b"\r\n\0\0\n",
        lambda: pdf(lambda document: packed(document, zeros(20), Name.FlateDecode)),
        lambda: pdf(lambda document: packed(document, image(), Name.DCTDecode)),
    ],
)
def test_harmless_pdf_is_stored_byte_by_byte(content):
    made = content()
    document = receive(upload(made, "RUT 2020.pdf"))
    assert document.content() == made
    assert (document.content_type, document.size) == ("application/pdf", len(made))


@pytest.mark.django_db
def test_signed_pdf_is_accepted_and_its_signature_untouched(pki):
    letter = signing.current_signer().sign(
        render(sample_letter(), **FILING), number="2026-E-000001", name="X", at=now()
    )
    assert receive(upload(letter)).content() == letter
