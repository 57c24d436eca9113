"""The two fonts of the pages: how much they weigh, and what they can write."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from PIL import ImageFont

STATIC = settings.BASE_DIR / "static"
FONTS = sorted(STATIC.glob("fonts/*.woff2"))
MOST_BYTES = 45_000
NAMES = "Łukasz Kőszegi Šimůnek Þórður Ğülşah Čapek Zoë Ñáñez Ştefănescu"


def shown() -> set[str]:
    """Every character of the templates, the scripts and the data that the portal ships with."""
    found = set(NAMES)
    for path in (*settings.BASE_DIR.glob("templates/**/*.*"), *STATIC.glob("js/*.js"), *STATIC.glob("css/*.css")):
        found |= set(path.read_text())
    for path in settings.BASE_DIR.glob("fixtures/*.*"):
        text = path.read_text()
        found |= set(json.dumps(json.loads(text), ensure_ascii=False) if path.suffix == ".json" else text)
    return {character for character in found if character.isprintable() and character != " "}


def unwritten(font: Path, characters: set[str]) -> set[str]:
    """Those that the font draws as it draws what it does not have."""
    face = ImageFont.truetype(font, 32)
    missing = bytes(face.getmask("\uffff"))
    return {character for character in characters if bytes(face.getmask(character)) == missing}


def test_there_are_two_fonts_and_they_are_light():
    assert [font.name for font in FONTS] == ["montserrat.woff2", "work-sans.woff2"]
    assert sum(font.stat().st_size for font in FONTS) <= MOST_BYTES


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_fonts_write_everything_that_the_portal_shows_and_peoples_names(font):
    assert unwritten(font, shown()) == set()
    assert unwritten(font, set("漢я")) == set("漢я"), "what is missing is seen"


def test_text_font_has_the_weights_that_the_styles_ask_for():
    axis = ImageFont.truetype(STATIC / "fonts/work-sans.woff2", 32).get_variation_axes()[0]
    assert (axis["minimum"], axis["maximum"]) == (400, 600)
    assert "font-weight: 400 600;" in (STATIC / "css/portal.css").read_text()
