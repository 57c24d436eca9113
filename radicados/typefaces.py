"""The vendored typefaces: measuring and wrapping text. Pure functions; sizes in points.

Text is text: nothing in it is ever interpreted. Whatever cannot be seen (control and format characters)
is dropped, and whatever no typeface can draw becomes a visible square instead of vanishing.
"""

from functools import lru_cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ground.printable import clean

FONTS_DIR = Path(__file__).resolve().parent / "fonts"
# Every letter embeds these, so that letters share one subset of each typeface, made once per process.
SPANISH = "áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”‘’—–…·•ºª°€"
SUBSTITUTE = "□"


class Typeface(TTFont):
    """A TrueType font that borrows from `fallback` the characters that it lacks."""

    def __init__(self, file_name: str, fallback: "Typeface | None" = None):
        super().__init__(Path(file_name).stem, str(FONTS_DIR / file_name), asciiReadable=True)
        self.fallback = fallback
        self.own_glyphs = frozenset(map(chr, self.face.charToGlyph))
        self.glyphs: frozenset[str] = self.own_glyphs | (fallback.glyphs if fallback else frozenset())
        self.face.makeSubset = _remembered(self.face.makeSubset)
        pdfmetrics.registerFont(self)

    def width(self, text: str, size: float) -> float:
        return sum(typeface.stringWidth(run, size) for typeface, run in self.runs(text))

    def runs(self, text: str) -> list[tuple["Typeface", str]]:
        """The text cut where the typeface that draws it changes."""
        if self.own_glyphs.issuperset(text):
            return [(self, text)]
        return [(typeface, "".join(run)) for typeface, run in groupby(text, self._drawn_by)]

    def _drawn_by(self, character: str) -> "Typeface":
        return self.fallback if self.fallback and character not in self.own_glyphs else self


def _remembered(make_subset):
    """The same subset is asked for by letter after letter; the few last ones are kept."""
    remembered = lru_cache(maxsize=4)(make_subset)
    return lambda codes: remembered(tuple(codes))


FALLBACK = Typeface("NotoSans-Regular.ttf")
TEXT = Typeface("WorkSans-Regular.ttf", FALLBACK)
STRONG = Typeface("WorkSans-SemiBold.ttf", FALLBACK)
HEADING = Typeface("Montserrat-SemiBold.ttf", FALLBACK)


def drawable(text: str, typeface: Typeface) -> str:
    """The text cleaned, with a square in place of each character that no typeface has."""
    text = clean(text)
    missing = set(text) - typeface.glyphs - {"\n"}
    return text.translate({ord(character): SUBSTITUTE for character in missing})


def wrap(text: str, typeface: Typeface, size: float, width: float) -> list[str]:
    """Lines of at most `width`; breaks at spaces and newlines, and inside words wider than a line."""
    return [line for written in text.split("\n") for line in _wrap_line(written, typeface, size, width)]


def _wrap_line(text: str, typeface: Typeface, size: float, width: float) -> list[str]:
    if typeface.width(text, size) <= width:
        return [text]
    space = typeface.width(" ", size)
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in _pieces(text, typeface, size, width):
        length = typeface.width(word, size)
        if line and used + space + length > width:
            lines.append(" ".join(line))
            line, used = [], 0.0
        used += length + (space if line else 0)
        line.append(word)
    return [*lines, " ".join(line)]


def _pieces(text: str, typeface: Typeface, size: float, width: float):
    """The words of a text, those wider than a line cut into pieces that fill one."""
    for word in filter(None, text.split(" ")):
        if typeface.width(word, size) <= width:
            yield word
        else:
            yield from _cut(word, typeface, size, width)


def _cut(word: str, typeface: Typeface, size: float, width: float):
    start, used = 0, 0.0
    for index, character in enumerate(word):
        length = typeface.width(character, size)
        if used + length > width and index > start:
            yield word[start:index]
            start, used = index, 0.0
        used += length
    yield word[start:]
