"""A letter as frozen values, and its JSON snapshot.

A domain app composes a `Letter`; the snapshot of it is stored with the radicado and is all that the
letter is ever rendered from. Text is plain text: no markup is interpreted anywhere.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from radicados import qr

TEMPLATE_VERSION = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text; a newline in it is a line break."""

    text: str


@dataclass(frozen=True)
class Fields:
    """Label–value pairs, for instance («Razón social», «Laboratorio Ñandú S. A. S.»).

    `documents` names the labels whose value is an identity document, which public pages mask.
    """

    title: str
    rows: tuple[tuple[str, str], ...]
    documents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clauses:
    """Numbered texts that keep the number of their norm, for instance («7», «La cadena de…»)."""

    title: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A table column: its heading, its share of the table's width, and whether public pages mask it."""

    label: str
    weight: float
    is_document: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings that repeat on each page; `empty` is printed when there is no row."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = "Ninguno."

    @property
    def labelled_rows(self) -> Iterator[list[tuple[str, str]]]:
        """Each row as (column's heading, cell) pairs."""
        labels = [column.label for column in self.columns]
        return (list(zip(labels, row, strict=True)) for row in self.rows)


@dataclass(frozen=True)
class DayScale:
    """A term as the marks of its days, the last of which is the one on which it expires: the number of each
    that counts, 0 for one that does not. `sentence` says the same before it; `first` and `last` name the ends."""

    sentence: str
    first: str
    last: str
    days: tuple[int, ...]


Block = Paragraph | Fields | Clauses | Table | DayScale


@dataclass(frozen=True)
class Entity:
    """The issuing entity's heading; empty values are not printed."""

    name: str
    acronym: str
    nit: str
    sector: str
    city: str
    address: str
    phone: str
    email: str
    website: str


@dataclass(frozen=True)
class Signer:
    """Who signs: name and position as printed; `is_acting` adds the «(E)» of an encargo."""

    name: str
    position: str
    is_acting: bool = False


@dataclass(frozen=True)
class Letter:
    """Everything that a letter says, save what the act of filing adds: number, instant and code."""

    entity: Entity
    subject: str
    addressee: tuple[str, ...]
    salutation: str
    blocks: tuple[Block, ...]
    farewell: str
    signer: Signer
    base_url: str
    template_version: int = TEMPLATE_VERSION


@dataclass(frozen=True)
class FilingStamp:
    """What the act of filing adds to a letter as it is printed: the radicado's number, instant and code."""

    number: str
    filed_at: datetime
    code: str
    base_url: str
    is_demo: bool

    def __post_init__(self):
        if self.filed_at.tzinfo is None:
            raise ValueError("filed_at must be an aware datetime")

    @property
    def url(self) -> str:
        return qr.verification_url(self.base_url, self.code)

    @property
    def site(self) -> str:
        """The portal's host as people type it, without scheme."""
        address = urlsplit(self.base_url)
        return f"{address.netloc}{address.path}".rstrip("/")

    @property
    def short_url(self) -> str:
        return qr.verification_url(self.site, self.code)


_BLOCKS = {"paragraph": Paragraph, "fields": Fields, "clauses": Clauses, "table": Table, "day_scale": DayScale}
_BLOCK_NAMES = {block: name for name, block in _BLOCKS.items()}


def to_snapshot(letter: Letter) -> dict:
    """The letter as JSON values; `from_snapshot` gives back an equal letter."""
    snapshot = asdict(letter)
    snapshot["blocks"] = [
        {"block": _BLOCK_NAMES[type(block)], **values}
        for block, values in zip(letter.blocks, snapshot["blocks"], strict=True)
    ]
    return snapshot


def fingerprint(snapshot: dict) -> str:
    """The SHA-256 that tells a letter from any other, whatever number it is given."""
    return sha256(json.dumps(snapshot, sort_keys=True).encode()).hexdigest()


def from_snapshot(snapshot: dict) -> Letter:
    """The letter that a snapshot froze; raises KeyError or TypeError when it is not one."""
    blocks: list[Block] = []
    for stored in snapshot["blocks"]:
        values = {name: _frozen(value) for name, value in stored.items() if name != "block"}
        if stored["block"] == "table":
            values["columns"] = tuple(Column(**column) for column in values["columns"])
        blocks.append(_BLOCKS[stored["block"]](**values))
    return Letter(
        **{
            **snapshot,
            "entity": Entity(**snapshot["entity"]),
            "signer": Signer(**snapshot["signer"]),
            "addressee": tuple(snapshot["addressee"]),
            "blocks": tuple(blocks),
        }
    )


def _frozen(value):
    """Lists of lists as tuples of tuples, at any depth."""
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
