"""The look of the first template: colours, styles and measures (points)."""

from radicados.rendering.layout import Style
from radicados.rendering.sheet import PAGE_WIDTH
from radicados.typefaces import HEADING, STRONG, TEXT

DARK_BLUE = "0 0.282 0.518"
BLUE = "0.2 0.4 0.8"
INK = "0.13 0.15 0.19"
GREY = "0.33 0.36 0.42"
HAIRLINE = "0.82 0.85 0.9"
PALE_BLUE = "0.925 0.945 0.98"
WATERMARK = "0.945 0.945 0.955"
RED = "0.64 0.07 0.1"
WHITE = "1 1 1"

LEFT = 64.0
WIDTH = PAGE_WIDTH - 2 * LEFT
RIGHT = LEFT + WIDTH

BODY = Style(TEXT, 9.8, 14.2, INK)
BODY_STRONG = Style(STRONG, 9.8, 14.2, INK)
TITLE = Style(HEADING, 10.5, 14.0, DARK_BLUE)
LABEL = Style(STRONG, 8.8, 12.2, GREY)
VALUE = Style(TEXT, 9.2, 12.2, INK)
NUMERAL = Style(STRONG, 9.0, 12.6, BLUE)
CLAUSE = Style(TEXT, 9.0, 12.6, INK)
CELL = Style(TEXT, 8.8, 11.8, INK)
CELL_HEADING = Style(STRONG, 8.8, 11.8, DARK_BLUE)
NOTE = Style(TEXT, 7.6, 10.2, GREY)
NOTE_STRONG = Style(STRONG, 7.6, 10.2, DARK_BLUE)
CODE = Style(STRONG, 10.5, 14.0, INK)
SMALL = Style(TEXT, 7.0, 9.4, GREY)
SMALL_STRONG = Style(STRONG, 7.0, 9.4, DARK_BLUE)
ACRONYM = Style(HEADING, 30.0, 30.0, DARK_BLUE)
ENTITY = Style(HEADING, 11.5, 14.0, DARK_BLUE)
NUMBER = Style(HEADING, 10.5, 13.0, DARK_BLUE)
BANNER = Style(HEADING, 9.0, 11.0, WHITE)
