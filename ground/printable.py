"""Text that can be shown, on a page, on paper or in a file: nothing invisible is left in it. Pure."""

import re
import unicodedata

NO_BREAK_SPACE = "\xa0"
_SYMBOL = r"[munp]?[µμ]?[kMGhc]?(?:Hz|Pa|Ω|[mgLNAVWJs])[²³]?(?:[·/][A-Za-zµ]+[²³]?)*"
_UNIT = rf"(?:[°º]C|%(?:H\.R\.)?|RPM|rpm|bar|min|{_SYMBOL})(?![\w·/²³])"
# Between groups of thousands, before a unit, after a sign or a bound.
_BREAKS_A_FIGURE = re.compile(rf"(?<=\d) (?=\d{{3}}(?!\d))|(?<=\d) (?={_UNIT})|(?<=[-−±<>≤≥]) (?=\d)")
_LINE_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def clean(text: str) -> str:
    """The text in NFC with `\\n` as its only control character and only drawable kinds of space."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(map(_visible, text))


def unbroken(text: str) -> str:
    """The text, in which no line ends inside a figure: its sign, its thousands and its unit stay together."""
    return _BREAKS_A_FIGURE.sub(NO_BREAK_SPACE, text)


def _visible(character: str) -> str:
    if character in _LINE_ENDS:
        return "\n"
    if character in "\xa0\u202f":
        return NO_BREAK_SPACE
    category = unicodedata.category(character)
    if character == "\t" or category == "Zs":
        return " "
    # Variation selectors only choose between drawings of the character before them.
    return "" if category in {"Cc", "Cf"} or "\ufe00" <= character <= "\ufe0f" else character
