"""The rates of a draft as a spreadsheet: exported, edited elsewhere, read back."""

from tariffs.spreadsheets.files import MAX_BYTES, Sheet, SheetError, read_sheet, workbook
from tariffs.spreadsheets.reading import Outcome, import_sheet
from tariffs.spreadsheets.resource import RateResource

__all__ = [
    "MAX_BYTES", "Outcome", "RateResource", "Sheet", "SheetError", "import_sheet", "read_sheet", "workbook",
]  # fmt: skip
