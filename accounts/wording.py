"""Texts with blanks: how the entity's own data are put into words that an administrator wrote. Pure.

`{name}` stands for a datum. What is between square brackets is said only when every datum in it is
known: `[, teléfono {phone}]`.
"""

import re
from string import Formatter

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
UNKNOWN = "—"


class WordingError(ValueError):
    """A text has a blank that nobody can fill; the message, in Spanish, says which."""


def fill(template: str, data: dict[str, str]) -> str:
    """The text with its blanks filled in, without the paragraphs that have nothing left to say.

    A datum that is empty is a dash outside brackets. Raises WordingError.
    """
    unknown = set(blanks(template)) - set(data)
    if unknown:
        raise WordingError(f"No existe el dato {{{min(unknown)}}}.")
    said = _OPTIONAL.sub(lambda clause: clause[1] if all(map(data.get, blanks(clause[1]))) else "", template)
    paragraphs = filter(None, (paragraph.strip() for paragraph in said.split("\n\n")))
    return "\n\n".join(paragraphs).format_map({key: value or UNKNOWN for key, value in data.items()})


def blanks(template: str) -> list[str]:
    """The names of a text's blanks; raises WordingError when a brace lacks its other half."""
    try:
        return [name for _, name, _, _ in Formatter().parse(template) if name is not None]
    except ValueError as error:
        raise WordingError("Hay una llave sin su pareja.") from error
