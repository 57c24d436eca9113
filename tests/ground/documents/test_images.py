"""Photos from strangers: only their pixels are kept."""

import hashlib
import json
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from ground.documents import inspection
from ground.documents.receiving import receive
from tests.ground.documents.files import (
    archive,
    heic,
    heic_of,
    image,
    jpeg_of,
    pdf,
    picture_in_pdf,
    png_of,
    refusal,
    upload,
)

GPS = {1: "N", 2: (4.0, 38.0, 0.0), 3: "W", 4: (74.0, 4.0, 0.0)}
ORIENTATION, GPS_TAG, MAKE = 0x0112, 0x8825, 0x010F
SECRET = b"SECRETO-DEL-TELEFONO"


def photo_with_everything(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE] = SECRET.decode()
    exif[GPS_TAG] = GPS
    return image(exif=exif, comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET, icc_profile=SECRET * 10)


def stored(content: bytes, name: str = "foto.jpg") -> Image.Image:
    document = receive(upload(content, name))
    picture = Image.open(BytesIO(document.content()))
    picture.load()
    return picture


@pytest.mark.django_db
def test_photo_loses_its_place_and_all_other_metadata():
    original = photo_with_everything()
    assert Image.open(BytesIO(original)).getexif().get_ifd(GPS_TAG)
    content = receive(upload(original, "foto.jpg")).content()
    picture = Image.open(BytesIO(content))
    assert picture.format == "JPEG"
    assert not picture.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp"} & picture.info.keys()
    assert SECRET not in content


@pytest.mark.django_db
def test_png_loses_its_texts_and_keeps_its_transparency():
    text = PngImagePlugin.PngInfo()
    text.add_text("Autor", SECRET.decode())
    exif = Image.Exif()
    exif[GPS_TAG] = GPS
    content = receive(upload(image("PNG", mode="RGBA", pnginfo=text, exif=exif, icc_profile=SECRET), "a.png")).content()
    picture = Image.open(BytesIO(content))
    picture.load()
    assert SECRET not in content
    assert picture.text == {}
    assert picture.mode == "RGBA"
    assert picture.getpixel((0, 0)) == (200, 180, 160, 255)
    assert picture.getpixel((63, 0))[3] == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("orientation", "size"), [(1, (64, 32)), (3, (64, 32)), (6, (32, 64)), (8, (32, 64))])
def test_photo_taken_sideways_is_stored_upright(orientation, size):
    assert stored(photo_with_everything(orientation)).size == size


@pytest.mark.django_db
def test_photo_whose_metadata_are_malformed_is_accepted_and_upright():
    """As some telephones write them: here the resolution is a text."""
    orientation = b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
    resolution = b"\x1a\x01\x02\0\x04\0\0\0abc\0"
    malformed = b"Exif\0\0II*\0\x08\0\0\0\x02\0" + orientation + resolution + bytes(4)
    assert stored(image(exif=malformed)).size == (32, 64)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "mode"),
    [
        (image(mode="L"), "L"),
        (image(mode="CMYK"), "RGB"),
        (image("PNG", mode="1"), "1"),
        (image("PNG", mode="LA"), "LA"),
        (image("PNG", mode="P"), "RGB"),
        (image("PNG", mode="P", transparency=0), "RGBA"),
        (image("PNG", mode="RGB", transparency=(0, 0, 0)), "RGBA"),
        (image("PNG", mode="I;16"), "I;16"),
    ],
)
def test_every_ordinary_picture_is_accepted(content, mode):
    assert stored(content).mode == mode


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("tail", [archive(), b"<script>alert(1)</script>", pdf(), b"\0" * 1000])
def test_whatever_follows_a_picture_is_not_stored(kind, tail):
    content = receive(upload(image(kind) + tail)).content()
    assert tail not in content


@pytest.mark.django_db
def test_phone_photo_of_several_frames_keeps_the_first():
    saved = BytesIO()
    first = Image.new("RGB", (64, 32), "white")
    first.save(saved, "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8), "black")])
    picture = stored(saved.getvalue())
    assert (picture.format, picture.size) == ("JPEG", (64, 32))
    assert picture.getpixel((9, 9)) == (255, 255, 255)


# --- Telephones' pictures -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_photo_as_an_iphone_keeps_it_is_stored_as_a_jpeg_without_its_place():
    exif = Image.Exif()
    exif[MAKE] = SECRET.decode()
    exif[GPS_TAG] = GPS
    original = heic(exif=exif.tobytes(), xmp=b"<x:xmpmeta>" + SECRET)
    document = receive(upload(original, "IMG_0042.HEIC"))
    assert (document.name, document.content_type) == ("IMG_0042.jpg", "image/jpeg")
    assert document.sent_sha256 == hashlib.sha256(original).hexdigest()
    assert SECRET in original
    assert SECRET not in document.content()
    picture = Image.open(BytesIO(document.content()))
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (64, 32), {})
    assert picture.getpixel((9, 9))[0] > 150
    assert picture.getpixel((60, 9))[0] < 50


@pytest.mark.django_db
@pytest.mark.parametrize(("orientation", "size"), [(1, (64, 32)), (3, (64, 32)), (6, (32, 64)), (8, (32, 64))])
def test_telephones_photo_taken_sideways_is_stored_upright(orientation, size):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    assert stored(heic(exif=exif.tobytes())).size == size


@pytest.mark.django_db
def test_telephones_photo_larger_than_what_is_kept_is_shrunk(settings):
    settings.DOCUMENT_MAX_PIXELS = 500_000
    assert stored(heic(size=(1200, 500))).size == (1095, 456)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (lambda: heic_of(10_000, 9_000), "80 megapíxeles"),
        (lambda: heic_of(2**31 - 8, 2**31 - 8), "80 megapíxeles"),
        (lambda: heic(size=(400, 400))[:-30], "captura de pantalla"),
        (lambda: heic()[:300] + bytes(2000), "captura de pantalla"),
        (lambda: heic().replace(b"hvcC", b"hvcX"), "captura de pantalla"),
        (lambda: b"\0\0\0\x24ftypheic\0\0\0\0mif1heic" + bytes(99), "captura de pantalla"),
        (lambda: b"\0\0\0\x24ftypmif1\0\0\0\0miafheic" + bytes(99), "«Más compatible»"),
    ],
)
def test_telephones_photo_that_cannot_be_read_is_refused_with_a_way_out(content, reason):
    assert reason in refusal(content())


def test_who_takes_over_the_reader_of_telephones_photos_has_threads_and_nothing_else(monkeypatch):
    monkeypatch.setattr(inspection, "HEIC_INSPECTOR", "tests.ground.documents.hostile.shut_in")
    _, answer = inspection.inspect(heic())
    assert json.loads(answer) == {"thread": "done", "process": "no", "file": "no", "program": "no", "socket": "no"}


def test_animation_is_refused():
    saved = BytesIO()
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "green", "blue")]
    frames[0].save(saved, "PNG", save_all=True, append_images=frames[1:])
    assert "animación" in refusal(saved.getvalue())


@pytest.mark.parametrize(
    "content",
    [
        image(size=(400, 400))[:-300],
        image("PNG", size=(400, 400))[:-30],
        b"\xff\xd8\xff\xe0" + bytes(100),
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        image("PNG").replace(b"IDAT", b"IDAX"),
    ],
)
def test_damaged_picture_is_refused_and_never_an_error(content):
    assert "No se pudo leer" in refusal(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            lambda: png_of(50_000, 50_000),
            "La imagen tiene demasiados píxeles",
        ),
        (lambda: png_of(10_000_008, 8), "80 megapíxeles"),
        (lambda: png_of(2**31 - 8, 2**31 - 8), "80 megapíxeles"),
        (lambda: jpeg_of(65_000, 65_000), "en JPEG, de 200"),
        (
            lambda: pdf(picture_in_pdf),
            "El PDF lleva una imagen",
        ),
    ],
)
def test_picture_with_too_many_pixels_is_refused_before_it_is_drawn(content, reason):
    assert reason in refusal(content())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "mode", "size", "kept"),
    [
        ("JPEG", "RGB", (1000, 500), (1000, 500)),
        ("JPEG", "RGB", (1200, 500), (1095, 456)),
        ("JPEG", "L", (2000, 1200), (912, 547)),
        ("PNG", "RGBA", (500, 1200), (456, 1095)),
        ("PNG", "1", (1200, 500), (1095, 456)),
        ("PNG", "I;16", (1200, 500), (1095, 456)),
        ("PNG", "P", (1200, 500), (1095, 456)),
    ],
)
def test_picture_larger_than_what_is_kept_is_shrunk_and_not_refused(settings, kind, mode, size, kept):
    settings.DOCUMENT_MAX_PIXELS = 500_000
    picture = stored(image(kind, size=size, mode=mode))
    assert (picture.format, picture.size) == (kind, kept)


@pytest.mark.django_db
def test_shrunk_photo_is_upright_too(settings):
    settings.DOCUMENT_MAX_PIXELS = 1_100
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    assert stored(image(exif=exif)).size == (23, 46)


@pytest.mark.django_db
def test_photo_of_a_telephone_of_48_megapixels_is_accepted():
    assert stored(image(size=(8064, 6048), quality=30)).size == (7302, 5477)


@pytest.mark.django_db
@pytest.mark.parametrize("original", [photo_with_everything(), image("PNG"), pdf()])
def test_digest_of_what_was_sent_is_kept_beside_that_of_what_is_stored(original):
    document = receive(upload(original))
    assert document.sent_sha256 == hashlib.sha256(original).hexdigest()
    assert document.sha256 == hashlib.sha256(document.content()).hexdigest()


def test_text_bomb_in_a_png_is_refused():
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "a" * 80_000_000, zip=True)
    assert "No se pudo leer" in refusal(image("PNG", pnginfo=text))
