"""What a public page shows of a letter: its facts, with identity documents masked."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from accounts.identity import mask_document_number
from radicados.letters import Block, Clauses, Fields, Table, from_snapshot
from radicados.models import Radicado


def public_blocks(radicado: Radicado) -> list[tuple[str, Block]]:
    """The letter's fields, clauses and tables in order, each with the name of its kind.

    Running text stays in the letter, and so does everything when it is reserved.
    """
    if radicado.is_reserved:
        return []
    letter = from_snapshot(radicado.snapshot)
    masked = ((_MASKS[type(block)], block) for block in letter.blocks if type(block) in _MASKS)
    return [(kind, mask(block)) for (kind, mask), block in masked]


def _masked_fields(block: Fields) -> Fields:
    rows = tuple(
        (label, mask_document(value) if label in block.documents else value) for label, value in block.rows
    )
    return replace(block, rows=rows)


def _masked_table(block: Table) -> Table:
    secret = [column.is_document for column in block.columns]
    rows = tuple(
        tuple(
            mask_document_number(cell) if hidden else cell for cell, hidden in zip(row, secret, strict=True)
        )
        for row in block.rows
    )
    return replace(block, rows=rows)


def mask_document(document: str) -> str:
    """`CC 1032456789` as `CC ••••••6789`."""
    kind, _, number = document.rpartition(" ")
    return f"{kind} {mask_document_number(number)}".strip()


_MASKS: dict[type[Block], tuple[str, Callable[[Any], Block]]] = {
    Fields: ("fields", _masked_fields),
    Table: ("table", _masked_table),
    Clauses: ("clauses", lambda block: block),
}
