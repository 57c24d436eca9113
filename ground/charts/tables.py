"""Tables of figures as values, as they are read in Colombia."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_COLUMNS = 3

Value = int | float | str | None


class Chart(StrEnum):
    """How a table is drawn, from its first column and the figures of the others."""

    NONE = ""
    BARS = "barras"
    STACKED = "barras apiladas"
    LINE = "líneas"
    INTERVALS = "valores con su incertidumbre"


@dataclass(frozen=True)
class FigureTable:
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
        return [tuple(map(written, row)) for row in self.rows]

    @property
    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """The same, each with the name of its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.written_rows]

    @property
    def is_wide(self) -> bool:
        return len(self.columns) > MOST_COLUMNS


def written(value: Value) -> str:
    """`1.234`, `12,5`, «—» for what there is none of; texts as they are."""
    if value is None:
        return "—"
    if isinstance(value, str):
        return value
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def table_from_json(data: dict[str, Any]) -> FigureTable:
    """The table that `dataclasses.asdict` wrote."""
    return FigureTable(
        **data
        | {
            "columns": tuple(data["columns"]),
            "rows": tuple(map(tuple, data["rows"])),
            "chart": Chart(data["chart"]),
        }
    )
