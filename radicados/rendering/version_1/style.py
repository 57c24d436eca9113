"""The look of the first template: colours, styles and measures (points)."""

from radicados.rendering.layout import Style
from radicados.rendering.sheet import PAGE_WIDTH
from radicados.typefaces import HEADING, STRONG, TEXT

# The portal's own (static/css/portal.css): blue, ink, ink-2, tick, hair, enamel-2, ribbon.
BLUE = "0 0.282 0.518"
INK = "0.039 0.122 0.22"
GREY = "0.259 0.329 0.416"
TICK = "0.357 0.439 0.537"
HAIRLINE = "0.812 0.851 0.894"
PALE_BLUE = "0.949 0.961 0.976"
WATERMARK = "0.945 0.945 0.955"
RED = "0.612 0.039 0.125"
WHITE = "1 1 1"

# The vertical line of every page: left of it whose the page is, right of it what it says.
DATUM = 78.0
LEFT = DATUM + 14.0
RIGHT = PAGE_WIDTH - 50.0
WIDTH = RIGHT - LEFT
LONG_MARK = 18.0

BODY = Style(TEXT, 9.5, 12.7, INK)
BODY_STRONG = Style(STRONG, 9.5, 12.7, INK)
TITLE = Style(HEADING, 10.5, 14.0, INK)
LABEL = Style(STRONG, 8.6, 11.4, GREY)
VALUE = Style(TEXT, 8.8, 11.4, INK)
NUMERAL = Style(STRONG, 8.8, 11.6, BLUE)
CLAUSE = Style(TEXT, 8.8, 11.6, INK)
CELL = Style(TEXT, 8.6, 11.2, INK)
CELL_HEADING = Style(STRONG, 8.6, 11.2, INK)
NOTE = Style(TEXT, 7.6, 10.2, GREY)
NOTE_STRONG = Style(STRONG, 7.6, 10.2, INK)
CODE = Style(STRONG, 10.0, 13.0, INK)
SMALL = Style(TEXT, 7.0, 9.4, GREY)
SMALL_STRONG = Style(STRONG, 7.0, 9.4, INK)
ACRONYM = Style(HEADING, 19.0, 19.0, INK)
ENTITY = Style(HEADING, 12.5, 15.0, INK)
NUMBER = Style(HEADING, 11.5, 14.0, INK)
BANNER = Style(HEADING, 9.0, 11.0, WHITE)
