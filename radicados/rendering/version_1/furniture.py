"""What stands on each page around the text: headings, footers and the marks of a demonstration."""

from legal_calendar import legal_time
from radicados.letters import Entity, FilingStamp, Letter
from radicados.rendering.layout import Bar, Strip, Style, Words
from radicados.rendering.sheet import PAGE_HEIGHT, PAGE_WIDTH, Sheet
from radicados.rendering.version_1 import style
from radicados.rendering.version_1.blocks import lines, piled, spaced
from radicados.typefaces import drawable

DEMO_NOTICE = "DEMOSTRACIÓN — SIN VALIDEZ"

_BANNER_HEIGHT = 20.0
_HEADING_TOP = PAGE_HEIGHT - 38.0
_STAMP_WIDTH = 178.0
_STAMP_PADDING = 9.0
_FIRST_HEADING_HEIGHT = 74.0
_HEADING_HEIGHT = 26.0
_FOOTER_BOTTOM = 26.0
_PAGE_NUMBER_WIDTH = 80.0


def top_of(page: int) -> float:
    """Where the text of a page begins; pages are counted from 1."""
    return _HEADING_TOP - (_FIRST_HEADING_HEIGHT + 14.0 if page == 1 else _HEADING_HEIGHT + 8.0)


def right_aligned(text: str, look: Style, right: float, y: float) -> Words:
    text = drawable(text, look.typeface)
    return Words(right - look.typeface.width(text, look.size), y, text, look)


class Furniture:
    """The fixed parts of a letter's pages, laid out once and drawn on each."""

    def __init__(self, letter: Letter, stamp: FilingStamp):
        entity = letter.entity
        self._is_demo = stamp.is_demo
        self._first_heading = _first_heading(entity, stamp)
        # The short heading of the pages after the first.
        named = " · ".join(filter(None, (entity.acronym, entity.name)))
        number = right_aligned(f"Radicado n.º\xa0{stamp.number}", style.NOTE_STRONG, style.RIGHT, 7.6)
        rule = Bar(style.LEFT, 16.0, style.WIDTH, 0.8, style.BLUE)
        names = lines(named, style.NOTE_STRONG, style.LEFT, style.WIDTH * 0.62)[0].marks
        self._heading = Strip(_HEADING_HEIGHT, (*names, number, rule))
        nit = f"NIT {entity.nit}" if entity.nit else ""
        facts = (entity.name, nit, entity.address, entity.city, entity.phone, entity.email, entity.website)
        filed = f"Radicado n.º\xa0{stamp.number} · Verificación: {stamp.short_url}"
        room = style.WIDTH - _PAGE_NUMBER_WIDTH
        known = lines(" · ".join(filter(None, facts)), style.SMALL, style.LEFT, room)
        text = piled([Strip(7.0, ()), *known, *lines(filed, style.SMALL, style.LEFT, room)])
        rule = Bar(style.LEFT, 0.0, style.WIDTH, 0.6, style.BLUE)
        self._footer = Strip(text.height, (rule, *text.marks))

    @property
    def text_bottom(self) -> float:
        """The height above the paper's edge that the text must not go under."""
        return _FOOTER_BOTTOM + self._footer.height + 12.0

    def draw(self, sheet: Sheet, page: int, pages: int) -> None:
        """Draw all that goes under and around the text of a page."""
        if self._is_demo:
            # A banner over the heading and, under the text, a pale diagonal notice: drawn but read as nothing
            # (empty ActualText), it never mixes with copied text.
            sheet.bar(0.0, PAGE_HEIGHT - _BANNER_HEIGHT, PAGE_WIDTH, _BANNER_HEIGHT, style.RED)
            look = style.BANNER
            left = (PAGE_WIDTH - look.typeface.width(DEMO_NOTICE, look.size)) / 2
            sheet.words(left, PAGE_HEIGHT - 13.2, DEMO_NOTICE, look.typeface, look.size, look.colour)
            sheet.operators("/Span <</ActualText ()>> BDC q 0.707 0.707 -0.707 0.707 112 150 cm")
            for row, text in enumerate(DEMO_NOTICE.split(" — ")):
                sheet.words(row * 90.0, -row * 80.0, text, style.HEADING, 68.0, style.WATERMARK)
            sheet.operators("Q EMC")
        (self._first_heading if page == 1 else self._heading).draw(sheet, _HEADING_TOP)
        top = _FOOTER_BOTTOM + self._footer.height
        self._footer.draw(sheet, top)
        right_aligned(f"Página {page} de {pages}", style.SMALL_STRONG, style.RIGHT, 14.0).draw(sheet, top)


def _first_heading(entity: Entity, stamp: FilingStamp) -> Strip:
    """Whose letter it is and, in the upper right, the number and the instant of the radicado."""
    look = style.ACRONYM
    acronym = drawable(entity.acronym, look.typeface)
    left = style.LEFT + (look.typeface.width(acronym, look.size) + 13.0 if acronym else 0.0)
    room = style.RIGHT - _STAMP_WIDTH - 16.0 - left
    name = lines(entity.name, style.ENTITY, left, room)
    sector = spaced(lines(entity.sector, style.NOTE, left, room), 3.0) if entity.sector else []
    box, width = style.RIGHT - _STAMP_WIDTH, _STAMP_WIDTH - 18
    moment = (f"{entity.city}, " if entity.city else "") + legal_time.instant(stamp.filed_at)
    text = piled(
        [
            Strip(_STAMP_PADDING, ()),
            *lines(f"Radicado n.º\xa0{stamp.number}", style.NUMBER, box + 12, width),
            *spaced(lines(moment, style.NOTE, box + 12, width), 2.0),
            Strip(_STAMP_PADDING, ()),
        ]
    )
    field = Bar(box, 0.0, _STAMP_WIDTH, text.height, style.PALE_BLUE)
    edge = Bar(box, 0.0, 3.0, text.height, style.DARK_BLUE)
    # The rule under the heading, graduated at its start like a measuring scale.
    y = _FIRST_HEADING_HEIGHT - 7.0
    rule = [Bar(style.LEFT, y, style.WIDTH, 1.0, style.BLUE)]
    for step in range(31):
        length = 6.5 if step % 10 == 0 else 4.5 if step % 5 == 0 else 2.8
        rule.append(Bar(style.LEFT + 4.0 * step, y, 0.6, length, style.BLUE))
    marks = [*piled([*name, *sector]).marks, field, edge, *text.marks, *rule]
    if acronym:
        marks.append(Words(style.LEFT - 2.0, 23.0, acronym, look))
        marks.append(Bar(left - 7.5, 0.0, 1.0, 29.0, style.BLUE))
    return Strip(_FIRST_HEADING_HEIGHT, tuple(marks))
