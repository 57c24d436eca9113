"""A report as values: tables of figures, frozen as JSON. Pages, charts and files are made from it alone."""

from dataclasses import asdict, dataclass
from datetime import date

from django.http import StreamingHttpResponse

from ground.charts.tables import FigureTable, Value, table_from_json, written
from ground.spreadsheets.csv_files import csv_response
from ground.spreadsheets.workbooks import cell, new_book, saved
from pqrsd.reports.quarters import Quarter

VERSION = 1


@dataclass(frozen=True)
class Report:
    """The figures of a quarter. `made_on` is a date in ISO 8601; a preliminary one saw no whole quarter."""

    quarter: Quarter
    made_on: str
    is_preliminary: bool
    tables: tuple[FigureTable, ...]

    @property
    def made(self) -> date:
        return date.fromisoformat(self.made_on)

    @property
    def summary(self) -> FigureTable:
        """The first table: what there is to know at a glance."""
        return self.tables[0]

    def to_json(self) -> dict:
        return {"version": VERSION, **asdict(self)}


def from_json(data: dict) -> Report:
    """The report that `to_json` wrote."""
    return Report(
        quarter=Quarter(**data["quarter"]),
        made_on=data["made_on"],
        is_preliminary=data["is_preliminary"],
        tables=tuple(map(table_from_json, data["tables"])),
    )


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
