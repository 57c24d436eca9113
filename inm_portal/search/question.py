"""What somebody typed, as it would be spelt."""

from django.db.models import Exists

from ground.spelling import distance, is_near, remains, sound
from ground.synonyms.concepts import Concept
from ground.words import normalise, prefixes
from inm_portal.search.models import Remainder, Word


def corrected(typed: str, concepts: list[Concept]) -> str:
    """With each word that no entry has replaced by the nearest that one has; the same if there is none."""
    words = list(dict.fromkeys(word for concept in concepts for word in concept.typed))
    begins = {f"word_{place}": Exists(Word.objects.filter(word__startswith=word)) for place, word in enumerate(words)}
    there = Word.objects.values_list(*begins.values()).first()
    unknown = [word for word, is_there in zip(words, there or (), strict=False) if not is_there]
    rests = [rest for word in unknown for rest in remains(word)]
    # Asked apart: as one question, an index that was just written is read once for each of its words.
    near = set(Remainder.objects.filter(text__in=rests).values_list("word", flat=True)) if rests else set()
    candidates = list(Word.objects.filter(pk__in=near).values_list("word", "spelling", "count")) if near else []
    meant = {word: _nearest(word, candidates) for word in unknown}
    return " ".join(_spelt(token, meant) for token in typed.split())


def _nearest(typed: str, candidates: list[tuple[str, str, int]]) -> str | None:
    """How the nearest is spelt: the one that sounds most like it, then looks most like it, then is said most."""
    near = [
        (distance(sound(typed), sound(word)), distance(typed, word), -count, spelling)
        for word, spelling, count in candidates
        if is_near(typed, word)
    ]
    return min(near)[-1] if near else None


def _spelt(token: str, meant: dict[str, str | None]) -> str:
    """A piece of what was typed, with the words in it that were meant otherwise."""
    words = normalise(token).split()
    corrections = [meant.get(beginning) for beginning in prefixes(token)]
    if not any(corrections):
        return token
    return " ".join(correction or word for correction, word in zip(corrections, words, strict=True))
