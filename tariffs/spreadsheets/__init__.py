"""The rates of a draft as a spreadsheet: exported, edited elsewhere, read back."""

from tariffs.spreadsheets.reading import Outcome, import_sheet
from tariffs.spreadsheets.resource import RateResource

__all__ = ["Outcome", "RateResource", "import_sheet"]
