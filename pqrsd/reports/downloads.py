"""A report as a file to keep, from its frozen figures alone: one tidy table as CSV, or a workbook."""

from django.http import StreamingHttpResponse

from ground.charts.tables import Value, written
from ground.spreadsheets.csv_files import csv_response
from ground.spreadsheets.workbooks import cell, new_book, saved
from pqrsd.reports.report import Report

HEADER = ("Trimestre", "Estado", "Cuadro", "Fila", "Dato", "Valor")


def name_of(report: Report) -> str:
    return f"informe-pqrsd-{report.quarter}"


def state_of(report: Report) -> str:
    return "preliminar" if report.is_preliminary else "definitivo"


# --- CSV ------------------------------------------------------------------------------------------------
def csv_of(report: Report) -> StreamingHttpResponse:
    """A row for each figure; for Excel in Spanish, so with decimal commas."""

    def plain(value: Value) -> int | str:
        """Without the points of the thousands, which a spreadsheet may take for decimals."""
        if value is None:
            return ""
        return f"{value}".replace(".", ",") if isinstance(value, float) else value

    rows = (
        (str(report.quarter), state_of(report), table.title, written(name), column, plain(value))
        for table in report.tables
        for name, *values in table.rows
        for column, value in zip(table.columns[1:], values, strict=True)
    )
    return csv_response(f"{name_of(report)}.csv", HEADER, rows)


# --- XLSX -----------------------------------------------------------------------------------------------
def xlsx_of(report: Report) -> bytes:
    """A sheet for each table, its title and its note under the figures."""
    book = new_book(f"Informe de PQRSD, {report.quarter.name}")
    for table in report.tables:
        sheet = book.create_sheet(table.key)
        sheet.column_dimensions["A"].width = 48
        for letter in "BCDEF":
            sheet.column_dimensions[letter].width = 18
        sheet.freeze_panes = "B2"
        for cells in (table.columns, *table.rows):
            sheet.append([cell(sheet, value, is_heading=cells is table.columns) for value in cells])
        sheet.append([])
        for words in (table.title, f"{report.quarter.name}, informe {state_of(report)}", table.note):
            sheet.append([cell(sheet, words)])
    return saved(book)
