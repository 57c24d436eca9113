"""The code of a row: its permanent address, the same in every edition that has the row."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tariffs.kinds import SectionKind
from tariffs.printed import PrintedRate
from tariffs.search import normalise

LETTERS = {
    SectionKind.CALIBRATION: "CAL",
    SectionKind.TRAINING: "CAP",
    SectionKind.OTHER_TRAINING: "CAP",
    SectionKind.ASSISTANCE: "AT",
    SectionKind.PROFICIENCY_TEST: "EA",
    SectionKind.REFERENCE_MATERIAL: "MRC",
    SectionKind.TRAVEL: "DES",
}


def code_key(kind: str, name: str) -> str:
    """What makes a row the same one in another edition: its letters and the words of its name."""
    return f"{LETTERS[SectionKind(kind)]} {normalise(name)}"


class FreeCodes:
    """Codes for more rows: the one of the same row in another edition, or the next that was never used.

    `known` are codes by `code_key`, `used` those that the edition has, `ever` all that there have been.
    """

    def __init__(self, known: Mapping[str, str], *, used: Iterable[str] = (), ever: Iterable[str] = ()):
        self.known, self.used = known, set(used)
        self.last = dict.fromkeys(LETTERS.values(), 0)
        for code in [*known.values(), *self.used, *ever]:
            self._count(code)

    def take(self, kind: SectionKind, name: str) -> str:
        """Never the same twice: two rows of one name are a mistake, but never one address."""
        code = self.known.get(code_key(kind, name))
        if not code or code in self.used:
            letters = LETTERS[kind]
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


def with_codes(rates: Iterable[PrintedRate], known: Mapping[str, str]) -> tuple[PrintedRate, ...]:
    """Every row of an edition with a code: its own, or a free one."""
    rates = list(rates)
    codes = FreeCodes(known, used=[rate.code for rate in rates if rate.code])
    return tuple(
        rate if rate.code else replace(rate, code=codes.take(rate.kind, rate.name)) for rate in rates
    )
