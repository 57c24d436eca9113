"""Every address of petitions, by its name."""

from django.urls import reverse

from pqrsd import urls
from pqrsd.models import Pqrsd
from pqrsd.reports.quarters import Quarter

PATTERNS = {pattern.name: pattern.pattern for pattern in urls.urlpatterns}
# Those that say which case, or which of its letters and files.
OF_A_CASE = [name for name, pattern in PATTERNS.items() if {"number", "letter", "pk"} & set(pattern.converters)]
QUARTER = Quarter(2026, 1)


def facts_of(pqrsd: Pqrsd) -> dict:
    """What the addresses say of a case with a file, and of a quarter."""
    return {
        "number": pqrsd.radicado.number,
        "letter": pqrsd.radicado.number,
        "pk": pqrsd.steps.earliest("pk").anexos.get().pk,
        "year": QUARTER.year,
        "quarter": QUARTER.number,
    }


def address(name: str, facts: dict) -> str:
    """The address of that name, for the case with those facts."""
    return reverse(f"pqrsd:{name}", kwargs={part: facts[part] for part in PATTERNS[name].converters})
