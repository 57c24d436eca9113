"""What a signed letter cannot draw is known before anything is filed."""

import pytest

from art.drawn import text
from radicados.drawn import DRAWN, undrawn
from radicados.typefaces import SUBSTITUTE, TEXT, drawable, plainly

NAMES = [
    ("María José Ñáñez Güiza", ""),
    ("Łukasz Żółć", ""),
    ("Nguyễn Thị Minh Khai", ""),
    ("Jose\u0301", ""),  # an accent that came apart
    ("王小明", ""),
    ("김민준", ""),
    ("محمد علي", ""),
    ("שרה לוי", ""),
    ("สมชาย", ""),
    ("Αλέξανδρος", ""),
    ("Анна", ""),
    ("Ⅳ ① ✓ ﬁ", ""),  # as plain characters, or drawn
    ("रवि कुमार", ""),
    ("ᎠᎹ", "ᎠᎹ"),
    ("ߒߞߏ", "ߒߞߏ"),
    ("Ana 🐸 Ana", "🐸"),
    ("Ana\u200d\ufe0f", ""),  # what nobody sees is left out
]


@pytest.mark.parametrize(("name", "lacking"), NAMES)
def test_it_is_told_which_characters_have_no_drawing(name, lacking):
    assert set(undrawn(name)) == set(lacking)
    assert (SUBSTITUTE in drawable(plainly(name), TEXT)) == bool(lacking)


def test_what_is_written_down_is_what_the_typefaces_draw():
    assert DRAWN.read_text() == text()
