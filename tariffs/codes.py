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


def with_codes(rates: Iterable[PrintedRate], known: Mapping[str, str]) -> tuple[PrintedRate, ...]:
    """Every row with a code: its own, the known one (`code_key` to code), or the next that was never used."""
    rates, free = list(rates), dict(known)
    last = dict.fromkeys(LETTERS.values(), 0)
    for code in [*known.values(), *(rate.code for rate in rates if rate.code)]:
        letters, number = code.split("-")
        last[letters] = max(last[letters], int(number))
    # Taken out once used: two rows of one name are a mistake, but never one address.
    return tuple(
        replace(rate, code=rate.code or free.pop(code_key(rate.kind, rate.name), "") or _next(last, rate))
        for rate in rates
    )


def _next(last: dict[str, int], rate: PrintedRate) -> str:
    letters = LETTERS[rate.kind]
    last[letters] += 1
    return f"{letters}-{last[letters]:03}"
