"""Writes down which characters the letters can draw: `python -m art.drawn`, when their typefaces change."""

from radicados.drawn import DRAWN
from radicados.typefaces import TEXT, further


def runs() -> list[tuple[int, int]]:
    """Of the characters that follow one another, the first and the last."""
    found: list[tuple[int, int]] = []
    for code in sorted(map(ord, TEXT.glyphs.union(*(each.own_glyphs for each in further())))):
        if found and found[-1][1] == code - 1:
            found[-1] = found[-1][0], code
        else:
            found.append((code, code))
    return found


def text() -> str:
    return "".join(f"{first:x} {last:x}\n" for first, last in runs())


if __name__ == "__main__":
    DRAWN.write_text(text())
