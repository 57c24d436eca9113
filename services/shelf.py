"""Which lots somebody's units are of: pure. The first to expire goes first, of those that last as long as is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Stocked:
    """So many `free` units of a lot for sale, by its key."""

    key: int
    free: int
    expires_on: date


def first_expiring(lots: Iterable[Stocked], units: int, *, on: date, life: int) -> dict[int, int]:
    """How many of so many units come of each lot, with at least so many days of life on that day, the last one
    included. Fewer in all, where there are not enough."""
    taken: dict[int, int] = {}
    lasting = (lot for lot in lots if lot.expires_on >= on + timedelta(days=life))
    for lot in sorted(lasting, key=lambda lot: (lot.expires_on, lot.key)):
        if count := min(lot.free, units - sum(taken.values())):
            taken[lot.key] = count
    return taken
