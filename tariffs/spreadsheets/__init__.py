"""The rates of a draft as a spreadsheet: exported, edited elsewhere, read back."""

from tariffs.spreadsheets.reading import ImportResult, import_sheet
from tariffs.spreadsheets.resource import RateResource

__all__ = ["ImportResult", "RateResource", "import_sheet"]
