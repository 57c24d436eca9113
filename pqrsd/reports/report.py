"""A report as values: tables of figures, frozen as JSON. Pages, charts and files are made from it alone."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from pqrsd.reports.quarters import Quarter

VERSION = 1
MOST_COLUMNS = 3

Value = int | float | str | None


class Chart(StrEnum):
    """How a table is drawn, from its first column and the figures of the others."""

    NONE = ""
    BARS = "barras"
    STACKED = "barras apiladas"
    LINE = "líneas"


@dataclass(frozen=True)
class Table:
    """Rows of a name and its figures: integers, numbers with one decimal, «menos de 5», or None.

    `charted` says how many of the columns after the first one are drawn. A withheld one has no rows, and its
    note says why.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""
    chart: Chart = Chart.NONE
    charted: int = 1
    is_withheld: bool = False

    @property
    def written_rows(self) -> list[tuple[str, ...]]:
        """Each cell as it is read in Colombia."""
        return [tuple(map(written, row)) for row in self.rows]

    @property
    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """The same, each with the name of its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.written_rows]

    @property
    def is_wide(self) -> bool:
        """More columns than fit on a phone."""
        return len(self.columns) > MOST_COLUMNS


@dataclass(frozen=True)
class Report:
    """The figures of a quarter. `made_on` is a date in ISO 8601; a preliminary one saw no whole quarter."""

    quarter: Quarter
    made_on: str
    is_preliminary: bool
    tables: tuple[Table, ...]

    @property
    def made(self) -> date:
        return date.fromisoformat(self.made_on)

    @property
    def summary(self) -> Table:
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
        tables=tuple(map(_table, data["tables"])),
    )


def written(value: Value) -> str:
    """`1.234`, `12,5`, «—» for what there is none of; texts as they are."""
    if value is None:
        return "—"
    if isinstance(value, str):
        return value
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def _table(data: dict) -> Table:
    return Table(
        **data
        | {
            "columns": tuple(data["columns"]),
            "rows": _frozen(data["rows"]),
            "chart": Chart(data["chart"]),
        }
    )


def _frozen(rows: Sequence[Sequence[Value]]) -> tuple[tuple[Value, ...], ...]:
    return tuple(map(tuple, rows))
