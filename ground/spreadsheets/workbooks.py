"""Rows as an XLSX workbook to download: numbers are numbers, texts are texts, whatever they begin with."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from ground.printable import clean

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {Decimal: "0.000000", int: "#,##0", float: "#,##0.0"}
STRONG, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
# What XML, and so a workbook, cannot hold.
UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def new_book(title: str = "") -> Workbook:
    """A workbook whose rows are written one after the other, in little memory."""
    book = Workbook(write_only=True)
    book.properties.title = title
    return book


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A book of one sheet, as plain as it can be read back."""
    book = new_book()
    sheet = book.create_sheet(title)
    for cells in [header, *rows]:
        sheet.append([plain_cell(sheet, value) for value in cells])
    return saved(book)


def xlsx_response(filename: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The rows as an attachment, as `csv_response` gives them."""
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(workbook("Datos", header, rows), content_type=CONTENT_TYPE, headers=headers)


def cell(sheet: Worksheet, value: object, *, is_heading: bool = False, number_format: str = "") -> WriteOnlyCell:
    """One to be read, which wraps its words; a number looks as its type does, unless a format is given."""
    cell = plain_cell(sheet, clean(value) if isinstance(value, str) else value)
    cell.alignment = WRAPPED
    if is_heading:
        cell.font = STRONG
    if number_format:
        cell.number_format = number_format
    return cell


def plain_cell(sheet: Worksheet, value: object) -> WriteOnlyCell:
    if isinstance(value, Promise):  # a word that has its English, too
        value = str(value)
    if isinstance(value, str):
        value = UNWRITABLE.sub("", value)
    if isinstance(value, datetime) and timezone.is_aware(value):  # a workbook knows no zones: it is Bogotá's hour
        value = timezone.make_naive(value)
    cell = WriteOnlyCell(sheet, value)
    if type(value) in FORMATS:
        cell.number_format = FORMATS[type(value)]
    if isinstance(value, str):  # what begins like a formula is none
        cell.data_type, cell.quotePrefix = "s", True
    return cell
