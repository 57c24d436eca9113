"""Rows as a CSV file that a spreadsheet can open without running anything in it."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from django.http import StreamingHttpResponse
from django.utils.functional import Promise

# With one of these in front, a spreadsheet takes a text for a formula (OWASP, «CSV injection»).
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


class _Line:
    """A file for csv.writer that hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_response(filename: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """The rows as an attachment, in constant memory when `rows` is; for Excel in Spanish: BOM, semicolons.

    Texts that would be formulas get an apostrophe in front; dates are ISO 8601, dicts JSON.
    """
    writer = csv.writer(_Line(), delimiter=";")
    lines = (writer.writerow(map(_cell, row)) for row in rows)
    return StreamingHttpResponse(
        chain(["\ufeff" + writer.writerow(header)], lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def _cell(value: object) -> object:
    if isinstance(value, date):  # and datetimes
        return value.isoformat()
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, Promise):
        value = str(value)
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return value
