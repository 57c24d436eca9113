"""The words that were found, marked where they stand."""

import re
import unicodedata

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ground.printable import unbroken
from ground.words import APOSTROPHES, unaccented

WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
SNIPPET = 220  # characters
BEFORE = 60


def marked(text: str, beginnings: tuple[str, ...]) -> SafeString:
    """The text, escaped, with each word that begins so in `<mark>`."""
    text = unbroken(unicodedata.normalize("NFC", text))
    pieces, end = [], 0
    for start, stop in _found(text, beginnings):
        pieces += [(text[end:start], text[start:stop])]
        end = stop
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[end:])


def snippet(text: str, beginnings: tuple[str, ...]) -> SafeString:
    """The part of a text around the first word found, cut between words."""
    text = unicodedata.normalize("NFC", text)
    if len(text) > SNIPPET:
        first = next(iter(_found(text, beginnings)), (0, 0))[0]
        start = max(0, min(first - BEFORE, len(text) - SNIPPET))
        cut = text[start : start + SNIPPET]
        if start:
            cut = "…" + cut.partition(" ")[2]
        if start + SNIPPET < len(text):
            cut = cut.rpartition(" ")[0] + "…"
        text = cut
    return marked(text, beginnings)


def _found(text: str, beginnings: tuple[str, ...]) -> list[tuple[int, int]]:
    return [word.span() for word in WORD.finditer(text) if unaccented(word[0]).startswith(beginnings)]
