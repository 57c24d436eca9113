"""An edition as a file to keep: each format is a function of `Contents` to bytes, but for the PDF."""

from collections.abc import Callable
from typing import NamedTuple

from ground.spreadsheets.workbooks import CONTENT_TYPE
from tariffs.downloads.contents import Contents, contents_of
from tariffs.downloads.files import open_data, table, workbook


class Format(NamedTuple):
    content_type: str
    label: str
    write: Callable[[Contents], bytes] | None  # None: a worker has made it (tariffs/downloads/booklet.py)


FORMATS = {
    "pdf": Format("application/pdf", "PDF, para leer e imprimir", None),
    "xlsx": Format(CONTENT_TYPE, "Excel (XLSX)", workbook),
    "csv": Format("text/csv; charset=utf-8", "CSV", table),
    "json": Format("application/json", "JSON, datos abiertos", open_data),
}

__all__ = ["FORMATS", "Contents", "Format", "contents_of"]
