"""A report as values: tables of figures, frozen as JSON. Pages, charts and files are made from it alone."""

from dataclasses import asdict, dataclass
from datetime import date

from django.http import StreamingHttpResponse

from ground.charts.tables import FigureTable, table_from_json
from ground.spreadsheets.csv_files import csv_response
from ground.spreadsheets.figures import COLUMNS, figure_book, figure_rows
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


HEADER = ("Trimestre", "Estado", *COLUMNS)


def name_of(report: Report) -> str:
    return f"informe-pqrsd-{report.quarter}"


def state_of(report: Report) -> str:
    return "preliminar" if report.is_preliminary else "definitivo"


def csv_of(report: Report) -> StreamingHttpResponse:
    """A row for each figure."""
    rows = ((str(report.quarter), state_of(report), *row) for row in figure_rows(report.tables))
    return csv_response(f"{name_of(report)}.csv", HEADER, rows)


def xlsx_of(report: Report) -> bytes:
    """A sheet for each table."""
    name = report.quarter.name
    return figure_book(f"Informe de PQRSD, {name}", report.tables, f"{name}, informe {state_of(report)}")
