"""An edition as a reader goes through it: its headings, and its rows already drawn.

All of it is a function of rows that are frozen once published, and of the names that the page's language has
for them, so each process keeps what it drew.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.core.cache import caches
from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from ground.languages import is_english
from tariffs.axis import axis_of
from tariffs.english import Names
from tariffs.linter import Remark, contradictions
from tariffs.models import Edition, Heading
from tariffs.ranges import Range

CACHE_SECONDS = 60 * 60


@dataclass(frozen=True)
class HeadedRows:
    """A heading and the rows right under it, drawn, by position; `level` is 1 for a section, `within` are the
    anchors of the headings above it. `axes` has, drawn, the one that a row with its range stands on. Its `name`
    is that of the page, whatever the resolution calls it (`spanish`), and `misprint` how that is printed, where it
    was mended."""

    anchor: str
    name: str
    spanish: str
    level: int
    within: tuple[str, ...]
    rows: dict[int, str]
    axes: dict[int, str]
    misprint: str

    @property
    def drawn_rows(self) -> SafeString:
        """Each axis above the first of its rows."""
        drawn, shown = [], set()
        for position, row in self.rows.items():
            axis = self.axes.get(position, "")
            if axis not in shown:
                drawn.append(axis)
                shown.add(axis)
            drawn.append(row)
        return mark_safe("".join(drawn))


@dataclass(frozen=True)
class Fold:
    """What opens at once: a heading with the rows under it, and those inside it."""

    head: HeadedRows
    inside: tuple[HeadedRows, ...]

    @property
    def count(self) -> int:
        return sum(len(part.rows) for part in (self.head, *self.inside))


@dataclass(frozen=True)
class Catalogue:
    """The parts of an edition in the order of the document, its articles, and what is odd, by position; the
    places of the rows that serve what was asked for."""

    parts: tuple[HeadedRows, ...]
    articles: SafeString
    flags: dict[int, Remark]
    serving: frozenset[int] = frozenset()

    @property
    def sections(self) -> list[tuple[HeadedRows, list[HeadedRows]]]:
        """Each section with the headings inside it."""
        return [
            (part, [inner for inner in self.parts if part.anchor in inner.within])
            for part in self.parts
            if part.level == 1
        ]

    @property
    def folds(self) -> list[tuple[HeadedRows, list[Fold]]]:
        """Each section with its laboratories, or with itself where it has none; rows of its own come first."""
        folded = []
        for section, inside in self.sections:
            own = [Fold(section, ())] if section.rows else []
            laboratories = [part for part in inside if part.level == 2]
            below = {part.anchor: tuple(each for each in inside if part.anchor in each.within) for part in laboratories}
            folded.append((section, own + [Fold(part, below[part.anchor]) for part in laboratories]))
        return folded

    def path_to(self, position: int) -> list[HeadedRows]:
        """The headings that lead to a row, from its section down."""
        by_anchor = {part.anchor: part for part in self.parts}
        (own,) = (part for part in self.parts if position in part.rows)
        return [*(by_anchor[anchor] for anchor in own.within), own]

    def positions_under(self, anchor: str) -> set[int]:
        """The rows of a heading and of all inside it."""
        return {
            position for part in self.parts if anchor == part.anchor or anchor in part.within for position in part.rows
        }

    def only(self, positions: set[int]) -> "Catalogue":
        """With those rows alone, and the headings that lead to them."""
        kept = [
            replace(part, rows={place: row for place, row in part.rows.items() if place in positions})
            for part in self.parts
        ]
        needed = {anchor for part in kept if part.rows for anchor in (part.anchor, *part.within)}
        parts = tuple(part for part in kept if part.anchor in needed)
        return replace(self, parts=parts, serving=self.serving & positions)

    def __len__(self) -> int:
        return sum(len(part.rows) for part in self.parts)


def catalogue_of(edition: Edition, names: Names, asked: Range | None = None) -> Catalogue:
    """The catalogue of an edition, in the words of the page; of a draft it is drawn anew each time.

    When somebody asks where their instrument lies, only the rows that measure the same, with that place marked.
    """
    if edition.published_at is None or asked:
        return _drawn(edition, names, asked)
    key = f"tariffs:catalogue:{edition.cache_key}:{names.key}"
    kept: Catalogue | None = caches["fragments"].get(key)
    if kept is None:
        kept = _drawn(edition, names, None)
        caches["fragments"].set(key, kept, CACHE_SECONDS)
    return kept


def _drawn(edition: Edition, names: Names, asked: Range | None) -> Catalogue:
    headings = list(edition.headings.all())
    rates = list(edition.rates.prefetch_related("footnotes").order_by("heading__position", "position"))
    flags = contradictions(rates, smmlv_pesos=edition.smmlv_pesos)
    if asked:
        rates = [rate for rate in rates if rate.range and rate.range.quantity == asked.quantity]
    families = defaultdict[tuple[int, str], list[Range]](list)
    for rate in rates:
        if rate.range:
            families[rate.heading_id, rate.range.quantity].append(rate.range)
    axes = {family: axis_of(ranges, asked) for family, ranges in families.items()}
    axis_names = {family: f"eje-{turn}" for turn, family in enumerate(axes, 1)}
    template, above = get_template("tariffs/_rate.html"), get_template("tariffs/_axis.html")
    drawn_axes = {
        family: above.render({"axis": axis, "name": axis_names[family]}) for family, axis in axes.items() if axis
    }
    rows, axes_of_rows = (defaultdict[int, dict[int, str]](dict) for _ in range(2))
    serving = set()
    for rate in rates:
        flag = flags.get(rate.position)
        context: dict[str, Any] = {"edition": edition, "rate": rate, "names": names, "flag": flag}
        if rate.range:
            family = rate.heading_id, rate.range.quantity
            if axis := axes[family]:
                axes_of_rows[rate.heading_id][rate.position] = drawn_axes[family]
                context |= {"bar": axis.bar(rate.range), "axis_name": axis_names[family]}
            if asked and rate.range.covers(asked):
                serving.add(rate.position)
                context["serves"] = asked
        rows[rate.heading_id][rate.position] = template.render(context)
    # Every heading's place in the page: its words, and a number when others share them.
    anchors: dict[int, str] = {}
    for heading in headings:
        words = slugify(heading.name) or "titulo"
        same = sum(anchor == words or anchor.startswith(f"{words}--") for anchor in anchors.values())
        anchors[heading.pk] = f"{words}--{same + 1}" if same else words
    by_key, parts = {heading.pk: heading for heading in headings}, []
    for heading in headings:
        within = tuple(anchors[above] for above in _above(heading, by_key))
        anchor, level = anchors[heading.pk], len(within) + 1
        own = rows[heading.pk], axes_of_rows[heading.pk], heading.misprint
        parts.append(HeadedRows(anchor, names.of(heading.name), heading.name, level, within, *own))
    notes = {note.number: note for note in edition.footnotes.all()}
    articles = [
        article | {"notes": [notes[number] for number in article["footnotes"] if number in notes]}
        for article in edition.articles
    ]
    context = {"edition": edition, "articles": articles, "is_english": is_english()}
    drawn = render_to_string("tariffs/_articles.html", context)
    return Catalogue(tuple(parts), drawn, flags, frozenset(serving))


def _above(heading: Heading, by_key: dict[int, Heading]) -> list[int]:
    """The headings above one, from its section down."""
    if heading.parent_id is None:
        return []
    return [*_above(by_key[heading.parent_id], by_key), heading.parent_id]
