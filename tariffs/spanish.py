"""What prices and rates say, kept so that a page in another language can say it too (tariffs/spoken.py). Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Self


class Printed(str):
    """Words of the resolution itself."""


class Name(Printed):
    """What it calls a service, a product or a part of it."""


class Spanish(str):
    """Words in Spanish that remember their pattern, and what fills its gaps: a day is written `16/01/2020`, a name
    without its final point, several things with a semicolon between them."""

    pattern: str
    gaps: Mapping[str, object]

    def __new__(cls, pattern: str, **gaps: object) -> Self:
        written = {name: _written(gap) for name, gap in gaps.items()}
        words = super().__new__(cls, pattern.format(**written) if gaps else pattern)
        words.pattern, words.gaps = pattern, gaps
        return words


def _written(gap: object) -> object:
    match gap:
        case date():
            return f"{gap:%d/%m/%Y}"
        case Name():
            return gap.rstrip(".")
        case tuple():
            return "; ".join(map(str, gap))
    return gap
