"""The order of a draft's rows, and the words that they are found by, after somebody changed something."""

from django.db.models import F

from tariffs.models import Edition, Heading, Rate

# Above any place that a row of a draft can have.
ASIDE = 10_000


def arrange(rows, wanted: dict[int, int] | None = None) -> None:
    """Number the rates or the headings of a draft from 1 on without gaps.

    `wanted` are places by row id: who wants the place of another gets it, the first before the next.
    """
    wishes = {pk: (place, turn) for turn, (pk, place) in enumerate((wanted or {}).items())}

    def key(row: Rate | Heading) -> tuple:
        """A row that wants a place goes before the one that has it, or after it when it comes from before."""
        if row.pk not in wishes:
            return row.position, 1, 0
        place, turn = wishes[row.pk]
        return place, 2 if row.position < place else 0, turn

    # With the edition, which Django would otherwise ask for row by row: the rows are those of one.
    ordered = sorted(rows.only("position", "edition"), key=key)
    moved = [(place, row) for place, row in enumerate(ordered, 1) if row.position != place]
    # Two steps, so that no two rows ever share a place.
    rows.filter(pk__in=[row.pk for _, row in moved]).update(position=F("position") + ASIDE)
    for place, row in moved:
        row.position = place
    rows.model.objects.bulk_update([row for _, row in moved], ["position"])


def last_place(rows) -> int:
    """The place after all rows of a draft."""
    last = rows.order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1


def make_findable(edition: Edition) -> None:
    """Write the searched words of all rows again: those of their headings changed."""
    rates = list(edition.rates.select_related("heading__parent__parent"))
    for rate in rates:
        rate.make_findable()
    Rate.objects.bulk_update(rates, ["search_text"])
