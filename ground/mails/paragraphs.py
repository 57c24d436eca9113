"""The text of a mail, taken apart so that HTML may lay it out.

A blank line ends a paragraph. Of its lines, `Label:  value`, with two spaces or more, is a row of a table,
`- ` begins an item of a list, and the others are text. Addresses of the portal become links; what looks like
one of anybody else's stays text, because people write it.
"""

import re
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

ROW = re.compile(r"(?P<label>[^:]{1,40}):\s{2,}(?P<value>\S.*)")
ITEM = "- "
WORD = re.compile(r"(\S+)")


@dataclass(frozen=True)
class Passage:
    """Lines of one kind, as HTML: of `text` and `items` a value each, of `rows` a label and a value."""

    kind: str
    lines: tuple[SafeString | tuple[str, SafeString], ...]


def parts(text: str) -> list[Passage]:
    return [
        Passage(kind, tuple(_line(kind, line) for line in lines))
        for paragraph in re.split(r"\n\s*\n", text.strip())
        for kind, lines in groupby(paragraph.splitlines(), key=_kind)
    ]


def _kind(line: str) -> str:
    if line.startswith(ITEM):
        return "items"
    return "rows" if ROW.fullmatch(line) else "text"


def _line(kind: str, line: str) -> SafeString | tuple[str, SafeString]:
    if kind == "rows" and (row := ROW.fullmatch(line)):
        return row["label"], _linked(row["value"])
    return _linked(line.removeprefix(ITEM) if kind == "items" else line)


def _linked(line: str) -> SafeString:
    words = [_link(word) if _is_ours(word) else format_html("{}", word) for word in WORD.split(line)]
    return SafeString("".join(words))


def _is_ours(word: str) -> bool:
    """Not one that merely begins like it: `https://portal.example.org` is not in `https://portal.example`."""
    return word == settings.PORTAL_BASE_URL or word.startswith(f"{settings.PORTAL_BASE_URL}/")


def _link(address: str) -> SafeString:
    return format_html('<a href="{}" style="word-break: break-all">{}</a>', address, address)
