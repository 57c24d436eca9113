"""What somebody typed, understood: the beginnings of words that an answer must have, with their synonyms."""

from dataclasses import dataclass

from ground.synonyms.models import Synonym
from ground.words import normalise, prefixes

WORDS_SEARCHED = 12
LONGEST_PHRASE = 4  # words
# What questions are made of, and no answer is found by.
SAID_OF_ANYTHING = frozenset(
    normalise(
        "a al algo ante aqui como con cual cuales cuando de del deseo donde el ella en entre es esta este esto fue ha "
        "hace hacer hacia hago hay he la las le les lo los me mi mis muy necesito no nos o para pero poder por porque "
        "puede puedo que quiero se segun ser si sin sobre soy son su sus te tener tengo tiene un una unas uno unos "
        "usted va y ya yo"
    ).split()
)


@dataclass(frozen=True)
class Concept:
    """One thing that was asked for: the beginnings typed for it, or those of any of its synonyms."""

    typed: tuple[str, ...]
    synonyms: tuple[tuple[str, ...], ...] = ()

    @property
    def query(self) -> str:
        """As PostgreSQL's full text asks for it; `normalise` left nothing that has a meaning there."""
        choices = (self.typed, *self.synonyms)
        return " | ".join("(" + " & ".join(f"{word}:*" for word in choice) + ")" for choice in choices)

    @property
    def beginnings(self) -> tuple[str, ...]:
        return (*self.typed, *(word for choice in self.synonyms for word in choice))


def concepts_of(typed: str) -> list[Concept]:
    """In the order in which they were typed; none when nothing was that could be found."""
    words = prefixes(typed)[:WORDS_SEARCHED]
    phrases = [
        " ".join(words[place : place + length])
        for place in range(len(words))
        for length in range(1, LONGEST_PHRASE + 1)
        if place + length <= len(words)
    ]
    means: dict[str, list[tuple[str, ...]]] = {}
    for key, meaning in Synonym.objects.filter(key__in=phrases).values_list("key", "means"):
        means.setdefault(key, []).append(_telling(prefixes(meaning)))
    concepts, place = [], 0
    while place < len(words):
        lengths = range(min(LONGEST_PHRASE, len(words) - place), 1, -1)
        length = next((length for length in lengths if " ".join(words[place : place + length]) in means), 1)
        phrase = words[place : place + length]
        concepts.append(Concept(_telling(phrase), tuple(means.get(" ".join(phrase), ()))))
        place += length
    telling = [concept for concept in concepts if concept.synonyms or not SAID_OF_ANYTHING.issuperset(concept.typed)]
    return telling or concepts


def _telling(words: list[str]) -> tuple[str, ...]:
    """Without those that are said of anything, unless there are no others."""
    return tuple(word for word in words if word not in SAID_OF_ANYTHING) or tuple(words)
