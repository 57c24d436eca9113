"""The entries that answer a question, the best first."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, Count, F, FloatField, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from ground.synonyms.concepts import Concept, concepts_of
from ground.words import normalise
from inm_portal.search.kinds import WEIGHTS, HitKind
from inm_portal.search.models import IndexEntry
from inm_portal.search.question import corrected

SHOWN_OF_KIND = 5
# Of the words D, C, B and A of PostgreSQL: a title (A) says more than all the rest (C).
PLACES = [0.05, 0.15, 0.4, 1.0]
SHORT_FIRST = Value(1)  # PostgreSQL divides a rank by the logarithm of how many words there are
SYNONYMS = 0.5  # how much a word counts that was not typed, but means the same


@dataclass(frozen=True)
class HitGroup:
    """The best entries of a kind, and how many there are of it."""

    kind: HitKind
    entries: list[IndexEntry]
    count: int

    @property
    def title(self) -> str:
        return f"{self.kind.label} ({self.count})"


@dataclass(frozen=True)
class SearchAnswer:
    """`searched` is what was typed, spelt as the portal spells it; `is_partial`, that no entry has all of it,
    and those that there are have some."""

    searched: str
    concepts: list[Concept]
    entries: QuerySet[IndexEntry]
    is_partial: bool

    @property
    def beginnings(self) -> tuple[str, ...]:
        return tuple(word for concept in self.concepts for word in concept.beginnings)

    def groups(self) -> list[HitGroup]:
        """By kinds, that of the best entry first."""
        if not self.concepts:
            return []
        best_first = [F("score").desc(), F("pk").asc()]
        best = self.entries.annotate(
            place_in_kind=Window(RowNumber(), partition_by=F("kind"), order_by=best_first),
            of_kind=Window(Count("pk"), partition_by=F("kind")),
        ).filter(place_in_kind__lte=SHOWN_OF_KIND)
        groups: dict[str, HitGroup] = {}
        for entry in best:
            group = groups.setdefault(entry.kind, HitGroup(HitKind(entry.kind), [], entry.of_kind))
            group.entries.append(entry)
        return list(groups.values())


def answer(typed: str, *, exactly: bool = False, without: Collection[str] = ()) -> SearchAnswer:
    """What has all the words, else all of them as they would be spelt, else some; `exactly` spells nothing
    otherwise. The addresses `without` which it answers are those that would not open."""
    concepts = concepts_of(typed)
    found = SearchAnswer(typed, concepts, _having(typed, concepts, "&", without), is_partial=False)
    if not concepts or found.entries.exists():
        return found
    if not exactly and (searched := corrected(typed, concepts)) != typed:
        concepts = concepts_of(searched)
        found = SearchAnswer(searched, concepts, _having(searched, concepts, "&", without), is_partial=False)
        if found.entries.exists():
            return found
    if len(concepts) == 1:
        return found
    return SearchAnswer(found.searched, concepts, _having(found.searched, concepts, "|", without), is_partial=True)


def _having(typed: str, concepts: list[Concept], operator: str, without: Collection[str]) -> QuerySet[IndexEntry]:
    """First what is called just so; what is said in the very words that were typed comes before what only a
    synonym finds."""
    if not concepts:
        return IndexEntry.objects.none()
    every = _query(f" {operator} ".join(f"({concept.query})" for concept in concepts))
    own = _query(" | ".join(f"{word}:*" for concept in concepts for word in concept.typed))
    weight = Case(*(When(kind=kind, then=Value(weight)) for kind, weight in WEIGHTS.items()), output_field=FloatField())
    words = F("search_words")
    rank_own, rank_every = (
        SearchRank(words, query, weights=PLACES, normalization=SHORT_FIRST) for query in (own, every)
    )
    is_its_name = Case(When(title_words=normalise(typed), then=Value(1.0)), default=Value(0.0))
    found = IndexEntry.objects.filter(search_words=every).exclude(address__in=without)
    found = found.defer("search_words", "title_words", "other_words")
    return found.annotate(score=(rank_own + rank_every * SYNONYMS + is_its_name) * weight).order_by("-score", "pk")


def _query(text: str) -> SearchQuery:
    return SearchQuery(text, search_type="raw", config="simple")
