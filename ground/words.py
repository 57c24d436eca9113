"""How words are made comparable, in the rows and in what somebody types."""

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

# The micro sign and the Greek letter look the same; both are typed as a u. Some rows differ in < and > alone.
SAID_AS = str.maketrans(
    {
        "µ": "u",
        "μ": "u",
        "Ω": "ohm",
        "·": "",
        "<": " menor ",
        ">": " mayor ",
        "≤": " hasta ",
        "≥": " desde ",
    }
)
GROUPED_DIGITS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:([ .])\d{3})(?:\1\d{3})*(?![\d.,])")
DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
DOT_BETWEEN_LETTERS = re.compile(r"(?<=[a-z])\.(?=[a-z])")
NOT_A_WORD = re.compile(r"[^a-z0-9.]+|\.(?!\d)|(?<!\d)\.")
PLURAL = re.compile(r"(?<=[a-z]{3})e?s$")


# Letters that are no other with an accent, to Unicode, and the ordinal that is typed for a degree.
PLAIN_LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th",
        "ħ": "h", "Ħ": "h", "ŧ": "t", "Ŧ": "t", "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
        "ı": "i", "º": "°",
    }
)  # fmt: skip
APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’‘ʼ´`′](?=[^\W\d_])")


def unaccented(text: str) -> str:
    """Lower case without accents: `ñ` gives `n`, however its two Unicode forms are typed, `ł` gives `l`, `D’Angelo`
    gives `dangelo` and `º` is the sign of a degree."""
    plain = APOSTROPHE.sub("", text).translate(PLAIN_LETTERS)
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", plain))).lower()


# Of the texts of a draft most are asked for several times: those of some editions, not of all.
@lru_cache(maxsize=2048)
def normalise(text: str) -> str:
    """Lower-case words of plain letters and digits: no accents, no symbols, no separators of thousands.

    `10 000 µL`, `10.000 uL` and `10000 ul` give the same; `0,5` gives `0.5`, `mm²/s` gives `mm2 s` and
    `> 5` gives `mayor 5`.
    """
    plain = unaccented(text.translate(SAID_AS))
    plain = GROUPED_DIGITS.sub(lambda number: re.sub(r"\D", "", number[0]), plain)
    plain = DOT_BETWEEN_LETTERS.sub("", DECIMAL_COMMA.sub(".", plain))
    return " ".join(NOT_A_WORD.sub(" ", plain).split())


def prefixes(text: str) -> list[str]:
    """The beginnings that a row must have to be found: unfinished words and plurals find it too."""
    return [PLURAL.sub("", word) for word in normalise(text).split()]
