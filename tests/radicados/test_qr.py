"""The QR code of a letter, decoded with an ordinary reader."""

import subprocess

import pytest
from PIL import Image, ImageDraw

from radicados import qr
from tests.radicados.sample_letter import CODE, URL


def decoded(text, tmp_path, scale=6):
    square = qr.modules(text)
    side = (len(square) + 2 * qr.QUIET_ZONE) * scale
    image = Image.new("L", (side, side), 255)
    draw = ImageDraw.Draw(image)
    for row, cells in enumerate(square, start=qr.QUIET_ZONE):
        for column, is_dark in enumerate(cells, start=qr.QUIET_ZONE):
            if is_dark:
                left, top = column * scale, row * scale
                draw.rectangle((left, top, left + scale - 1, top + scale - 1), fill=0)
    image.save(tmp_path / "qr.png")
    command = ["zbarimg", "--quiet", "--raw", str(tmp_path / "qr.png")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_url_is_the_public_verification_page():
    assert qr.verification_url("https://servicios.example.gov.co", CODE) == URL


def test_code_is_grouped_by_six_for_typing():
    assert qr.grouped(CODE) == "ACDEFH-JKMNPR-TVWXY2"


@pytest.mark.parametrize(
    "text",
    [
        URL,
        "http://localhost:8000/v/000000000000000000",
        "https://servicios.inm.gov.co/v/" + "Y" * 18,
        "https://un-dominio-bastante-mas-largo.servicios.entidad.gov.co/portal/v/" + "A1" * 9,
    ],
)
def test_fixed_mask_is_read_by_an_ordinary_reader(text, tmp_path):
    assert decoded(text, tmp_path) == text


def test_path_covers_exactly_the_dark_modules_inside_the_quiet_zone():
    square = qr.modules(URL)
    size = float(len(square) + 2 * qr.QUIET_ZONE)
    *numbers, operator = qr.path(URL, 0.0, 0.0, size).replace(" re", "").split()
    rectangles = [tuple(map(float, numbers[i : i + 4])) for i in range(0, len(numbers), 4)]
    covered = {
        (size - qr.QUIET_ZONE - y - 1, x + step - qr.QUIET_ZONE)
        for x, y, width, _ in rectangles
        for step in range(int(width))
    }
    dark = {(float(r), float(c)) for r, row in enumerate(square) for c, dark in enumerate(row) if dark}
    assert operator == "f"
    assert covered == dark
