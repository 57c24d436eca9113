"""Lists copied from a spreadsheet or a text: one row a line, cells between tabs or semicolons. Pure."""

import unicodedata
from collections.abc import Iterator

from accounts.identity import PERSON_DOCUMENT_TYPES

PERSON_CELLS = ("document_type", "document_number", "first_name", "last_name")


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line that says something, with its number as an editor counts it, from 1."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line


def person(line: str) -> dict[str, str]:
    """`CC;1032456789;Ana María;Peña` as the fields of a person's form; a cell that is missing is ""."""
    cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
    values = dict(zip(PERSON_CELLS, cells + [""] * len(PERSON_CELLS), strict=False))
    return values | {"document_type": document_type(values["document_type"])}


def document_type(typed: str) -> str:
    """The code of a document type written as code or by name (`cc`, `Cedula de ciudadania` → `CC`).

    What is neither comes back as it was, for the form to refuse.
    """
    return _CODES.get(_plain(typed), typed)


def _plain(text: str) -> str:
    """Letters and digits alone, without case or accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in decomposed if character.isalnum())


_CODES = {_plain(name): code for code, label in PERSON_DOCUMENT_TYPES for name in (code, label)}
