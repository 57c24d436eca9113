"""A list of people or of items that somebody pastes, whose titles come along. Pure."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from accounts.identity import document_type_called
from ground.spreadsheets.pasted import Cells, pasted_rows
from ground.words import unaccented

PERSON_CELLS = ("document_type", "document_number", "first_name", "last_name")


@dataclass(frozen=True)
class Titles:
    """The row above a list: it has no word but these, and one of those that tell."""

    telling: str
    others: str

    def are(self, cells: Cells) -> bool:
        text = unaccented(" ".join(cells))
        words, telling = set(re.findall(r"[a-z]+", text)), set(self.telling.split())
        return words <= telling | set(self.others.split()) and bool(words & telling) and not re.search(r"\d{3}", text)


OF_PEOPLE = Titles(
    "tipo documento identificacion numero nombre nombres apellido apellidos",
    "de del doc id identidad cedula num nro no n o y primer primero segundo persona item",
)
OF_ITEMS = Titles(
    "descripcion marca modelo serie serial",
    "de del nombre equipo elemento instrumento item cantidad numero nro no n o y",
)


def rows_of(text: str, separators: str, titles: Titles) -> list[tuple[int, Cells]]:
    """Each row that says something, but the titles, with the number that an editor gives its first line, from 1."""
    told = pasted_rows(text, separators)
    return told[1:] if told and titles.are(told[0][1]) else told


def person(cells: Cells) -> dict[str, str]:
    """`CC`, `1032456789`, `Ana María`, `Peña` as the fields of a person's form; a cell that is missing is "".

    Names and surnames may have two columns each, and a column of ordinals may come first. Raises
    ValidationError when there are others.
    """
    if len(cells) == 6 and any(cells[4:]):
        cells = [*cells[:2], f"{cells[2]} {cells[3]}".strip(), f"{cells[4]} {cells[5]}".strip()]
    while cells and not cells[-1]:
        cells = cells[:-1]
    if len(cells) == 5 and cells[0].isdigit():
        cells = cells[1:]
    if len(cells) > len(PERSON_CELLS):
        raise ValidationError(
            f"tiene {len(cells)} columnas, y deben ser cuatro: tipo de documento, número, nombres y apellidos."
        )
    values = dict(zip(PERSON_CELLS, cells + [""] * len(PERSON_CELLS), strict=False))
    return values | {"document_type": document_type_called(values["document_type"])}


def item(cells: Cells) -> dict[str, str]:
    """`Balanza`, `Marca`, `Serie 12` as one description."""
    return {"description": ", ".join(filter(None, cells))}
