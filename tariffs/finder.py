"""From what customers say to the rates they mean: everyday words, however they are spelt, the names of the rates in
both languages, and the question that decides between several.

What is typed is compared with words alone, in this process: the rows of `FinderWord` and the names of an edition are
read, and kept as they were read until they are others.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from ground.spelling import distance, sound
from ground.synonyms.concepts import SAID_OF_ANYTHING
from ground.words import PLURAL, normalise, searchable
from tariffs.models import Edition, FinderWord, Rate
from tariffs.ranges import Range, among_words

WORDS_READ = 12
SHORTEST_BEGINNING = 4  # letters of an unfinished word
LETTERS_PER_MISTAKE = 4
SPELT = re.compile(r"[^\W_]+")
# What is said of any service, and leads to none.
SAID_OF_ANY_SERVICE = (
    "calibrar calibración calibraciones calibrado calibrada calibrados medir medición mediciones ajustar verificar "
    "verificación certificar certificado certificación servicio servicios equipo equipos instrumento instrumentos "
    "marca modelo serial serie tipo laboratorio inm precio cuánto vale cuesta costo calibrate calibrated calibration "
    "measure measured measurement the of my an for with brand model service"
)


def root(word: str) -> str:
    """A word as it is compared: `bloques` and `bloque` have one."""
    stem = PLURAL.sub("", word)
    return stem.removesuffix("e") if len(stem) > 3 else stem


NOISE = frozenset(root(word) for word in normalise(SAID_OF_ANY_SERVICE).split())


def roots(name: str) -> tuple[str, ...]:
    """Those of the words that tell something, if any does."""
    words = normalise(name).split()
    telling = [root(word) for word in words if word not in SAID_OF_ANYTHING and root(word) not in NOISE]
    return tuple(telling or map(root, words))


@dataclass(frozen=True)
class Token:
    """A word as it was typed, with its root; `meant` is the word that it stands for, where it was misspelt."""

    typed: str
    root: str
    meant: str = ""

    def says(self, word: str) -> bool:
        """That root, or its beginning."""
        return word == self.root or (len(self.root) >= SHORTEST_BEGINNING and word.startswith(self.root))


@dataclass(frozen=True)
class Lexicon:
    """All by which something is found: the roots of each everyday name, with the places of what is called so; each root
    by which rates are called, with their codes; and all of them as they are written (`spellings`)."""

    names: Mapping[tuple[str, ...], frozenset[int]]
    rates: Mapping[str, frozenset[str]]
    spellings: Mapping[str, str]

    @cached_property
    def _by_trigram(self) -> dict[str, list[str]]:
        found = defaultdict[str, list[str]](list)
        for word in self.spellings:
            for part in _trigrams(word) | _trigrams(sound(word)):
                found[part].append(word)
        return found

    def knows(self, word: str) -> bool:
        """It, or what it is the beginning of."""
        if word in self.spellings:
            return True
        return len(word) >= SHORTEST_BEGINNING and any(known.startswith(word) for known in self.spellings)

    def nearest(self, word: str) -> str | None:
        """The root that was meant by one that is not there: a mistake is forgiven for every four letters."""
        most = len(word) // LETTERS_PER_MISTAKE
        if not most or not word.isalpha():
            return None
        heard = sound(word)
        # Two letters that changed places take four of its trigrams with them, any other mistake fewer.
        parts = _trigrams(word) | _trigrams(heard)
        shared = Counter(known for part in parts for known in self._by_trigram.get(part, ()))
        least_shared, near = max(1, len(heard) - 4 * most), []
        for known, count in shared.items():
            if count >= least_shared and abs(len(known) - len(word)) <= most:
                by_ear, by_eye = distance(heard, sound(known)), distance(word, known)
                near.append((min(by_ear, by_eye), by_ear + by_eye, known))
        least, _, meant = min(near, default=(most + 1, 0, None))
        return meant if least <= most else None

    def tokens(self, typed: str) -> list[Token]:
        """The words that tell something, as they were meant."""
        found = []
        for word in normalise(typed).split()[:WORDS_READ]:
            own = root(word)
            if word in SAID_OF_ANYTHING or own in NOISE:
                continue
            nearest = None if self.knows(own) else self.nearest(own)
            if nearest is None:
                found.append(Token(word, own))
            elif nearest not in NOISE:
                found.append(Token(word, nearest, self.spellings[nearest]))
        return found

    def named(self, tokens: Sequence[Token]) -> tuple[frozenset[int], set[Token], int]:
        """Whose name has most of the words, all of its own being among them, those words, and how many there are in one
        name; nobody's, when there is none."""
        said = {word: [token for token in tokens if token.says(word)] for word in self._words}
        best, places, used = (0, 0), frozenset[int](), set[Token]()
        for words, whose in self.names.items():
            if not all(said[word] for word in words):
                continue
            score = len(words), sum(any(token.root == word for token in said[word]) for word in words)
            if score >= best:
                if score > best:
                    best, places, used = score, frozenset(), set()
                places |= whose
                used.update(chain.from_iterable(said[word] for word in words))
        return places, used, best[0]

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self.names))

    def called(self, tokens: Sequence[Token]) -> set[str]:
        """The codes of the rates that have all of these words in their names, in one language or another."""
        found: set[str] | None = None
        for token in tokens:
            having = set(chain.from_iterable(codes for word, codes in self.rates.items() if token.says(word)))
            found = having if found is None else found & having
        return found or set()


def _trigrams(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}


@lru_cache(maxsize=8)
def lexicon(everyday: tuple[tuple[str, ...], ...], rates: tuple[tuple[str, str], ...]) -> Lexicon:
    """Of the names of each thing, and of the code of each rate with all that it is called."""
    names, spellings = defaultdict[tuple[str, ...], set[int]](set), dict[str, str]()
    for text in chain(chain.from_iterable(everyday), (called for _, called in rates), [SAID_OF_ANY_SERVICE]):
        for word in SPELT.findall(text.lower()):
            spellings.setdefault(root(normalise(word)), word)
    for place, each in enumerate(everyday):
        for name in each:
            names[roots(name)].add(place)
    codes = defaultdict[str, set[str]](set)
    for code, called in rates:
        for word in searchable(f"{called} {code}").split():
            codes[root(word)].add(code)
    by_name = {words: frozenset(places) for words, places in names.items()}
    return Lexicon(by_name, {word: frozenset(whose) for word, whose in codes.items()}, spellings)


# --- What was understood -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Meant:
    """The places of the things that were named, the codes of the rates that have the words, all words that tell
    something and those that say nothing here."""

    places: frozenset[int]
    codes: set[str]
    tokens: tuple[Token, ...]
    ignored: tuple[Token, ...]


def understood(typed: str, known: Lexicon) -> Meant:
    """What somebody means by some words. An everyday name counts, unless rates are called by more of the words."""
    tokens = known.tokens(typed)
    beside = set(normalise(among_words(typed)[1]).split())  # what tells of a value is no name
    telling = [token for token in tokens if token.typed in beside] or tokens
    places, used, length = known.named(tokens)
    left, codes = [token for token in telling if token not in used], known.called(telling)
    if codes and length < len(telling):
        return Meant(frozenset(), codes, tuple(tokens), ())
    while left and places:
        more, said, _ = known.named(left)
        if not more:
            break
        places, left = places | more, [token for token in left if token not in said]
    if not places and not codes:
        left = [token for token in telling if not known.knows(token.root)]
        rest = [token for token in telling if token not in left]
        codes = known.called(rest) if any(len(token.root) >= SHORTEST_BEGINNING for token in rest) else set()
    return Meant(places, codes, tuple(tokens), tuple(left))


# --- What was found ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class FoundRates:
    """The rates that were meant, those that may serve, and others that have the same words, in the order of the
    resolution; `words` is what was named, even if it has no rates.

    `corrected` has each misspelt word with the one that was meant; `ignored`, those that say nothing here; `value` is
    what the instrument measures; `narrower`, what has some of the rates for itself.
    """

    corrected: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    words: tuple[FinderWord, ...] = ()
    rates: tuple[Rate, ...] = ()
    near: tuple[Rate, ...] = ()
    others: tuple[Rate, ...] = ()
    value: Range | None = None
    narrower: tuple[FinderWord, ...] = ()

    @property
    def is_offered(self) -> bool:
        return bool(self.rates or self.near)

    @property
    def is_of_ranges(self) -> bool:
        """Whether what the instrument measures tells some of the rates from others."""
        return len({rate.range for rate in (*self.rates, *self.near) if rate.range}) > 1

    def serves(self, rate: Rate) -> bool:
        return bool(self.value and rate.range and rate.range.covers(self.value))

    def is_of_another(self, rate: Rate) -> bool:
        """Whether it measures the same, and not what was asked for."""
        return bool(self.value and rate.range and rate.range.quantity == self.value.quantity and not self.serves(rate))


def find(typed: str, edition: Edition, english: Mapping[str, str], value: Range | None = None) -> FoundRates:
    """What somebody means by some words, in an edition and in both languages; the portal's synonyms come last."""
    entries = list(FinderWord.objects.all())
    meant = understood(typed, lexicon(tuple(tuple(entry.names) for entry in entries), _called(edition, english)))
    words = tuple(entries[place] for place in sorted(meant.places))
    codes = meant.codes
    if not words and not codes:
        codes = set(edition.rates.meaning(typed).values_list("code", flat=True))
    sure = {code for entry in words for code in entry.sure} if words else codes
    near = {code for entry in words for code in entry.near} - sure
    rates = edition.rates.filter(code__in=sure | near | codes).select_related("heading__parent__parent")
    found = list(rates.order_by("heading__position", "position"))
    return FoundRates(
        corrected=tuple((token.typed, token.meant) for token in meant.tokens if token.meant),
        ignored=tuple(token.typed for token in meant.ignored) if found or words else (),
        words=words,
        rates=tuple(rate for rate in found if rate.code in sure),
        near=tuple(rate for rate in found if rate.code in near),
        others=tuple(rate for rate in found if rate.code not in sure | near),
        value=value or among_words(typed)[0],
        narrower=tuple(entry for entry in entries if entry.sure and set(entry.sure) < sure),
    )


def _called(edition: Edition, english: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Each rate with its name and those of its headings, in both languages."""
    headings = {heading.pk: heading for heading in edition.headings.select_related("parent__parent")}
    above = {key: [one.name for one in heading.path] for key, heading in headings.items()}
    told = []
    for code, name, heading in edition.rates.values_list("code", "name", "heading"):
        names = [name, *above[heading]]
        told.append((code, " ".join([*names, *(english.get(each, "") for each in names)])))
    return tuple(told)
