"""The text of a tariff resolution, as scanned, read into frozen values: `parse`."""

from tariffs.resolution_text.reading import ResolutionTextError
from tariffs.resolution_text.whole import parse

__all__ = ["ResolutionTextError", "parse"]
