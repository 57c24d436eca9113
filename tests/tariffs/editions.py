"""Editions that come after the one of 2020, for what is told between them."""

from dataclasses import replace
from datetime import date

from tariffs.models import Edition
from tariffs.printed import PrintedResolution
from tariffs.resolution_import import start_edition

DEARER = 128_100  # 122 000 pesos and five per cent
NEW_NAME = "Calibración de gravímetro absoluto"


def published(printed: PrintedResolution, reason: str = "Transcripción de la resolución.") -> Edition:
    edition = start_edition(printed, reason=reason)
    edition.publish()
    return edition


def next_resolution(printed: PrintedResolution, **values) -> PrintedResolution:
    """The first row dearer, the second one gone, and a new one at the end."""
    first, gone, *others = printed.rates
    new = replace(others[-1], position=328, name=NEW_NAME, raw_name=NEW_NAME, code="")
    rates = (replace(first, cop=DEARER), *others, new)
    values = {"number": "021-2027", "issued_on": date(2026, 2, 2), "valid_from": date(2026, 2, 3)} | values
    return replace(printed, rates=rates, **values)
