"""An edition as a reader goes through it: its headings, and its rows already drawn.

All of it is a function of rows that are frozen once published, so each process keeps what it drew.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.core.cache import caches
from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from tariffs.linter import Flaw, Remark, findings
from tariffs.models import Edition, Heading

CACHE_SECONDS = 60 * 60
# Figures that contradict each other; the other flaws are for who prepares an edition.
CONTRADICTIONS = {Flaw.SMMLV, Flaw.USD}


@dataclass(frozen=True)
class HeadedRows:
    """A heading and the rows right under it, drawn, by position; `level` is 1 for a section, `within` are the
    anchors of the headings above it."""

    anchor: str
    name: str
    level: int
    within: tuple[str, ...]
    rows: dict[int, str]

    @property
    def drawn_rows(self) -> SafeString:
        return mark_safe("".join(self.rows.values()))


@dataclass(frozen=True)
class Catalogue:
    """The parts of an edition in the order of the document, its articles, and what is odd, by position."""

    parts: tuple[HeadedRows, ...]
    articles: SafeString
    flags: dict[int, Remark]

    @property
    def sections(self) -> list[tuple[HeadedRows, list[HeadedRows]]]:
        """Each section with the headings inside it."""
        return [
            (part, [inner for inner in self.parts if part.anchor in inner.within])
            for part in self.parts
            if part.level == 1
        ]

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
        return replace(self, parts=tuple(part for part in kept if part.anchor in needed))

    def __len__(self) -> int:
        return sum(len(part.rows) for part in self.parts)


def catalogue_of(edition: Edition) -> Catalogue:
    """The catalogue of an edition; of a draft it is drawn anew each time."""
    if edition.published_at is None:
        return _drawn(edition)
    key = f"tariffs:catalogue:{edition.cache_key}"
    kept: Catalogue | None = caches["fragments"].get(key)
    if kept is None:
        kept = _drawn(edition)
        caches["fragments"].set(key, kept, CACHE_SECONDS)
    return kept


def _drawn(edition: Edition) -> Catalogue:
    headings = list(edition.headings.all())
    rates = list(edition.rates.prefetch_related("footnotes").order_by("heading__position", "position"))
    found = findings(rates, smmlv_pesos=edition.smmlv_pesos)
    flags = {finding.position: finding for finding in found if finding.flaw in CONTRADICTIONS}
    template, rows = get_template("tariffs/_rate.html"), defaultdict[int, dict[int, str]](dict)
    for rate in rates:
        row = template.render({"edition": edition, "rate": rate, "flag": flags.get(rate.position)})
        rows[rate.heading_id][rate.position] = row
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
        parts.append(HeadedRows(anchor, heading.name, level, within, rows[heading.pk]))
    notes = {note.number: note for note in edition.footnotes.all()}
    articles = [
        article | {"notes": [notes[number] for number in article["footnotes"] if number in notes]}
        for article in edition.articles
    ]
    drawn = render_to_string("tariffs/_articles.html", {"edition": edition, "articles": articles})
    return Catalogue(tuple(parts), drawn, flags)


def _above(heading: Heading, by_key: dict[int, Heading]) -> list[int]:
    """The headings above one, from its section down."""
    if heading.parent_id is None:
        return []
    return [*_above(by_key[heading.parent_id], by_key), heading.parent_id]
