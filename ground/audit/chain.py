"""Checking the audit trail from the outside: nothing here trusts what the database says of itself.

An entry's seal is the SHA-256 of a JSON array of texts (null for what is absent): the seal's position, the
hash of the seal before it (64 zeros for the first), the entry's number and its other columns (`CONTENT`).
"""

import hashlib
import json
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection

GENESIS = "0" * 64

CONTENT = (
    """to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
    "entry.action",
    "entry.actor_id::text",
    "entry.actor_name",
    "entry.subject_type",
    "entry.subject_id",
    "entry.detail::text",
    "entry.address::text",
)
ROWS = f"""
    SELECT seal.position, seal.entry_id, seal.previous, seal.sha256, entry.id, {", ".join(CONTENT)}
    FROM audit_seal seal FULL JOIN audit_entry entry ON entry.id = seal.entry_id
    ORDER BY seal.position NULLS LAST, entry.id
"""


class Head(NamedTuple):
    """The last seal of a chain, or one that was the last when it was noted."""

    position: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.position}:{self.sha256}"


class BrokenChainError(Exception):
    """The trail is not what was recorded; the message names the first row that shows it."""


class ChainLink(NamedTuple):
    """A seal and its entry; either may be absent."""

    position: int | None
    sealed_id: int | None
    previous: str | None
    sha256: str | None
    entry_id: int | None
    content: tuple[str | None, ...]

    def digest(self, *, position: int, previous: str, entry_id: int) -> str:
        """What the seal of this entry's content would be under another number, in another place."""
        canonical = json.dumps([str(position), previous, str(entry_id), *self.content], ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


def verify(noted: Head | None = None) -> Head:
    """The head of a whole chain, read once from beginning to end in constant memory.

    Raises BrokenChainError at the first seal or entry that is altered, missing, out of place or never
    sealed; and when `noted`, a head written down earlier outside the database, does not stand there any
    more: somebody cut the end off or made the chain anew.
    """
    head = Head(0, GENESIS)
    for row in _rows():
        if row.position is None:
            raise BrokenChainError(f"el asiento {row.entry_id} no tiene sello: se insertó por fuera o se le quitó.")
        place = head.position + 1
        if row.position != place:
            raise BrokenChainError(f"falta el sello de la posición {place}.")
        if row.entry_id is None:
            raise BrokenChainError(f"falta el asiento {row.sealed_id}, de la posición {place}.")
        if row.previous != head.sha256:
            strayed = next((other.position for other in _rows() if other.previous == head.sha256), None)
            where = f": el que debía seguirle está en la posición {strayed}" if strayed is not None else ""
            raise BrokenChainError(f"el sello de la posición {place} no sigue al anterior{where}.")
        sha256 = row.digest(position=place, previous=head.sha256, entry_id=row.entry_id)
        if row.sha256 != sha256:
            raise BrokenChainError(
                f"el asiento {row.entry_id}, de la posición {place}, {_change(row, row.entry_id, head)}."
            )
        head = Head(place, sha256)
        if noted and noted.position == head.position and noted.sha256 != head.sha256:
            raise BrokenChainError(
                f"la posición {head.position} no tiene la huella que se había anotado: la cadena se rehízo."
            )
    if noted and noted.position > head.position:
        raise BrokenChainError(
            f"faltan los últimos asientos: la cadena llega a la posición {head.position} "
            f"y se había anotado la {noted.position}."
        )
    return head


def _rows() -> Iterator[ChainLink]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(ROWS)
        for row in cursor:
            position, sealed_id, previous, sha256, entry_id, *content = row
            yield ChainLink(position, sealed_id, previous, sha256, entry_id, tuple(content))


def _change(sealed: ChainLink, sealed_id: int, head: Head) -> str:
    """What happened to an entry that its seal does not fit: another's place was taken, or it was altered."""
    for row in _rows():
        if row.entry_id is None or row.entry_id == sealed_id:
            continue
        if sealed.sha256 in {
            row.digest(position=head.position + 1, previous=head.sha256, entry_id=entry_id)
            for entry_id in (row.entry_id, sealed_id)
        }:
            return f"está cambiado por el asiento {row.entry_id}"
    return "fue alterado, o lo fue su sello"
