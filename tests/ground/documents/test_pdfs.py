"""PDFs from strangers: the harmless ones are stored as they came, the others refused with their reason."""

import base64
import re
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
    open_document,
    pdf,
    refusal,
    rooted,
    script,
    upload,
)
from tests.radicados.sample_letter import FILING, sample_letter

pytestmark = pytest.mark.thorough

PROGRAM = b"MZ\x90\x00\x03\x00" + bytes(200)

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


def restricted(version: int, user: str = "", **options) -> dict:
    """Options to save a PDF with that its owner alone may print or copy."""
    permissions = pikepdf.Permissions(extract=False, print_lowres=False, print_highres=False)
    modern = {"aes": version > 3, "metadata": version > 3}
    encryption = pikepdf.Encryption(user=user, owner="dueño", R=version, allow=permissions, **modern)
    return {"encryption": encryption, **options}


VERSIONS = pytest.mark.parametrize("version", [2, 3, 4, 6])


@VERSIONS
def test_pdf_that_asks_for_a_password_is_refused(version):
    assert "contraseña" in refusal(pdf(**restricted(version, "secreto")))


def test_pdf_for_the_owner_of_a_certificate_is_refused():
    assert "certificado" in refusal(pdf(**restricted(4)).replace(b"/Filter /Standard", b"/Filter /Adobe.Pu"))


@VERSIONS
def test_pdf_that_forbids_to_print_is_judged_by_what_is_inside(version):
    assert SCRIPT in refusal(pdf(chained, **restricted(version)))
    assert EMBEDDED in refusal(pdf(attached, **restricted(version)))


def test_pdf_that_forbids_to_print_may_not_be_a_bomb_either():
    bomb = pdf(lambda document: packed(document, zeros(129), Name.FlateDecode), **restricted(4))
    assert "ocupa demasiado" in refusal(bomb)


# --- Links ---------------------------------------------------------------------------------------------


def linked(address: str | bytes) -> bytes:
    return annotated(Subtype=Name.Link, A=action("URI", URI=pikepdf.String(address)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "https://www.inm.gov.co/a?b=c:d#e",
        "HTTP://192.168.0.1:8080",
        "mailto:ana@example.com",
        "tel:+576012542222",
        "www.inm.gov.co",
        "inm.gov.co:8080/a:b",
        "anexo.pdf",
        "#p\u00e1gina:2",
        "\u200bhttps://www.inm.gov.co/metrolog\u00eda",
        "",
    ],
)
def test_link_to_the_web_a_mail_or_a_telephone_is_accepted(address):
    assert receive(upload(linked(address)))


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("javascript:alert(1)", "JavaScript"),
        (" JavaScript:alert(1)", "JavaScript"),
        ("java\nscript:alert(1)", "JavaScript"),
        ("java\r\n\tscript :alert(1)", "JavaScript"),
        ("\x01javascript:alert(1)", "JavaScript"),
        ("\0j\0avascript:alert(1)", "JavaScript"),
        ("java\u00adscript:alert(1)", "JavaScript"),
        ("java\u200bscript:alert(1)", "JavaScript"),
        (b"\xfe\xff\0j\0a\0v\0a\0s\0c\0r\0i\0p\0t\0:\0a", "JavaScript"),
        (b"\xef\xbb\xbfjavascript:a", "JavaScript"),
        ("vbscript:x", "JavaScript"),
        ("file:///etc/passwd", "enlace"),
        ("f\nile:///C:/datos.xlsx", "enlace"),
        ("\\\\198.51.100.1\\recurso", "enlace"),
        ("\t\\\\198.51.100.1\\recurso", "enlace"),
        ("//servidor/recurso", "enlace"),
        ("\\/servidor/recurso", "enlace"),
        ("C:\\Windows\\system32\\calc.exe", "enlace"),
        ("data:text/html,<script>alert(1)</script>", "enlace"),
        ("ms-msdt:/id", "enlace"),
        ("search-ms:query=a", "enlace"),
        ("view-source:https://www.inm.gov.co", "enlace"),
    ],
)
def test_link_to_anything_else_is_refused_with_its_reason(address, reason):
    assert reason in refusal(linked(address))


@pytest.mark.parametrize(
    "content",
    [
        lambda: rooted(URI=Dictionary(Base="file:///")),
        lambda: annotated(Subtype=Name.Link, A=action("Thread", F="\\\\198.51.100.1\\recurso")),
        lambda: annotated(Subtype=Name.Link, A=action("Thread", F=Dictionary(Type=Name.Filespec, UF="file:///a"))),
        lambda: pdf(lambda document: setattr(document.Root, "Ref", Dictionary(F="smb://servidor/recurso"))),
    ],
)
def test_address_is_looked_at_wherever_a_reader_would_follow_it(content):
    assert "enlace" in refusal(content())


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
        lambda: pdf() + b"% <script>alert(1)</script>",
        lambda: pdf() + b"%" + PROGRAM,
        lambda: pdf() + b"\nalert(1)",
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
            "ocupa demasiado",
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


@pytest.mark.parametrize("hidden", [lambda: archive(), lambda: open_document()])
def test_archive_inside_a_pdf_is_called_what_it_is(hidden):
    """An editable copy of a document, as office programs put it in, though it lies where an archive's end would."""

    def change(document: Pdf) -> None:
        document.attachments["original.odt"] = hidden()

    assert EMBEDDED in refusal(pdf(change, compress_streams=False))


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


def led(lead: bytes) -> bytes:
    """A PDF after something else, whose places are counted from that on."""
    plain, begin = pdf(), len(lead)

    def moved(place: re.Match) -> bytes:
        return place[1] + str(int(place[2]) + begin).zfill(len(place[2])).encode()

    return lead + re.sub(rb"(startxref\n)(\d+)", moved, re.sub(rb"(\n)(\d{10})(?= \d{5} n)", moved, plain))


# As they come: what qpdf unpacks by itself, what it does not, and pictures under another filter.
AS_IT_IS = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
RUNS = b"\x04hola \xf1x\x80"
UNUSUAL_STREAMS = [
    (RUNS, Name.RunLengthDecode),
    (RUNS, Name.RL),
    (RUNS.hex().encode() + b">", Array([Name.AHx, Name.RL])),
    (zlib.compress(RUNS), Array([Name.FlateDecode, Name.RunLengthDecode])),
    (zlib.compress(zlib.compress(b"hola")), Array([Name.FlateDecode, Name.FlateDecode])),
    (b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", Name.LZWDecode),
    (base64.a85encode(zlib.compress(image())) + b"~>", Array([Name.A85, Name.Fl, Name.DCTDecode])),
    (RUNS, Array([Name.RunLengthDecode, Name.CCITTFaxDecode])),
]


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
        lambda: pdf() + b"\x1a",
        lambda: pdf() + b"\r\n" * 3000,
        lambda: pdf() + "% hecho por un escáner, versión 2\r\n%fin".encode(),
        lambda: pdf().replace(b"%%EOF", b""),
        lambda: pdf().rstrip().removesuffix(b"%%EOF").rstrip(),
        lambda: pdf().replace(b"%%EOF", b"%%E"),
        lambda: b"\r\n" + pdf(),
        lambda: b"\xef\xbb\xbf" + pdf(),
        lambda: b"\xef\xbb\xbf\r\n \0" + pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate),
        lambda: led(b"\xef\xbb\xbf"),
        lambda: led(b"\n" * 30),
        lambda: pdf(**restricted(2)),
        lambda: pdf(**restricted(3, linearize=True)),
        lambda: pdf(**restricted(4, object_stream_mode=pikepdf.ObjectStreamMode.generate)),
        lambda: pdf(**restricted(6)),
        *(lambda each=each: pdf(lambda document: packed(document, *each), **AS_IT_IS) for each in UNUSUAL_STREAMS),
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
