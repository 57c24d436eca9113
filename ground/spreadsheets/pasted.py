"""What people paste as a list: rows of cells from a spreadsheet, or lines of their own. Pure.

Spreadsheets put quotes around a cell that has a line break, a quote or a separator in it.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext, override

from ground.languages import ENGLISH, Words
from ground.words import unaccented

Cells = list[str]
# An ordinal, for which the sign of a degree is typed as often as not, is a part of its word.
TOGETHER = str.maketrans("º°˚ª", "oooa", ".")
NUMBER, IDLE = {"n", "num", "nro", "numero", "number"}, {"de", "del", "la", "el"}
LINES_OF_A_ROW = 30


@dataclass(frozen=True)
class PastedColumn:
    """`label` is its title; `others`, how else people call it."""

    name: str
    label: Words
    others: frozenset[str]
    is_asked: bool = True

    @cached_property
    def called(self) -> frozenset[str]:
        """All that it is known by: its title in each language, and the others."""
        titles = []
        for language in (settings.LANGUAGE_CODE, ENGLISH):
            with override(language):
                titles.append(_words(str(self.label)))
        return self.others | frozenset(titles)


def column(name: str, label: Words, called: str = "", *, is_asked: bool = True) -> PastedColumn:
    """`called` are other titles, between commas."""
    return PastedColumn(name, label, frozenset(map(_words, called.split(", "))) - {""}, is_asked)


def are_titles(cells: Cells, columns: Sequence[PastedColumn]) -> bool:
    """Whether a row is that of the titles: it knows two at least, and says nothing of anybody."""
    words = [_words(cell) for cell in cells]
    known = sum(any(word in each.called for each in columns) for word in words)
    return known >= 2 and not any(char.isdigit() or char == "@" for char in "".join(cells))


def titled(number: int, cells: Cells, columns: Sequence[PastedColumn]) -> tuple[list[PastedColumn], list[str]]:
    """The columns that a row of titles names, in its order, and what is wrong with it."""
    found: list[PastedColumn] = []
    wrong: list[str] = []
    for cell in cells:
        one = next((each for each in columns if _words(cell) in each.called and each not in found), None)
        if one is None:
            sentence = gettext("Fila {number}: la columna «{title}» no se pide o está repetida: quítela.")
            wrong.append(sentence.format(number=number, title=cell))
        else:
            found.append(one)
    missing = [each.label for each in columns if each.is_asked and each not in found]
    sentence = gettext("Fila {number}: falta la columna «{title}».")
    return found, [*wrong, *(sentence.format(number=number, title=label) for label in missing)]


def _words(title: str) -> str:
    """Those that tell: «N.º de documento», «Núm. documento» and «Número del documento» are one."""
    words = re.findall(r"[a-z]+", unaccented(title.translate(TOGETHER)))
    return " ".join("no" if word in NUMBER else word for word in words if word not in IDLE)


def pasted_rows(text: str, separators: str) -> list[tuple[int, Cells]]:
    """Each row that says something, with the number that an editor gives its first line, from 1; its cells are
    between whichever of the separators comes first in the list of them and is in the row."""
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    told = ((number, [" ".join(cell.split()) for cell in cells]) for number, cells in _rows(lines, separators))
    return [(number, cells) for number, cells in told if any(cells)]


def _rows(lines: list[str], separators: str) -> Iterator[tuple[int, Cells]]:
    """A row goes on in the next lines while a quote is open; one that never closes, or is in the middle of a
    cell, is a sign like any other."""
    start = 0
    while start < len(lines):
        cells, end = lines[start].split(_separator(lines[start], separators)), start + 1
        for stop in range(end, min(len(lines), start + LINES_OF_A_ROW) + 1) if '"' in lines[start] else ():
            text = "\n".join(lines[start:stop])
            separator = _separator(text, separators)
            reader = csv.reader(
                io.StringIO(text, newline="\n"), delimiter=separator, strict=True, skipinitialspace=True
            )
            try:
                cells, end = next(reader), stop
            except csv.Error as error:
                if "end of data" in str(error):
                    continue
            break
        yield start + 1, cells
        start = end


def _separator(text: str, separators: str) -> str:
    return next((each for each in separators if each in text), separators[-1])
