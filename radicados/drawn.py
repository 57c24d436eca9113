"""What the letters can draw, for pages that draw nothing: the characters of all their typefaces, written down."""

from functools import cache
from pathlib import Path

from ground.printable import clean
from radicados.scripts import plain_form

DRAWN = Path(__file__).resolve().parent / "fonts" / "drawn.txt"  # by art/drawn.py


def undrawn(text: str) -> str:
    """The characters in place of which a signed letter has a square, each once."""
    drawn = _drawn()
    plain = (char if ord(char) in drawn else plain_form(char) for char in clean(text) if char != "\n")
    return "".join(dict.fromkeys(char for char in "".join(plain) if ord(char) not in drawn))


@cache
def _drawn() -> frozenset[int]:
    """The lines are `first last` of each run of them, hexadecimal."""
    runs = ((int(bound, 16) for bound in line.split()) for line in DRAWN.read_text().splitlines())
    return frozenset(code for first, last in runs for code in range(first, last + 1))
