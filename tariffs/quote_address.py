"""A quote as an address: what is asked for, from a query string and back to it. Pure functions.

`t=015-2020.1&CAL-001=3&CAP-029=1&CAP-029p=4&CAP-001s=1&tamano=pequena&secundario=1` names the edition, each
row by its code with its quantity, its persons (`p`) and that it is done at the customer's (`s`), and what the
customer said. The controls of the page have these very names, so that its form, sent by any browser, is such
an address. These names are in links that people keep: they never change.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from tariffs.pricing.quote import CompanySize, Customer

EDITION_KEY = "t"
REMOVAL_KEY = "quitar"
SIZE_KEY = "tamano"
FACT_KEYS = {
    "proves_size": "acredita",
    "is_secondary_laboratory": "secundario",
    "is_higher_education": "superior",
    "is_under_public_contracting": "contratacion",
    "is_foreign": "extranjero",
    "is_domiciled_abroad": "domicilio",
    "pays_from_abroad": "pago",
}
YES = "1"
PERSONS, ON_SITE = "p", "s"
LINE_KEY = re.compile(rf"([A-Z]{{2,3}}-[0-9]{{3,8}})[{PERSONS}{ON_SITE}]?")
WHOLE_NUMBER = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(?:[. ][0-9]{3}){1,3}")

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class AskedLine:
    """A line with its numbers as typed, good or not."""

    code: str
    quantity: str = ""
    persons: str = ""
    is_on_site: bool = False


@dataclass(frozen=True)
class Asked:
    """What a quote is asked for; without `edition`, by the tariff in force."""

    edition: str = ""
    lines: tuple[AskedLine, ...] = ()
    customer: Customer = Customer()

    @property
    def pairs(self) -> Pairs:
        """Its only address: nothing that says nothing, always in one order."""
        pairs = [(EDITION_KEY, self.edition)] if self.edition else []
        for line in self.lines:
            pairs.append((line.code, line.quantity))
            if line.persons:
                pairs.append((line.code + PERSONS, line.persons))
            if line.is_on_site:
                pairs.append((line.code + ON_SITE, YES))
        if self.customer.size:
            pairs.append((SIZE_KEY, self.customer.size.value))
        pairs += ((key, YES) for fact, key in FACT_KEYS.items() if getattr(self.customer, fact))
        return pairs

    @property
    def query(self) -> str:
        return urlencode(self.pairs)


def read(pairs: Iterable[tuple[str, str]]) -> Asked:
    """What an address asks for. A row that comes twice is added up, and what is no answer is left out."""
    typed: dict[str, list[str]] = {}
    for key, text in pairs:
        typed.setdefault(key, []).append(text.replace("\x00", "\N{REPLACEMENT CHARACTER}").strip())
    found = (LINE_KEY.fullmatch(key) for key in typed)
    removed = typed.get(REMOVAL_KEY, [])
    codes = dict.fromkeys(match[1] for match in found if match and match[1] not in removed)
    lines = tuple(
        AskedLine(
            code,
            quantity=_sum(typed.get(code, [])),
            persons=" ".join(filter(None, typed.get(code + PERSONS, []))),
            is_on_site=YES in typed.get(code + ON_SITE, []),
        )
        for code in codes
    )
    sizes = {size.value: size for size in CompanySize}
    facts = {fact: YES in typed.get(key, []) for fact, key in FACT_KEYS.items()}
    customer = Customer(size=sizes.get(typed.get(SIZE_KEY, [""])[-1]), **facts)
    return Asked(typed.get(EDITION_KEY, [""])[-1], lines, customer)


def number(text: str) -> int | None:
    """The whole number that was typed, thousands separated or not."""
    return int(re.sub(r"\D", "", text)) if WHOLE_NUMBER.fullmatch(text) else None


def _sum(texts: list[str]) -> str:
    """One text stays as typed; of several, the sum, or side by side those that cannot be added."""
    typed = [text for text in texts if text]
    numbers = [found for text in typed if (found := number(text)) is not None]
    return str(sum(numbers)) if 1 < len(numbers) == len(typed) else " ".join(typed)
