"""What a public page shows of a letter: its facts, with identity documents masked."""

from dataclasses import replace

from accounts.identity import mask_document_number
from radicados.letters import Block, Clauses, Fields, Table, from_snapshot
from radicados.models import Radicado


def public_blocks(radicado: Radicado) -> list[tuple[str, Block]]:
    """The letter's fields, clauses and tables in order, each with the name of its kind.

    Running text stays in the letter, and so does everything when it is reserved.
    """
    if radicado.is_reserved:
        return []
    blocks: list[tuple[str, Block]] = []
    for block in from_snapshot(radicado.snapshot).blocks:
        match block:
            case Fields():
                rows = tuple(
                    (label, mask_document(value) if label in block.documents else value)
                    for label, value in block.rows
                )
                blocks.append(("fields", replace(block, rows=rows)))
            case Table():
                cells = tuple(
                    tuple(
                        mask_document_number(cell) if column.is_document else cell
                        for column, cell in zip(block.columns, row, strict=True)
                    )
                    for row in block.rows
                )
                blocks.append(("table", replace(block, rows=cells)))
            case Clauses():
                blocks.append(("clauses", block))
    return blocks


def mask_document(document: str) -> str:
    """`CC 1032456789` as `CC ••••••6789`."""
    kind, _, number = document.rpartition(" ")
    return f"{kind} {mask_document_number(number)}".strip()
