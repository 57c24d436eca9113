"""The blocks of a letter as strips."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest

from radicados.letters import Block, Clauses, DayScale, Fields, Paragraph, Table
from radicados.rendering.layout import Bar, Strip, Style, Words, stuck
from radicados.rendering.version_1 import style
from radicados.typefaces import drawable, wrap

_LABEL_WIDTH = 150.0
_NUMERAL_WIDTH = 26.0
CELL_PADDING = 5.0
# Of a day scale: the widest room of a day, its line, and its marks by what they say.
_DAY_ROOM = 24.0
_AXIS = 20.0
REST, _WORK, _FIFTH, _DUE = 5.0, 11.0, 15.0, 20.0
# A taller row may be cut by a page break rather than leave a page half empty.
_UNBROKEN_LINES = 12


def lines(text: str, look: Style, x: float, width: float) -> list[Strip]:
    """Running text, one strip a line."""
    return [
        Strip(look.leading, (Words(x, look.size, line, look),) if line else ())
        for line in wrap(drawable(text, look.typeface), look.typeface, look.size, width)
    ]


def paragraph(text: str, look: Style = style.BODY, gap: float = 8.0) -> list[Strip]:
    """Running text over the whole width, with neither its first nor its last line alone on a page."""
    return spaced(together(lines(text, look, style.LEFT, style.WIDTH)), gap)


def together(strips: list[Strip]) -> list[Strip]:
    """The strips with the first two, and the last two, kept on one page."""
    last = len(strips) - 1
    return [replace(strip, sticks=index != last and index in {0, last - 1}) for index, strip in enumerate(strips)]


def spaced(strips: list[Strip], gap: float) -> list[Strip]:
    """The strips with a space above the first."""
    return [replace(strip, gap=gap) for strip in strips[:1]] + strips[1:]


def titled(title: str, strips: list[Strip]) -> list[Strip]:
    """A title that hangs from a long mark of the datum and never parts from what it heads."""
    heading = stuck(lines(title, style.TITLE, style.LEFT, style.WIDTH))
    mark = Bar(style.DATUM - style.LONG_MARK, style.TITLE.size / 2, style.LONG_MARK, 1.5, style.INK)
    heading[0] = replace(heading[0], marks=(mark, *heading[0].marks))
    return [*spaced(heading, 11.0), *spaced(strips, 3.0)]


def beside(*columns: list[Strip]) -> list[Strip]:
    """Columns side by side: the first strips make one, the second ones another, and so on."""
    merged = []
    for places in zip_longest(*columns):
        strips = [strip for strip in places if strip]
        height = max(strip.height for strip in strips)
        merged.append(Strip(height, tuple(mark for strip in strips for mark in strip.marks)))
    return merged


def row(strips: list[Strip], padding: float = 2.2) -> list[Strip]:
    """Lines as one row: padded, with a thin rule under it."""
    top = Strip(padding, ())
    bottom = Strip(padding, (Bar(style.LEFT, padding - 0.5, style.WIDTH, 0.5, style.HAIRLINE),))
    if len(strips) <= _UNBROKEN_LINES:
        return [*stuck([top, *strips]), bottom]
    return [*stuck([top, *strips[:2]]), *strips[2:-2], *stuck(strips[-2:]), bottom]


def strips_of(block: Block) -> list[Strip]:
    """A block as strips; raises TypeError for anything that is not a block."""
    strips: list[Strip] = []
    match block:
        case Paragraph():
            return paragraph(block.text)
        case DayScale():
            sentence = stuck(lines(block.sentence, style.BODY_STRONG, style.LEFT, style.WIDTH))
            return [*spaced(sentence, 10.0), replace(day_scale(block), gap=6.0)]
        case Fields():
            left, width = style.LEFT + _LABEL_WIDTH, style.WIDTH - _LABEL_WIDTH
            for name, value in block.rows:
                label = lines(name, style.LABEL, style.LEFT, _LABEL_WIDTH - 10)
                strips += row(beside(label, lines(value, style.VALUE, left, width)), padding=1.7)
        case Clauses():
            left, width = style.LEFT + _NUMERAL_WIDTH, style.WIDTH - _NUMERAL_WIDTH
            for number, text in block.items:
                numeral = lines(number, style.NUMERAL, style.LEFT, _NUMERAL_WIDTH - 4)
                strips += spaced(together(beside(numeral, lines(text, style.CLAUSE, left, width))), 4.0)
        case Table() if not block.rows:
            strips = lines(block.empty, style.CELL, style.LEFT, style.WIDTH)
        case Table():
            # Its heading, which is repeated on each page, and its rows.
            share = style.WIDTH / sum(column.weight for column in block.columns)
            places, left = [], style.LEFT  # of each column's text, the left edge and the width
            for column in block.columns:
                places.append((left + CELL_PADDING, column.weight * share - 2 * CELL_PADDING))
                left += column.weight * share

            def line_up(texts: Iterable[str], look: Style) -> list[Strip]:
                return beside(*(lines(text, look, *place) for text, place in zip(texts, places, strict=True)))

            labels = line_up([column.label for column in block.columns], style.CELL_HEADING)
            heading = on_background(piled(labels), padding=4.0)
            rows = [row(line_up(cells, style.CELL)) for cells in block.rows]
            # The last two rows go together: what follows the table is never left with a single one.
            if len(rows) > 1 and len(rows[-2]) + len(rows[-1]) <= _UNBROKEN_LINES:
                rows[-2] = stuck(rows[-2])
            body = [replace(strip, heading=heading) for strips in rows for strip in strips]
            strips = [replace(heading, sticks=True), *body]
        case _:
            raise TypeError(f"{type(block).__name__} is not a block of a letter")
    return titled(block.title, strips)


def right_aligned(text: str, look: Style, right: float, y: float) -> Words:
    text = drawable(text, look.typeface)
    return Words(right - look.typeface.width(text, look.size), y, text, look)


def day_scale(scale: DayScale) -> Strip:
    """One mark a day on a line: long for one that counts, short for one that does not, heavy for the last."""
    last, look = len(scale.days) - 1, style.NOTE
    room = min(_DAY_ROOM, style.WIDTH / max(last, 1))
    end = style.LEFT + last * room
    marks: list[Bar | Words] = [Bar(style.LEFT, _AXIS, end - style.LEFT, 0.6, style.INK)]
    due = right_aligned(
        f"día {scale.days[last]}" if scale.days[last] else "", style.NOTE_STRONG, end + 1.5, _AXIS + 10.0
    )
    for index, number in enumerate(scale.days[:last]):
        is_fifth = bool(number) and number % 5 == 0
        height = _FIFTH if is_fifth else _WORK if number else REST
        at = style.LEFT + index * room
        marks.append(Bar(at - 0.4, _AXIS - height, 0.8, height, style.INK if number else style.TICK))
        half = look.typeface.width(str(number), look.size) / 2
        if is_fifth and at + half + 4.0 < due.x:
            marks.append(Words(at - half, _AXIS + 10.0, str(number), look))
    marks += [Bar(end - 1.5, _AXIS - _DUE, 3.0, _DUE, style.INK), due]
    begins = Words(style.LEFT, _AXIS + 21.0, drawable(f"{scale.first}, empieza", look.typeface), look)
    expires = right_aligned(f"{scale.last}, vence", look, end + 1.5, _AXIS + 21.0)
    clear = begins.x + look.typeface.width(begins.text, look.size) + 14.0
    return Strip(_AXIS + 24.0, (*marks, begins, replace(expires, x=max(expires.x, clear))))


def piled(strips: list[Strip]) -> Strip:
    """Strips one under another as a single one."""
    marks, height = [], 0.0
    for strip in strips:
        height += strip.gap
        marks += [replace(mark, y=mark.y + height) for mark in strip.marks]
        height += strip.height
    return Strip(height, tuple(marks))


def on_background(strip: Strip, padding: float) -> Strip:
    """The strip padded on a pale field, with a blue rule under it."""
    height = strip.height + 2 * padding
    field = Bar(style.LEFT, 0, style.WIDTH, height, style.PALE_BLUE)
    rule = Bar(style.LEFT, height - 0.9, style.WIDTH, 0.9, style.BLUE)
    marks = (replace(mark, y=mark.y + padding) for mark in strip.marks)
    return Strip(height, (field, rule, *marks))
