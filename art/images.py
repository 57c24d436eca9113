"""Draws the images under static/img/ that no page can draw: icons, and what a shared link shows.

Run it from the checkout: `.venv/bin/python art/images.py`. The icons are static/img/mark.svg; a shared link shows
the letterhead, with the datum and the index at the section that the link leads to.
"""

import re
import struct
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

IMAGES = Path("static/img")
FONTS = Path("radicados/fonts")
PLATE, ON_PLATE, ON_PLATE_2, INDEX = "#00386b", "#ffffff", "#c9dcf2", "#ffb81c"
SECTIONS = {
    "portal": "Servicios en línea",
    "tariffs": "Tarifas",
    "pqrsd": "Peticiones, quejas y denuncias",
    "verification": "Verificar un documento",
    "news": "Noticias",
}
SIZE = (1200, 630)
DATUM = 320  # px from the left
TOUCH_ICON, APPLICATION_ICON = 180, 512
ICO = "<3H4B2H2I"  # the header of a file of one icon, and its only entry
FINER = 4  # Pillow draws lines without smoothing: drawn larger, then made smaller
STROKES = re.compile(r'<path d="([^"]+)" stroke="(#\w+)"(?: stroke-opacity="([.\d]+)")? stroke-width="([.\d]+)"')
SEGMENT = re.compile(r"M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)")


def mark(side: int, *, corner: float) -> Image.Image:
    """The house's mark as a square of so many pixels; `corner` in the units of its drawing, 48 a side."""
    unit = side * FINER / 48
    drawn = Image.new("RGBA", (side * FINER, side * FINER))
    pen = ImageDraw.Draw(drawn)
    pen.rounded_rectangle((0, 0, side * FINER - 1, side * FINER - 1), corner * unit, fill="#004884")
    for path, colour, opacity, width in STROKES.findall((IMAGES / "mark.svg").read_text()):
        layer = Image.new("RGBA", drawn.size)
        for segment in SEGMENT.findall(path):
            points = [float(place) * unit for place in segment]
            ImageDraw.Draw(layer).line(points, fill=colour, width=round(float(width) * unit))
        layer.putalpha(layer.getchannel("A").point(lambda alpha, part=float(opacity or 1): round(alpha * part)))
        drawn.alpha_composite(layer)
    pen.ellipse([place * unit for place in (37, 37, 43, 43)], fill="#fff")
    return drawn.resize((side, side), Image.Resampling.LANCZOS)


def icon(image: Image.Image) -> bytes:
    """An .ico of one picture of few colours; Pillow's has four bytes a point, and four times the weight."""
    png = BytesIO()
    image.quantize(32).save(png, "PNG", optimize=True)
    content, header = png.getvalue(), struct.calcsize(ICO)
    return struct.pack(ICO, 0, 1, 1, *image.size, 0, 0, 1, 8, len(content), header) + content


def shared(title: str) -> Image.Image:
    drawn = Image.new("RGB", SIZE, PLATE)
    pen = ImageDraw.Draw(drawn)
    montserrat = FONTS / "Montserrat-SemiBold.ttf"
    pen.text((DATUM - 40, 150), "INM", ON_PLATE, ImageFont.truetype(montserrat, 84), anchor="rs")
    pen.text((DATUM + 44, 118), "Instituto Nacional", ON_PLATE, ImageFont.truetype(montserrat, 42), anchor="ls")
    pen.text((DATUM + 44, 168), "de Metrología de Colombia", ON_PLATE, ImageFont.truetype(montserrat, 42), anchor="ls")
    size = next(size for size in range(88, 30, -2) if _width(title, montserrat, size) < SIZE[0] - DATUM - 100)
    pen.text((DATUM + 44, 400), title, ON_PLATE, ImageFont.truetype(montserrat, size), anchor="ls")
    text = ImageFont.truetype(FONTS / "WorkSans-Regular.ttf", 38)
    pen.text((DATUM + 44, 470), "Portal de Servicios en Línea", ON_PLATE_2, text, anchor="ls")
    pen.line((DATUM, 70, DATUM, SIZE[1]), ON_PLATE, 4)
    pen.polygon([(DATUM - 44, 344), (DATUM - 4, 370), (DATUM - 44, 396)], INDEX)
    return drawn.quantize(48)


def _width(title: str, font: Path, size: int) -> float:
    return ImageFont.truetype(font, size).getlength(title)


if __name__ == "__main__":
    (IMAGES / "favicon.ico").write_bytes(icon(mark(32, corner=6)))
    mark(TOUCH_ICON, corner=0).quantize(32).save(IMAGES / "touch-icon.png", optimize=True)
    mark(APPLICATION_ICON, corner=0).quantize(32).save(IMAGES / "application-icon.png", optimize=True)
    (IMAGES / "share").mkdir(exist_ok=True)
    for name, title in SECTIONS.items():
        shared(title).save(IMAGES / "share" / f"{name}.png", optimize=True)
