"""The blocks of a letter as strips."""

from dataclasses import replace
from functools import singledispatch
from itertools import zip_longest

from radicados.letters import Clauses, Fields, Paragraph, Table
from radicados.rendering.layout import Bar, Strip, Style, Words, stuck
from radicados.rendering.version_1 import style
from radicados.typefaces import drawable, wrap

_LABEL_WIDTH = 150.0
_NUMERAL_WIDTH = 26.0
_CELL_PADDING = 5.0
# A taller row may be cut by a page break rather than leave a page half empty.
_UNBROKEN_LINES = 12


def lines(text: str, look: Style, x: float, width: float) -> list[Strip]:
    """Running text, one strip a line."""
    return [
        Strip(look.leading, (Words(x, look.size, line, look),) if line else ())
        for line in wrap(drawable(text, look.typeface), look.typeface, look.size, width)
    ]


def paragraph(text: str, look: Style = style.BODY, gap: float = 10.0) -> list[Strip]:
    """Running text over the whole width, with neither its first nor its last line alone on a page."""
    return spaced(together(lines(text, look, style.LEFT, style.WIDTH)), gap)


def together(strips: list[Strip]) -> list[Strip]:
    """The strips with the first two, and the last two, kept on one page."""
    last = len(strips) - 1
    return [
        replace(strip, sticks=index != last and index in {0, last - 1}) for index, strip in enumerate(strips)
    ]


def spaced(strips: list[Strip], gap: float) -> list[Strip]:
    """The strips with a space above the first."""
    return [replace(strip, gap=gap) for strip in strips[:1]] + strips[1:]


def titled(title: str, strips: list[Strip]) -> list[Strip]:
    """A title that never parts from what it heads."""
    heading = stuck(lines(title, style.TITLE, style.LEFT, style.WIDTH))
    return [*spaced(heading, 14.0), *spaced(strips, 4.0)]


def beside(*columns: list[Strip]) -> list[Strip]:
    """Columns side by side: the first strips make one, the second ones another, and so on."""
    return [_merged([strip for strip in row if strip]) for row in zip_longest(*columns)]


def _merged(strips: list[Strip]) -> Strip:
    height = max(strip.height for strip in strips)
    return Strip(height, tuple(mark for strip in strips for mark in strip.marks))


def row(strips: list[Strip], padding: float = 2.6) -> list[Strip]:
    """Lines as one row: padded, with a thin rule under it."""
    top = Strip(padding, ())
    bottom = Strip(padding, (Bar(style.LEFT, padding - 0.5, style.WIDTH, 0.5, style.HAIRLINE),))
    if len(strips) <= _UNBROKEN_LINES:
        return [*stuck([top, *strips]), bottom]
    return [*stuck([top, *strips[:2]]), *strips[2:-2], *stuck(strips[-2:]), bottom]


@singledispatch
def strips_of(block) -> list[Strip]:
    """A block as strips; raises TypeError for anything that is not a block."""
    raise TypeError(f"{type(block).__name__} is not a block of a letter")


@strips_of.register
def _(block: Paragraph) -> list[Strip]:
    return paragraph(block.text)


@strips_of.register
def _(block: Fields) -> list[Strip]:
    return titled(block.title, [strip for pair in block.rows for strip in _field(*pair)])


def _field(label: str, value: str) -> list[Strip]:
    left, width = style.LEFT + _LABEL_WIDTH, style.WIDTH - _LABEL_WIDTH
    return row(
        beside(
            lines(label, style.LABEL, style.LEFT, _LABEL_WIDTH - 10),
            lines(value, style.VALUE, left, width),
        ),
        padding=2.2,
    )


@strips_of.register
def _(block: Clauses) -> list[Strip]:
    return titled(block.title, [strip for item in block.items for strip in _clause(*item)])


def _clause(number: str, text: str) -> list[Strip]:
    left, width = style.LEFT + _NUMERAL_WIDTH, style.WIDTH - _NUMERAL_WIDTH
    numeral = lines(number, style.NUMERAL, style.LEFT, _NUMERAL_WIDTH - 4)
    return spaced(together(beside(numeral, lines(text, style.CLAUSE, left, width))), 4.0)


@strips_of.register
def _(block: Table) -> list[Strip]:
    if not block.rows:
        return titled(block.title, lines(block.empty, style.CELL, style.LEFT, style.WIDTH))
    columns = _columns(block)
    heading = _heading(block, columns)
    rows = [_table_row(cells, columns) for cells in block.rows]
    # The last two rows go together: what follows the table is never left with a single one.
    if len(rows) > 1 and len(rows[-2]) + len(rows[-1]) <= _UNBROKEN_LINES:
        rows[-2] = stuck(rows[-2])
    body = [replace(strip, heading=heading) for strips in rows for strip in strips]
    return titled(block.title, [replace(heading, sticks=True), *body])


def _columns(block: Table) -> list[tuple[float, float]]:
    """The left edge and the width of each column's text."""
    share = style.WIDTH / sum(column.weight for column in block.columns)
    columns, left = [], style.LEFT
    for column in block.columns:
        columns.append((left + _CELL_PADDING, column.weight * share - 2 * _CELL_PADDING))
        left += column.weight * share
    return columns


def _heading(block: Table, columns: list[tuple[float, float]]) -> Strip:
    labels = [
        lines(column.label, style.CELL_HEADING, *place)
        for column, place in zip(block.columns, columns, strict=True)
    ]
    return on_background(piled(beside(*labels)), padding=4.0)


def _table_row(cells: tuple[str, ...], columns: list[tuple[float, float]]) -> list[Strip]:
    texts = [lines(text, style.CELL, *place) for text, place in zip(cells, columns, strict=True)]
    return row(beside(*texts))


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
