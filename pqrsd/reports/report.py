"""A report as values: tables of figures, frozen as JSON. Pages, charts and files are made from it alone."""

from dataclasses import asdict, dataclass
from datetime import date

from ground.charts.tables import FigureTable, table_from_json
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
