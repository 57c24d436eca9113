"""Strips of marks and how they fill pages. Points; inside a strip, y grows downwards from its top."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from radicados import qr
from radicados.rendering.sheet import Sheet
from radicados.typefaces import Typeface


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: its typeface, size, line spacing and colour."""

    typeface: Typeface
    size: float
    leading: float
    colour: str


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text with its baseline at y."""

    x: float
    y: float
    text: str
    style: Style

    def draw(self, sheet: Sheet, top: float) -> None:
        style = self.style
        sheet.words(self.x, top - self.y, self.text, style.typeface, style.size, style.colour)


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle whose upper edge is at y."""

    x: float
    y: float
    width: float
    height: float
    colour: str

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.bar(self.x, top - self.y - self.height, self.width, self.height, self.colour)


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code whose upper left corner is at (x, y)."""

    x: float
    y: float
    size: float
    text: str

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.operators("0 0 0 rg " + qr.path(self.text, self.x, top - self.y - self.size, self.size))


Mark = Words | Bar | Code


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of the letter that no page break cuts.

    `gap` is the space above it, dropped at the top of a page; `sticks` keeps it on the page of the next
    strip; `heading` is repeated above it when it comes first on a page.
    """

    height: float
    marks: tuple[Mark, ...]
    gap: float = 0.0
    sticks: bool = False
    heading: "Strip | None" = None

    def draw(self, sheet: Sheet, top: float) -> None:
        for mark in self.marks:
            mark.draw(sheet, top)


def paginate(strips: Iterable[Strip], *, first_room: float, room: float) -> list[list[tuple[Strip, float]]]:
    """Pages of strips, each with its distance from the top of the page's room; the first page has
    `first_room` points of height, the others `room`."""
    pages: list[list[tuple[Strip, float]]] = [[]]
    used, available = 0.0, first_room
    for chain in _chains(strips):
        # A chain longer than a page breaks wherever it must.
        heading = chain[0].heading.height if chain[0].heading else 0.0
        links = [chain] if _height(chain) + heading <= room else [[strip] for strip in chain]
        for link in links:
            if pages[-1] and used + link[0].gap + _height(link) > available:
                pages.append([])
                used, available = 0.0, room
            page = pages[-1]
            headed = [link[0].heading, *link] if link[0].heading and not page else link
            for strip in headed:
                used += strip.gap if page else 0.0
                page.append((strip, used))
                used += strip.height
    return pages


def _chains(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    chain: list[Strip] = []
    for strip in strips:
        chain.append(strip)
        if not strip.sticks:
            yield chain
            chain = []
    if chain:
        yield chain


def _height(chain: list[Strip]) -> float:
    """The height of a chain without the gap above it."""
    return sum(strip.height + strip.gap for strip in chain) - chain[0].gap


def stuck(strips: list[Strip]) -> list[Strip]:
    """The same strips, each kept on the page of the next one."""
    return [replace(strip, sticks=True) for strip in strips]
