"""The edition as a table of rows: CSV, and an Excel workbook with numbers that are numbers."""

from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ground.spreadsheets.csv_files import csv_response
from ground.spreadsheets.workbooks import cell, new_book, saved
from tariffs.downloads.contents import COLUMNS, LICENCE, PUBLISHED_ON, Contents, Line
from tariffs.figures import wages

NUMBER_FORMATS = {"tasa_cop": "#,##0", "tasa_smmlv": "0.000000", "tasa_usd": "#,##0"}
WIDTHS = {"nombre": 70, "notas": 50, "direccion": 50, "seccion": 28, "laboratorio": 32, "sublaboratorio": 24}
NARROW = 13


def table(contents: Contents) -> bytes:
    """For Excel in Spanish: BOM, semicolons, decimal commas; each row names its resolution."""
    titles = ["Resolución", "Versión", *(title for title, _ in COLUMNS.values())]
    edition = contents.edition
    named = (edition.resolution.number, edition.version)
    rows = ([*named, *map(_in_spanish, _values(line))] for line in contents.lines)
    return b"".join(csv_response("tarifas.csv", titles, rows))


def _in_spanish(value):
    return wages(value) if isinstance(value, Decimal) else value


def workbook(contents: Contents) -> bytes:
    """The rows in a first sheet, and in a second one what resolution they are of."""
    book = new_book(f"Tasas · {contents.name}")
    _write_rates(book.create_sheet("Tasas"), contents)
    _write_facts(book.create_sheet("Resolución"), contents)
    return saved(book)


def _write_rates(sheet: Worksheet, contents: Contents) -> None:
    for place, key in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(key, NARROW)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(contents.lines) + 1}"
    sheet.oddHeader.center.text = contents.name
    sheet.print_title_rows = "1:1"
    sheet.append([cell(sheet, title, is_heading=True) for title, _ in COLUMNS.values()])
    for line in contents.lines:
        pairs = zip(COLUMNS, _values(line), strict=True)
        sheet.append([cell(sheet, value, number_format=NUMBER_FORMATS.get(key, "")) for key, value in pairs])


def _write_facts(sheet: Worksheet, contents: Contents) -> None:
    edition = contents.edition
    facts = {
        "Resolución": contents.resolution,
        "Título": edition.resolution.title,
        "Fecha": edition.resolution.issued_on,
        "Versión": edition.version,
        "Motivo de esta versión": edition.reason,
        "Rige desde": edition.valid_from,
        "Rige hasta": edition.valid_to,
        "Deroga": edition.repeals,
        "Salario mínimo del año, en pesos": edition.smmlv_pesos,
        "Dirección": contents.address,
        PUBLISHED_ON: contents.published_on,
        "Uso": LICENCE,
    }
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 100
    for label, value in facts.items():
        sheet.append([cell(sheet, label, is_heading=True), cell(sheet, value)])


def _values(line: Line) -> list:
    """One value for each column, texts where there was more than one."""
    return [_flat(read(line)) for _, read in COLUMNS.values()]


def _flat(value):
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, list):
        return " ".join(f"({note.number}) {note.text}" for note in value)
    return value
