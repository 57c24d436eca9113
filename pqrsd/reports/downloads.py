"""A report as a file to keep, from its frozen figures alone: one tidy table as CSV, or a workbook."""

from io import BytesIO

from django.http import StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from ground.spreadsheets.csv_files import csv_response
from pqrsd.reports.report import Report, Table, Value, written
from tariffs.spreadsheets.files import text_cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = ("Trimestre", "Estado", "Cuadro", "Fila", "Dato", "Valor")
STRONG, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
FORMATS = {int: "#,##0", float: "#,##0.0"}


def name_of(report: Report) -> str:
    return f"informe-pqrsd-{report.quarter}"


def state_of(report: Report) -> str:
    return "preliminar" if report.is_preliminary else "definitivo"


# --- CSV ------------------------------------------------------------------------------------------------
def csv_of(report: Report) -> StreamingHttpResponse:
    """A row for each figure; for Excel in Spanish, so with decimal commas."""
    rows = (
        (str(report.quarter), state_of(report), table.title, written(name), column, _plain(value))
        for table in report.tables
        for name, *values in table.rows
        for column, value in zip(table.columns[1:], values, strict=True)
    )
    return csv_response(f"{name_of(report)}.csv", HEADER, rows)


def _plain(value: Value) -> int | str:
    """Without the points of the thousands, which a spreadsheet may take for decimals."""
    if value is None:
        return ""
    return f"{value}".replace(".", ",") if isinstance(value, float) else value


# --- XLSX -----------------------------------------------------------------------------------------------
def xlsx_of(report: Report) -> bytes:
    """A sheet for each table, its title and its note under the figures."""
    book = Workbook(write_only=True)
    book.properties.title = f"Informe de PQRSD, {report.quarter.name}"
    for table in report.tables:
        _write(book.create_sheet(table.key), table, report)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write(sheet: Worksheet, table: Table, report: Report) -> None:
    sheet.column_dimensions["A"].width = 48
    for letter in "BCDEF":
        sheet.column_dimensions[letter].width = 18
    sheet.freeze_panes = "B2"
    for cells in (table.columns, *table.rows):
        sheet.append([_cell(sheet, value, is_heading=cells is table.columns) for value in cells])
    sheet.append([])
    for words in (table.title, f"{report.quarter.name}, informe {state_of(report)}", table.note):
        sheet.append([_cell(sheet, words)])


def _cell(sheet: Worksheet, value: Value, *, is_heading: bool = False) -> WriteOnlyCell:
    cell = text_cell(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet, value)
    cell.number_format = FORMATS.get(type(value), "General")
    cell.alignment = WRAPPED
    if is_heading:
        cell.font = STRONG
    return cell
