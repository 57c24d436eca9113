"""The text of a piece of news: Markdown as an officer types it, shown as the HTML that nh3 lets through."""

import re
from html.parser import HTMLParser

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

REFUSED_LENGTH = 60

_MARKDOWN = MarkdownIt("commonmark", {"html": True, "breaks": True}).disable(["code", "fence"])
_SHOWN = {"a", "b", "blockquote", "br", "em", "h2", "h3", "i", "li", "ol", "p", "strong", "ul"}
_WITHIN_A_LINE = {"a", "b", "em", "i", "strong"}
_SCHEMES = {"https", "http", "mailto", "tel"}
# Whole addresses, and those of this portal: one that begins with two bars is of any other.
_LINKED = re.compile(r"https?://[^/]|mailto:|tel:|/(?![/\\])|#")
# What is written otherwise and says the same: the page has its own title, and its own two degrees of heading.
_SAID_AS = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}


def as_html(text: str) -> SafeString:
    """What the page shows of it."""
    return mark_safe(  # cleaned by nh3
        nh3.clean(
            _rendered(text),
            tags=_SHOWN,
            attributes={"a": {"href"}},
            attribute_filter=lambda tag, name, value: value if name != "href" or _LINKED.match(value) else None,
            url_schemes=_SCHEMES,
            link_rel="noopener noreferrer",
        )
    )


def as_words(text: str) -> str:
    """Its words alone, for searches and summaries."""
    reader = _Reader()
    reader.feed(as_html(text))
    return " ".join("".join(reader.words).split())


def left_out(text: str) -> list[str]:
    """The elements, attributes and links that are not shown, in the order in which they were typed."""
    reader = _Reader()
    reader.feed(_rendered(text))
    return list(dict.fromkeys(reader.refused))


def _rendered(text: str) -> str:
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        token.tag = _SAID_AS.get(token.tag, token.tag)
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


class _Reader(HTMLParser):
    """The words of some HTML, and what of it is not shown."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.refused: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words.append("" if tag in _WITHIN_A_LINE else " ")
        if tag not in _SHOWN:
            self.refused.append(tag)
            return
        for name, value in attrs:
            if (tag, name) != ("a", "href"):
                self.refused.append(name)
            elif not _LINKED.match(value or ""):
                self.refused.append(f"{name} {value}"[:REFUSED_LENGTH])

    def handle_data(self, data: str) -> None:
        self.words.append(data)
