"""Making the index say what its sources say now, and nothing else."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import astuple
from datetime import datetime
from hashlib import sha256

from django.db import connection, transaction
from django.utils import timezone

from ground.findable import Findable
from ground.spelling import SHORTEST, remains
from ground.synonyms.models import Synonym
from ground.words import normalise, searchable
from inm_portal.search.kinds import HitKind
from inm_portal.search.models import IndexEntry, Remainder, Word
from inm_portal.search.sources import everything

BATCH = 1000
WORD = re.compile(r"[^\W\d_]+")


@transaction.atomic
def refresh(at: datetime | None = None) -> tuple[int, int]:
    """Write what is new, delete what nobody hands in any more: how many entries of each.

    What did not change stays untouched, so that to ask again costs little. Readers see the index as it was or
    as it is; of two at once the second waits.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {connection.ops.quote_name(IndexEntry._meta.db_table)} IN SHARE ROW EXCLUSIVE MODE")
    entries = {}
    for kind, found in everything(at or timezone.now()):
        entry = _entry(kind, found)
        entries[entry.digest] = entry
    there = set(IndexEntry.objects.values_list("digest", flat=True))
    gone, new = there - entries.keys(), [entry for digest, entry in entries.items() if digest not in there]
    IndexEntry.objects.filter(digest__in=gone).delete()
    IndexEntry.objects.bulk_create(new, BATCH)
    _refresh_words(entries.values())
    return len(new), len(gone)


def _entry(kind: HitKind, found: Findable) -> IndexEntry:
    return IndexEntry(
        digest=sha256(repr((kind.value, *astuple(found))).encode()).hexdigest(),
        kind=kind,
        title=found.title,
        address=found.address,
        text=found.text,
        place=found.place,
        needs_account=found.needs_account,
        title_words=normalise(found.title),
        other_words=searchable(" ".join([found.place, found.text, found.also])),
    )


def _refresh_words(entries: Collection[IndexEntry]) -> None:
    """The words of the entries and of the synonyms, each as it is mostly spelt."""
    counts, spellings = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for entry in entries:
        counts.update(entry.title_words.split())
        counts.update(entry.other_words.split())
    told = [" ".join([entry.title, entry.place, entry.text]) for entry in entries]
    synonyms = [f"{synonym.said} {synonym.means}" for synonym in Synonym.objects.all()]
    counts.update(word for text in synonyms for word in normalise(text).split())
    for text in (*told, *synonyms):
        for spelling in WORD.findall(unicodedata.normalize("NFC", text).lower()):
            spellings[normalise(spelling)][spelling] += 1
    words: dict[str, tuple[str, int]] = {}
    for word, count in counts.items():
        if len(word) >= SHORTEST:
            ((spelling, _),) = spellings[word].most_common(1) or [(word, count)]
            words[word] = (spelling, count)
    there = {word: (spelling, count) for word, spelling, count in Word.objects.values_list("word", "spelling", "count")}
    Word.objects.filter(word__in=there.keys() - words.keys()).delete()
    changed = [word for word in words if there.get(word) != words[word]]
    Word.objects.bulk_create(
        [Word(word=word, spelling=words[word][0], count=words[word][1]) for word in changed],
        BATCH,
        update_conflicts=True,
        unique_fields=["word"],
        update_fields=["spelling", "count"],
    )
    new = Word.objects.filter(word__in=changed, remains=None)
    Remainder.objects.bulk_create(
        [Remainder(word=word, text=text) for word in new for text in sorted(remains(word.word))], BATCH
    )
