"""The series of the archive to which the papers of a case belong, and for how long they are kept (Ley 594 de 2000,
art. 24: *tablas de retención documental*). Data: the entity's own table replaces the file, and nothing is deleted by
it."""

import csv
from dataclasses import dataclass
from functools import cache

from django.conf import settings


@dataclass(frozen=True)
class Retention:
    """`in_office` and `in_archive` are years after the case is closed; `status` says whether it was approved."""

    series: str
    subseries: str
    in_office: int
    in_archive: int
    disposition: str
    status: str

    def __str__(self) -> str:
        years = f"{self.in_office} años en la dependencia y {self.in_archive} en el archivo central"
        return f"{self.series} · {self.subseries}: {years}; después, {self.disposition.lower()} ({self.status})"


@cache
def _rows() -> dict[str, Retention]:
    with open(settings.BASE_DIR / "fixtures" / "retention.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {
        row["app"]: Retention(
            series=row["series"],
            subseries=row["subseries"],
            in_office=int(row["in_office"]),
            in_archive=int(row["in_archive"]),
            disposition=row["disposition"],
            status=row["status"],
        )
        for row in rows
    }


def retention_of(app: str) -> Retention:
    """Of the cases of that app; every one has its row."""
    return _rows()[app]
