"""What a spreadsheet says is read; what it does not say is never read as nothing."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from ground.spreadsheets.reading import SheetError, read_sheet


def uploaded(*rows) -> SimpleUploadedFile:
    """A workbook as a program that computes nothing writes it."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("t.xlsx", file.getvalue())


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("=A2*2", "La celda B2 tiene una fórmula, y el archivo no guarda su resultado."),
        ('=IF(TRUE,"","")', "La celda B2 tiene una fórmula"),
        (ArrayFormula("B2:B2", "=SUM(A2:A2)"), "La celda B2 tiene una fórmula"),
        ("#REF!", "La celda B2 tiene un error, «#REF!»."),
        ("#DIV/0!", "La celda B2 tiene un error, «#DIV/0!»."),
    ],
)
def test_a_cell_without_a_value_of_its_own_is_named_and_refused(cell, complaint):
    with pytest.raises(SheetError, match="^" + complaint.replace("#", "[#]").replace(".", r"\.")):
        read_sheet(uploaded(["Código", "Tasa COP"], ["CAL-001", cell]))


def test_values_and_empty_cells_are_read_as_they_are():
    sheet = read_sheet(uploaded(["Código", "Tasa COP", "Notas"], ["CAL-001", 5, None], ["CAL-002", 1.5, "x"]))
    assert [cells[:3] for _, cells in sheet.rows] == [("CAL-001", 5, None), ("CAL-002", 1.5, "x")]


def test_a_formula_whose_result_was_kept_is_read_as_it():
    data = uploaded(["Código", "Tasa COP"], ["CAL-001", "=2*3"]).read()
    assert load_workbook(BytesIO(data)).active["B2"].value == "=2*3"
    ((_, cells),) = read_sheet(SimpleUploadedFile("t.xlsx", _with_results(data, "6"))).rows
    assert cells[:2] == ("CAL-001", 6)


def _with_results(data: bytes, result: str) -> bytes:
    """The same book, as a program that computes saves it."""
    saved = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(saved, "w") as after:
        for part in before.namelist():
            after.writestr(part, re.sub(rb"<v ?/>|<v></v>", f"<v>{result}</v>".encode(), before.read(part)))
    return saved.getvalue()
