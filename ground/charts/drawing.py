"""Tables drawn as SVG, to be put inside a page: pure, the same table gives the same bytes.

Nothing is told by colour alone: each series has a pattern or a shape of its own, every figure is written, and
the table itself always stands beside the drawing. Colours come from the stylesheet, by class; the widths are
those of a phone, and a wider screen draws it larger.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from ground.charts.tables import Chart, FigureTable, written
from ground.printable import clean

WIDTH = 340
LABEL_LENGTH = 44
MOST_BARS = 15
ROW, BAR, TEXT = 44, 16, 15  # the height of a row, of its bar, and where the words above it stand
DIGIT = 7.5  # the width of one, in the figures at the end of each bar
PLOT_HEIGHT, LEGEND_LINE = 150, 24
PATTERNS = ("plain", "hatched", "dotted")
MARKS = ("circle", "square")


class Series(NamedTuple):
    name: str
    values: tuple[float, ...]


class Interval(NamedTuple):
    """A measured value and how far to each side it may be."""

    value: Decimal
    reach: Decimal
    told: str  # both, as they are written


def drawn(table: FigureTable) -> str:
    """The table as an `<svg>`, or "" when it is not one to be drawn or has no rows."""
    if not table.rows or table.chart == Chart.NONE:
        return ""
    labels = _labels(table)
    # What is suppressed or missing is drawn as nothing.
    figures = [[cell if isinstance(cell, int | float) else 0 for cell in row] for row in table.rows]
    series = [
        Series(table.columns[place], tuple(row[place] for row in figures)) for place in range(1, table.charted + 1)
    ]
    draw = _lines if table.chart == Chart.LINE else _bars
    return tostring(draw(table, labels, series), encoding="unicode")


def drawn_intervals(table: FigureTable, intervals: Sequence[Interval]) -> str:
    """One for each row, on one scale: its value is a mark, its reach a line; the figures are in the table."""
    return tostring(_intervals(table, _labels(table), intervals), encoding="unicode")


def _labels(table: FigureTable) -> list[str]:
    labels = [written(row[0]) for row in table.rows]
    return [text if len(text) <= LABEL_LENGTH else f"{text[: LABEL_LENGTH - 1]}…" for text in labels]


def _canvas(table: FigureTable, height: int, hidden: int = 0) -> Element:
    names = f"chart-{table.key}-title chart-{table.key}-desc"
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "chart",
            "role": "img",
            "lang": "es",
            "viewBox": f"0 0 {WIDTH} {height}",
            "aria-labelledby": names,
        },
    )
    rest = f" Se dibujan las primeras {MOST_BARS} filas; faltan {hidden}." if hidden else ""
    said = f"Gráfica de {table.chart}. Sus cifras están en el cuadro que la acompaña.{rest}"
    _text_of(SubElement(svg, "title", id=f"chart-{table.key}-title"), table.title)
    _text_of(SubElement(svg, "desc", id=f"chart-{table.key}-desc"), said)
    return svg


# --- Bars -----------------------------------------------------------------------------------------------
def _bars(table: FigureTable, labels: Sequence[str], series: Sequence[Series]) -> Element:
    """A row for each label, its name above its bar; of several series, one after the other in the bar."""
    shown = min(len(labels), MOST_BARS)
    top = _legend_height(series)
    hidden = len(labels) - shown
    svg = _canvas(table, top + shown * ROW + (LEGEND_LINE if hidden else 0), hidden)
    if len(series) > 1:
        definitions = SubElement(svg, "defs")
        for place, name in enumerate(PATTERNS[1 : len(series)], 1):
            size = {"width": "6", "height": "6"}
            identity = {"id": f"chart-{table.key}-{name}"} | size | {"patternUnits": "userSpaceOnUse"}
            pattern = SubElement(definitions, "pattern", identity)
            SubElement(pattern, "rect", size | {"class": f"chart-ground-{place}"})
            drawing = {"d": "M0 6 6 0M-1 1 1-1M5 7 7 5"} if name == "hatched" else {"d": "M1 1h2v2h-2z"}
            SubElement(pattern, "path", drawing | {"class": f"chart-{name}"})
    _legend(svg, table.key, series)
    rows = [[each.values[row] for each in series] for row in range(shown)]
    figures = [" + ".join(map(_written, values)) for values in rows]
    # How wide one is drawn, so that the longest bar leaves room for its figures.
    scale = (WIDTH - 10 - DIGIT * max(map(len, figures))) / (max(map(sum, rows)) or 1)
    for label, values, told in zip(labels, rows, figures, strict=False):
        _words(svg, 0, top + TEXT, label, "chart-label")
        left = 0.0
        for place, value in enumerate(values):
            if value:
                _rectangle(svg, left, top + TEXT + 6, value * scale, BAR, _fill(table.key, place))
            left += value * scale
        _words(svg, left + 5, top + TEXT + 19, told, "chart-figure")
        top += ROW
    if hidden:
        _words(svg, 0, top + TEXT, f"y {hidden} más, en el cuadro", "chart-tick")
    return svg


def _rectangle(parent: Element, left: float, top: float, width: float, height: float, look: dict[str, str]) -> None:
    box = {"x": left, "y": top, "width": width, "height": height}
    SubElement(parent, "rect", {name: _number(value) for name, value in box.items()} | look)


def _fill(key: str, place: int) -> dict[str, str]:
    """By attribute: in a stylesheet, an address of a pattern would be one of the stylesheet's own."""
    if place == 0:
        return {"class": "chart-bar"}
    return {"class": "chart-bar-other", "fill": f"url(#chart-{key}-{PATTERNS[place]})"}


# --- Lines ----------------------------------------------------------------------------------------------
def _lines(table: FigureTable, labels: Sequence[str], series: Sequence[Series]) -> Element:
    top = _legend_height(series) + TEXT
    svg = _canvas(table, top + PLOT_HEIGHT + 26)
    highest = max(max(each.values) for each in series) or 1
    across = [14 + place * (WIDTH - 28) / max(len(labels) - 1, 1) for place in range(len(labels))]
    _legend(svg, table.key, series, marks=True)
    for share in (0, 0.5, 1):
        level = _number(top + PLOT_HEIGHT * (1 - share))
        SubElement(svg, "path", {"d": f"M0 {level}H{WIDTH}", "class": "chart-rule"})
    _words(svg, 0, top - 4, _written(highest), "chart-tick")
    _words(svg, 0, top + PLOT_HEIGHT - 4, "0", "chart-tick")
    for place, label in enumerate(labels):
        if place % 2 == 0 or len(labels) < 8:
            _words(svg, across[place], top + PLOT_HEIGHT + 18, label[:3], "chart-tick chart-middle")
    for place, each in enumerate(series):
        heights = [top + PLOT_HEIGHT * (1 - value / highest) for value in each.values]
        path = " ".join(f"{_number(x)},{_number(y)}" for x, y in zip(across, heights, strict=True))
        SubElement(svg, "polyline", {"points": path, "class": f"chart-line chart-line-{place}"})
        for x, y in zip(across, heights, strict=True):
            _mark(svg, x, y, place)
    return svg


def _mark(parent: Element, x: float, y: float, place: int) -> None:
    look = {"class": f"chart-mark chart-mark-{place}"}
    if MARKS[place] == "square":
        _rectangle(parent, x - 4, y - 4, 8, 8, look)
    else:
        SubElement(parent, "circle", {"cx": _number(x), "cy": _number(y), "r": "4.5"} | look)


# --- Intervals ------------------------------------------------------------------------------------------
def _intervals(table: FigureTable, labels: Sequence[str], intervals: Sequence[Interval]) -> Element:
    shown = intervals[:MOST_BARS]
    hidden, top = len(intervals) - len(shown), 4.0
    svg = _canvas(table, int(top) + len(shown) * ROW + (LEGEND_LINE if hidden else 0), hidden)
    lowest, highest = min(each.value - each.reach for each in shown), max(each.value + each.reach for each in shown)

    def across(value: Decimal) -> float:
        return 10 + (WIDTH - 20) * (float((value - lowest) / (highest - lowest)) if highest > lowest else 0.5)

    for label, each in zip(labels, shown, strict=False):
        level = top + TEXT + 14
        _words(svg, 0, top + TEXT, f"{label}: {each.told}", "chart-label")
        SubElement(svg, "path", {"d": f"M0 {_number(level)}H{WIDTH}", "class": "chart-rule"})
        ends = f"{_number(across(each.value - each.reach))},{_number(level)}"
        ends += f" {_number(across(each.value + each.reach))},{_number(level)}"
        SubElement(svg, "polyline", {"points": ends, "class": "chart-line chart-line-0"})
        _mark(svg, across(each.value), level, 0)
        top += ROW
    if hidden:
        _words(svg, 0, top + TEXT, f"y {hidden} más, en el cuadro", "chart-tick")
    return svg


# --- Words ----------------------------------------------------------------------------------------------
def _legend_height(series: Sequence[Series]) -> int:
    return LEGEND_LINE * len(series) + 6 if len(series) > 1 else 0


def _legend(svg: Element, key: str, series: Sequence[Series], *, marks: bool = False) -> None:
    if len(series) < 2:
        return
    for place, each in enumerate(series):
        middle = place * LEGEND_LINE + 10
        if marks:
            _mark(svg, 9, middle, place)
        else:
            _rectangle(svg, 0, middle - 8, 18, 16, _fill(key, place))
        _words(svg, 26, middle + 5, each.name, "chart-label")


def _words(parent: Element, x: float, y: float, text: str, look: str) -> None:
    _text_of(SubElement(parent, "text", {"x": _number(x), "y": _number(y), "class": look}), text)


def _text_of(element: Element, text: str) -> None:
    """Without what XML cannot hold."""
    element.text = clean(text)


def _written(value: float) -> str:
    return written(int(value) if value == int(value) else value)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
