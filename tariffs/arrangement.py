"""The order of a draft's rows, and the words that they are found by, after somebody changed something."""

from django.db.models import F

from tariffs.codes import LETTERS, code_key
from tariffs.kinds import SectionKind
from tariffs.models import Edition, Heading, Rate
from tariffs.resolution_import import known_codes

# Above any place that a row of a draft can have.
ASIDE = 10_000


def arrange(rows, wanted: dict[int, int] | None = None) -> None:
    """Number the rates or the headings of a draft from 1 on without gaps.

    `wanted` are places by row id: who wants the place of another gets it, the first before the next.
    """
    keys = {pk: (place, turn) for turn, (pk, place) in enumerate((wanted or {}).items())}
    # With the edition, which Django would otherwise ask for row by row: the rows are those of one.
    found = rows.only("position", "edition")
    ordered = sorted(found, key=lambda row: _key(row, *keys.get(row.pk, ())))
    moved = [(place, row) for place, row in enumerate(ordered, 1) if row.position != place]
    # Two steps, so that no two rows ever share a place.
    rows.filter(pk__in=[row.pk for _, row in moved]).update(position=F("position") + ASIDE)
    for place, row in moved:
        row.position = place
    rows.model.objects.bulk_update([row for _, row in moved], ["position"])


def _key(row: Rate | Heading, place: int | None = None, turn: int = 0) -> tuple:
    """A row that wants a place goes before the one that has it, or after it when it comes from before."""
    if place is None:
        return row.position, 1, 0
    return place, 2 if row.position < place else 0, turn


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


class FreeCodes:
    """Codes for more rows of a draft, asked of the database once."""

    def __init__(self, edition: Edition):
        self.known = known_codes()
        self.used = set(edition.rates.values_list("code", flat=True))
        self.last = dict.fromkeys(LETTERS.values(), 0)
        for code in Rate.objects.values_list("code", flat=True).distinct():
            self._count(code)

    def take(self, kind: SectionKind, name: str) -> str:
        """The one that the row had in another edition, or a new one; never the same twice."""
        code = self.known.get(code_key(kind, name))
        if not code or code in self.used:
            letters = LETTERS[SectionKind(kind)]
            code = f"{letters}-{self.last[letters] + 1:03}"
        self.keep(code)
        return code

    def keep(self, code: str) -> None:
        """A code that somebody chose is free no more."""
        self.used.add(code)
        self._count(code)

    def _count(self, code: str) -> None:
        letters, number = code.split("-")
        self.last[letters] = max(self.last[letters], int(number))
