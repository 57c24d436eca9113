"""The petitions that reports count, and counts as tables.

Annulled ones are never counted. *Denuncias* are one total and nothing else: everything here is of ordinary
petitions, so that no table says of a denuncia where it came from or who has it.
"""

from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from ground.charts.tables import Value
from pqrsd.kinds import Outcome
from pqrsd.models import Pqrsd
from pqrsd.reports.quarters import Quarter

UNKNOWN = "Sin informar"


def counted() -> QuerySet:
    return Pqrsd.objects.exclude(outcome=Outcome.ANNULLED).order_by()


def ordinary() -> QuerySet:
    return counted().filter(is_reserved=False)


def during(quarter: Quarter, field: str) -> dict:
    """The filter by which an instant is of the quarter."""
    return {f"{field}__gte": quarter.begins_at, f"{field}__lt": quarter.ends_at}


def received_in(quarter: Quarter) -> QuerySet:
    return ordinary().filter(**during(quarter, "received_at"))


def closed_in(quarter: Quarter) -> QuerySet:
    return ordinary().filter(**during(quarter, "closed_at"))


def summed(pairs: Iterable[tuple[str, int]]) -> Counter:
    """How many there are of each name."""
    counts: Counter = Counter()
    for name, count in pairs:
        counts[name] += count
    return counts


def most_first(counts: Counter) -> tuple[tuple[Value, ...], ...]:
    """Rows of name and count, those of many first, then by name."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def percentage(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
