"""An uploaded spreadsheet as plain rows."""

import csv
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import starmap
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.files.uploadedfile import UploadedFile
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

logger = logging.getLogger(__name__)

Cells = tuple[str | int | float | None, ...]

MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_ROWS = 1000  # a resolution has a third of them, and each is checked on its own
MAX_COLUMNS = 60
ZIP = b"PK\x03\x04"


class SheetError(Exception):
    """The sentence says what is wrong with the file, for people."""


@dataclass(frozen=True)
class ReadSheet:
    """The first row of a file and the others that are not empty, each with its number in the file."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, Cells], ...]


def read_sheet(file: "UploadedFile[bytes]") -> ReadSheet:
    """An uploaded XLSX or CSV, known by its content; raises SheetError."""
    try:
        data = file.read(MAX_BYTES + 1)
    except OSError as error:
        logger.error("a spreadsheet was not received: %r", error)
        raise SheetError("No pudimos recibir el archivo por una falla nuestra, que quedó registrada.") from error
    if len(data) > MAX_BYTES:
        raise SheetError(f"El archivo pesa más de {MAX_BYTES // 1024 // 1024} MB.")
    rows = _xlsx_rows(data) if data.startswith(ZIP) else _csv_rows(data)
    if not rows:
        raise SheetError("El archivo está vacío.")
    if len(rows) > MAX_ROWS:
        raise SheetError(f"El archivo tiene más de {MAX_ROWS} filas.")
    (_, first), *others = rows
    header = tuple("" if cell is None else str(cell).strip() for cell in first)
    # As long as the header: spreadsheets leave out empty cells at the end.
    missing = [None] * len(header)
    return ReadSheet(header, tuple((number, (*cells, *missing)[: len(header)]) for number, cells in others))


def _filled(rows: Iterable[Sequence[object]]) -> list[tuple[int, Cells]]:
    """Without empty rows, and no more of them than tell that there are too many."""
    filled: list[tuple[int, Cells]] = []
    for number, cells in enumerate(rows, 1):
        if any(cell not in (None, "") for cell in cells):
            # Dates and the like as texts, so that a sheet can be kept as JSON.
            plain = (cell if isinstance(cell, str | int | float | None) else str(cell) for cell in cells)
            filled.append((number, tuple(plain)))
        if number > 2 * MAX_ROWS or len(filled) > MAX_ROWS:
            break
    return filled


def _xlsx_rows(data: bytes) -> list[tuple[int, Cells]]:
    """Values of the first sheet; of a formula, what it gave when it was saved, which has to be there."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED_BYTES:
                raise SheetError("El archivo es demasiado grande al descomprimirlo.")
        kept, written = (
            load_workbook(BytesIO(data), read_only=True, data_only=is_kept).worksheets[0] for is_kept in (True, False)
        )
        rows = zip(kept.iter_rows(max_col=MAX_COLUMNS), written.iter_rows(max_col=MAX_COLUMNS), strict=True)
        return _filled(starmap(_results, rows))
    except (BadZipFile, InvalidFileException, LookupError, ValueError, TypeError, SyntaxError) as error:
        raise SheetError("No se pudo leer el archivo XLSX: está dañado o no es una hoja de cálculo.") from error


def _results(kept: Sequence[Any], written: Sequence[Any]) -> list[object]:
    """The values of a row. What a formula gave is not read as nothing when nothing was kept of it, nor as words when
    it is an error."""
    for result, cell in zip(kept, written, strict=True):
        if cell.data_type == "f" and result.value is None:
            raise SheetError(
                f"La celda {cell.coordinate} tiene una fórmula, y el archivo no guarda su resultado. Ábralo en su "
                "programa de hojas de cálculo, guárdelo y elíjalo de nuevo; o escriba el valor."
            )
        if result.data_type == "e":
            raise SheetError(
                f"La celda {cell.coordinate} tiene un error, «{result.value}». Corríjala y elija de nuevo."
            )
    return [cell.value for cell in kept]


def _csv_rows(data: bytes) -> list[tuple[int, Cells]]:
    for encoding in ("utf-8-sig", "cp1252"):  # the latter is what Excel writes in Spanish
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            break
    else:
        raise SheetError("El archivo no es XLSX ni CSV.")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        return _filled(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SheetError("No se pudo leer el archivo CSV: revise sus comillas y separadores.") from error
