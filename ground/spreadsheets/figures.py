"""Tables of figures as files, for whoever reckons with them."""

from collections.abc import Iterable, Iterator

from ground.charts.tables import FigureTable, Value, written
from ground.spreadsheets.workbooks import cell, new_book, saved

COLUMNS = ("Cuadro", "Fila", "Dato", "Valor")


def figure_rows(tables: Iterable[FigureTable]) -> Iterator[tuple[str, str, str, int | str]]:
    """A row for each figure, under COLUMNS; for Excel in Spanish, so with decimal commas."""
    for table in tables:
        for name, *values in table.rows:
            for column, value in zip(table.columns[1:], values, strict=True):
                yield table.title, written(name), column, _plain(value)


def _plain(value: Value) -> int | str:
    """Without the points of the thousands, which a spreadsheet may take for decimals."""
    if value is None:
        return ""
    return f"{value}".replace(".", ",") if isinstance(value, float) else value


def figure_book(title: str, tables: Iterable[FigureTable], about: str) -> bytes:
    """A sheet for each table; under its figures its title, what the book is about, and its note."""
    book = new_book(title)
    for table in tables:
        sheet = book.create_sheet(table.key)
        sheet.column_dimensions["A"].width = 48
        for letter in "BCDEF":
            sheet.column_dimensions[letter].width = 18
        sheet.freeze_panes = "B2"
        for cells in (table.columns, *table.rows):
            sheet.append([cell(sheet, value, is_heading=cells is table.columns) for value in cells])
        sheet.append([])
        for words in (table.title, about, table.note):
            sheet.append([cell(sheet, words)])
    return saved(book)
