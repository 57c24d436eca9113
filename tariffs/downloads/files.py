"""The edition as CSV, as an Excel workbook with numbers that are numbers, and as JSON for programs."""

import json
from decimal import Decimal

from openpyxl.utils import get_column_letter

from ground.spreadsheets.csv_files import csv_response
from ground.spreadsheets.workbooks import cell, new_book, saved
from tariffs.downloads.contents import COLUMNS, LICENCE, PUBLISHED_ON, Contents, Line
from tariffs.figures import wages
from tariffs.models import Footnote

NUMBER_FORMATS = {"tasa_cop": "#,##0", "tasa_smmlv": "0.000000", "tasa_usd": "#,##0"}
WIDTHS = {"nombre": 70, "notas": 50, "direccion": 50, "seccion": 28, "laboratorio": 32, "sublaboratorio": 24}
NARROW = 13


def table(contents: Contents) -> bytes:
    """For Excel in Spanish: BOM, semicolons, decimal commas; each row names its resolution."""
    titles = ["Resolución", "Versión", *(title for title, _ in COLUMNS.values())]
    named = (contents.edition.resolution.number, contents.edition.version)
    rows = []
    for line in contents.lines:
        values = (wages(value) if isinstance(value, Decimal) else value for value in _values(line))
        rows.append([*named, *values])
    return b"".join(csv_response("tarifas.csv", titles, rows))


def workbook(contents: Contents) -> bytes:
    """The rows in a first sheet, and in a second one what resolution they are of."""
    edition, book = contents.edition, new_book(f"Tasas · {contents.name}")
    sheet = book.create_sheet("Tasas")
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
    facts = {
        "Resolución": str(edition.resolution),
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
    sheet = book.create_sheet("Resolución")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 100
    for label, value in facts.items():
        sheet.append([cell(sheet, label, is_heading=True), cell(sheet, value)])
    return saved(book)


def _values(line: Line) -> list:
    """One value for each column, texts where there was more than one."""
    values = []
    for _, read in COLUMNS.values():
        value = read(line)
        if isinstance(value, bool):
            value = "Sí" if value else "No"
        elif isinstance(value, list):
            value = " ".join(f"({note.number}) {note.text}" for note in value)
        values.append(value)
    return values


def open_data(contents: Contents) -> bytes:
    """For programs: the keys never change their meaning. Pesos and dollars are integers, S.M.M.L.V. text with
    six decimals, dates ISO 8601; the notes of an article are the numbers of those of the resolution."""
    edition = contents.edition
    data = {
        "resolucion": {
            "numero": edition.resolution.number,
            "titulo": edition.resolution.title,
            "fecha": edition.resolution.issued_on,
            "version": edition.version,
            "motivo_de_la_version": edition.reason,
            "rige_desde": edition.valid_from,
            "rige_hasta": edition.valid_to,
            "deroga": edition.repeals,
            "smmlv_pesos": edition.smmlv_pesos,
            "uvt_pesos": edition.uvt_pesos,
            "direccion": contents.address,
        },
        "publicado_el": contents.published_on,
        "licencia": LICENCE,
        "tasas": [
            {key: read(line) for key, (_, read) in COLUMNS.items()} | {"notas": list(map(_note, line.notes))}
            for line in contents.lines
        ],
        "articulos": [
            {
                "numero": article["number"],
                "nombre": article["name"],
                "texto": article["text"],
                "paragrafos": [
                    {"nombre": part["name"], "texto": part["text"]} for part in article["paragraphs"]
                ],
                "notas": article["footnotes"],
            }
            for article in edition.articles
        ],
        "notas": list(map(_note, edition.footnotes.all())),
    }
    return json.dumps(data, ensure_ascii=False, indent=1, default=str).encode()


def _note(note: Footnote) -> dict:
    return {"numero": note.number, "texto": note.text}
