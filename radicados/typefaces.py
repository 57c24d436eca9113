"""The vendored typefaces: measuring and wrapping text. Pure functions; sizes in points.

Text is text: nothing in it is ever interpreted. Whatever cannot be seen (control and format characters)
is dropped; what no typeface can draw has its plain form or, if it has none, becomes a visible square instead of
vanishing.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ground.printable import clean
from radicados.scripts import joined, plain_form

FONTS_DIR = Path(__file__).resolve().parent / "fonts"
# Every letter embeds these, so that letters share one subset of each typeface, made once per process.
SPANISH = "áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”‘’—–…·•ºª°€"
SUBSTITUTE = "□"
FURTHER = (
    *(f"NotoSans{script}" for script in ("Hebrew", "Arabic", "Armenian", "Georgian", "Ethiopic", "Thai", "Symbols2")),
    "LetraHangul", "DroidSansFallback",
)  # fmt: skip


class Typeface(TTFont):
    """A TrueType font that borrows from `fallback` the characters that it lacks."""

    def __init__(self, file_name: str, fallback: "Typeface | None" = None):
        super().__init__(Path(file_name).stem, str(FONTS_DIR / file_name), asciiReadable=True)
        self.fallback = fallback
        self.own_glyphs = frozenset(map(chr, self.face.charToGlyph))
        self.glyphs: frozenset[str] = self.own_glyphs | (fallback.glyphs if fallback else frozenset())
        # The same subset is asked for by letter after letter; the few last ones are kept.
        made_subset = lru_cache(maxsize=4)(self.face.makeSubset)
        self.face.makeSubset = lambda codes: made_subset(tuple(codes))
        pdfmetrics.registerFont(self)

    def width(self, text: str, size: float) -> float:
        return sum(typeface.stringWidth(run, size) for typeface, run in self.runs(text))

    def runs(self, text: str) -> list[tuple["Typeface", str]]:
        """The text cut where the typeface that draws it changes."""
        if self.own_glyphs.issuperset(text):
            return [(self, text)]
        return [(typeface, "".join(run)) for typeface, run in groupby(text, self._drawer)]

    def _drawer(self, character: str) -> "Typeface":
        if character in self.own_glyphs or self.fallback is None:
            return self
        if character in self.fallback.own_glyphs:
            return self.fallback
        return next((other for other in further() if character in other.own_glyphs), self.fallback)


@cache
def further() -> list[Typeface]:
    """Those of names in other scripts (art/letter-fonts.sh), read when one is met."""
    return [Typeface(f"{name}.ttf") for name in FURTHER]


FALLBACK = Typeface("NotoSans-Regular.ttf")
TEXT = Typeface("WorkSans-Regular.ttf", FALLBACK)
STRONG = Typeface("WorkSans-SemiBold.ttf", FALLBACK)
HEADING = Typeface("Montserrat-SemiBold.ttf", FALLBACK)


def drawable(text: str, typeface: Typeface) -> str:
    """The text cleaned and its letters joined, with a square in place of each character that no typeface has."""
    text = joined(clean(text))
    missing = set(text) - typeface.glyphs - {"\n"}
    if missing:
        missing = missing.difference(*(other.own_glyphs for other in further()))
    return text.translate({ord(character): SUBSTITUTE for character in missing})


def plainly(text: str) -> str:
    """The text cleaned, with the plain form of each character that has no drawing but that one."""
    text = clean(text)
    if TEXT.glyphs.issuperset(text):
        return text
    glyphs = TEXT.glyphs.union("\n", *(other.own_glyphs for other in further()))
    return "".join(char if char in glyphs else plain_form(char) for char in text)


def wrap(text: str, typeface: Typeface, size: float, width: float) -> list[str]:
    """Lines of at most `width`; breaks at spaces and newlines, and inside words wider than a line."""
    lines: list[str] = []
    space = typeface.width(" ", size)
    for written in text.split("\n"):
        if typeface.width(written, size) <= width:
            lines.append(written)
            continue
        line: list[str] = []
        used = 0.0
        for word in filter(None, written.split(" ")):
            for piece in _pieces(word, typeface, size, width):
                length = typeface.width(piece, size)
                if line and used + space + length > width:
                    lines.append(" ".join(line))
                    line, used = [], 0.0
                used += length + (space if line else 0)
                line.append(piece)
        lines.append(" ".join(line))
    return lines


def _pieces(word: str, typeface: Typeface, size: float, width: float) -> Iterator[str]:
    """The word, or what fills a line of it each time when it is wider than one."""
    if typeface.width(word, size) <= width:
        yield word
        return
    start, used = 0, 0.0
    for index, character in enumerate(word):
        length = typeface.width(character, size)
        if used + length > width and index > start:
            yield word[start:index]
            start, used = index, 0.0
        used += length
    yield word[start:]
