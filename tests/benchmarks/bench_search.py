"""The search with what ships, and with ten times as many other things to be found.

Pages are asked for in this process, in turns with the page of contact; the median counts, against that page's of
the same minute.
"""

import time
from hashlib import sha256
from statistics import median

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from ground.spelling import remains
from inm_portal.search.index import refresh
from inm_portal.search.models import IndexEntry, Remainder, Word
from tests.benchmarks.bench_queries import queries

TIMES = 10
PAGES = {
    "find": "?q=balanza",
    "find_misspelt": "?q=calibrasion+de+valanza",
    "find_nothing": "?q=xqzwvk",
}
VOWELS = str.maketrans("aeiou", "eioua")


def main(*, is_quick: bool = False) -> dict[str, float]:
    """Milliseconds and queries of each page, and the growth; and what it costs to find the index up to date."""
    refresh()
    few, few_queries = _milliseconds(is_quick), _queries()
    began = time.perf_counter()
    refresh()
    refreshed = 1000 * (time.perf_counter() - began)
    _add_others()
    many, many_queries = _milliseconds(is_quick), _queries()
    return {
        **{f"{page}_ms": many[page] for page in PAGES},
        **{f"{page}_few_ms": few[page] for page in PAGES},
        **{f"{page}_growth": (many[page] / many["contact"]) / (few[page] / few["contact"]) for page in PAGES},
        **{f"{page}_queries": many_queries[page] for page in PAGES},
        "find_entries": IndexEntry.objects.count(),
        "find_queries_growth": sum(abs(many_queries[page] - few_queries[page]) for page in PAGES),
        "find_refresh_ms": refreshed,
    }


def _paths() -> dict[str, str]:
    asked = {page: reverse("search") + query for page, query in PAGES.items()}
    return asked | {"contact": reverse("contact")}


def _milliseconds(is_quick: bool) -> dict[str, float]:
    client, taken = Client(), {page: [] for page in _paths()}
    for turn in range(15 if is_quick else 80):
        for page, path in _paths().items():
            began = time.perf_counter()
            assert client.get(path).status_code == 200
            if turn >= 5:  # warm
                taken[page].append(1000 * (time.perf_counter() - began))
    return {page: median(values) for page, values in taken.items()}


def _queries() -> dict[str, int]:
    return {page: queries(path) for page, path in _paths().items()}


@transaction.atomic
def _add_others() -> None:
    """The same entries and words again, each time in other words, which no page above asks for."""
    entries, words = list(IndexEntry.objects.all()), list(Word.objects.all())
    for turn in range(TIMES - 1):
        IndexEntry.objects.bulk_create(_otherwise(entry, turn) for entry in entries)
        others = [Word(word=_other(word.word, turn), spelling=word.spelling, count=word.count) for word in words]
        others = Word.objects.bulk_create(others)
        Remainder.objects.bulk_create(
            [Remainder(word=word, text=text) for word in others for text in remains(word.word)], 5000
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _otherwise(entry: IndexEntry, turn: int) -> IndexEntry:
    said = {
        name: " ".join(_other(word, turn) for word in getattr(entry, name).split())
        for name in ("title_words", "other_words")
    }
    digest = sha256(f"{entry.digest}{turn}".encode()).hexdigest()
    return IndexEntry(digest=digest, kind=entry.kind, title=entry.title, address=entry.address, text=entry.text, **said)


def _other(word: str, turn: int) -> str:
    """A word that no other turn has, nor the portal."""
    return f"{'bcdfghjklm'[turn]}z{word.translate(VOWELS)}"
