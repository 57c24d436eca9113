"""Texts of the database found as they are typed, accents or not: `name__folded`, for the lists of the administration.

What ground/words.py does to a text in Python, PostgreSQL does here to a column, without an extension.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import CharField, Lookup, TextField

from ground.words import APOSTROPHES, PLAIN_LETTERS, unaccented

MARKS = f"[\u0300-\u036f{APOSTROPHES}]"
ORDINALS = "º˚ª"
ONE_FOR_ONE = {letter: written for letter, written in PLAIN_LETTERS.items() if len(written) == 1}


@CharField.register_lookup
@TextField.register_lookup
class Folded(Lookup):
    """Has those letters somewhere; nothing has them when nothing is left to search."""

    lookup_name = "folded"

    def get_prep_lookup(self) -> str:
        return unaccented(str(self.rhs))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if not self.rhs.strip():
            raise EmptyResultSet
        column, params = self.process_lhs(compiler, connection)
        apart = f"normalize(translate({column}, %s, %s), NFKD)"
        plain = f"translate(lower(regexp_replace({apart}, %s, '', 'g')), %s, %s)"
        values = [*params, ORDINALS, "°" * len(ORDINALS), MARKS, "".join(ONE_FOR_ONE), "".join(ONE_FOR_ONE.values())]
        for letter, written in PLAIN_LETTERS.items() - ONE_FOR_ONE.items():
            plain, values = f"replace({plain}, %s, %s)", [*values, letter, written]
        return f"{plain} LIKE %s", (*values, f"%{connection.ops.prep_for_like_query(self.rhs)}%")


def folded(*fields: str) -> list[str]:
    """The `search_fields` of a list."""
    return [f"{field}__folded" for field in fields]
