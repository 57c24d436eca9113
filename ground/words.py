"""How words are made comparable, in the rows and in what somebody types: the one way for every search."""

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
        "\N{OHM SIGN}": "ohm",
        "·": "",
        "<": " menor ",
        ">": " mayor ",
        "≤": " hasta ",
        "≥": " desde ",
    }
)
# Letters that Unicode does not take apart into a plain one and its mark.
PLAIN_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
}  # fmt: skip
APOSTROPHES = "'’‘ʼ`´′"
# The sign of a degree is typed as an ordinal as often as not; D'Angelo is typed in one piece.
PLAIN = str.maketrans(PLAIN_LETTERS)
SIGNS = str.maketrans("º˚ª", "°°°", APOSTROPHES)
# What joins the parts of a word by each of which it is looked for, too.
JOINED = re.compile(rf"(?<=\w)[.{APOSTROPHES}](?=[^\W\d])")
GROUPED_DIGITS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:([ .])\d{3})(?:\1\d{3})*(?!\d|[.,]\d)")
# A NIT is found with its check digit or without.
BEFORE_CHECK_DIGIT = re.compile(r"(?<=(?<!\d)\d{9})[-‐‑–—](?=\d(?!\d))")
DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
DOT_BETWEEN_LETTERS = re.compile(r"(?<=[a-z])\.(?=[a-z])")
NOT_A_WORD = re.compile(r"[^\w.]+|_|\.(?!\d)|(?<!\d)\.")
PLURAL = re.compile(r"(?<=[a-z]{3})e?s$")


def unaccented(text: str) -> str:
    """Lower case without accents or apostrophes: `ñ` gives `n`, however its two Unicode forms are typed, and `Ł`
    gives `l`; an ordinal gives the sign of a degree."""
    apart = unicodedata.normalize("NFKD", text.translate(SIGNS))
    return "".join(filterfalse(unicodedata.combining, apart)).lower().translate(PLAIN)


# Of the texts of a draft most are asked for several times: those of some editions, not of all.
@lru_cache(maxsize=2048)
def normalise(text: str) -> str:
    """Lower-case words of plain letters, of any script, and digits: no accents, no symbols, no separators of thousands.

    `10 000 µL`, `10.000 uL` and `10000 ul` give the same; `0,5` gives `0.5`, `mm²/s` gives `mm2 s` and
    `> 5` gives `mayor 5`.
    """
    plain = unaccented(text.translate(SAID_AS))
    plain = GROUPED_DIGITS.sub(lambda number: re.sub(r"\D", "", number[0]), plain)
    plain = BEFORE_CHECK_DIGIT.sub("", plain)
    plain = DOT_BETWEEN_LETTERS.sub("", DECIMAL_COMMA.sub(".", plain))
    return " ".join(NOT_A_WORD.sub(" ", plain).split())


def searchable(text: str) -> str:
    """What is kept of a text that is searched: its words, and the parts of those that a point or apostrophe joins."""
    words, apart = normalise(text), JOINED.sub(" ", text)
    return words if apart == text else f"{words} {normalise(apart)}"


def prefixes(text: str) -> list[str]:
    """The beginnings that a row must have to be found: unfinished words and plurals find it too."""
    return [PLURAL.sub("", word) for word in normalise(text).split()]
