"""A resolution as printed: frozen values between its text, the fixture and the rows."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from tariffs.kinds import SectionKind, Unit


@dataclass(frozen=True)
class PrintedHeading:
    """A section, laboratory or core; `parent` is the position of the heading above it."""

    position: int
    parent: int | None
    kind: SectionKind
    name: str
    raw_name: str


@dataclass(frozen=True)
class PrintedRate:
    """A row: `raw_name` and `raw_figures` as printed, the rest as understood; `heading` is a position."""

    position: int
    heading: int
    kind: SectionKind
    name: str
    raw_name: str
    raw_figures: tuple[str, ...]
    cop: int | None
    smmlv: Decimal | None
    usd: int | None
    text_price: str
    unit: Unit
    is_on_site: bool
    is_additional: bool
    minimum_quantity: int | None
    maximum_persons: int | None
    footnotes: tuple[int, ...]
    code: str = ""
    range_from: Decimal | None = None
    range_to: Decimal | None = None
    range_unit: str = ""
    additional_to: tuple[str, ...] = ()
    family: str = ""
    included: int | None = None
    is_also_on_site: bool = False


@dataclass(frozen=True)
class PrintedFootnote:
    number: int
    text: str


@dataclass(frozen=True)
class PrintedResolution:
    """All that a resolution says, and the figures of its year that it takes from elsewhere.

    An article has `number`, `name`, `text`, `paragraphs` (each `name` and `text`) and `footnotes`: the
    numbers of its notes. Who issues it, by what power and why, and who signs it are as printed; an empty line
    parts the recitals.
    """

    number: str
    issued_on: date
    title: str
    repeals: str
    articles: tuple[dict, ...]
    headings: tuple[PrintedHeading, ...]
    rates: tuple[PrintedRate, ...]
    footnotes: tuple[PrintedFootnote, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    smmlv_pesos: int | None = None
    uvt_pesos: int | None = None
    issued_by: str = ""
    competence: str = ""
    recitals: str = ""
    signatory: str = ""


def dumps(resolution: PrintedResolution) -> str:
    """JSON for people and programs: dates ISO, decimals as text so that no digit is lost."""
    return json.dumps(asdict(resolution), ensure_ascii=False, indent=1, default=str) + "\n"


def loads(text: str) -> PrintedResolution:
    """What `dumps` wrote."""
    data = json.loads(text)
    for field in ("issued_on", "valid_from", "valid_to"):
        data[field] = date.fromisoformat(data[field]) if data[field] else None
    for heading in data["headings"]:
        heading["kind"] = SectionKind(heading["kind"])
    for rate in data["rates"]:
        rate |= {
            "kind": SectionKind(rate["kind"]),
            "unit": Unit(rate["unit"]),
            **{key: Decimal(rate[key]) if rate[key] else None for key in ("smmlv", "range_from", "range_to")},
            "raw_figures": tuple(rate["raw_figures"]),
            "footnotes": tuple(rate["footnotes"]),
            "additional_to": tuple(rate["additional_to"]),
        }
    return PrintedResolution(
        **data
        | {
            "articles": tuple(data["articles"]),
            "headings": tuple(PrintedHeading(**row) for row in data["headings"]),
            "rates": tuple(PrintedRate(**row) for row in data["rates"]),
            "footnotes": tuple(PrintedFootnote(**row) for row in data["footnotes"]),
        }
    )
