"""Counts of sensitive groups, published so that they point at nobody (Ley 1581 de 2012, art. 5). Pure.

A count below the threshold is only said to be below it, none included. Who answered nothing is never counted
out loud, so that what a total leaves over is not the count of a group. When so few are left over that it
would almost be, the whole table is withheld. A reader who knows this rule and the total learns of each
suppressed count that it is any from zero to four.
"""

from collections.abc import Mapping

THRESHOLD = 5
FEW = f"menos de {THRESHOLD}"


def publishable(counts: Mapping[str, int], total: int) -> dict[str, int | str] | None:
    """What may be said of the groups of a `total` of people, of whom some are in none; None: nothing."""
    shown = {group: FEW if count < THRESHOLD else count for group, count in counts.items()}
    left_over = total - sum(count for count in shown.values() if isinstance(count, int))
    if FEW in shown.values() and left_over < THRESHOLD:
        return None
    return shown
