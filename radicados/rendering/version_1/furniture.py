"""What stands on each page around the text: the datum, headings, footers and the marks of a demonstration."""

from dataclasses import replace

from legal_calendar import legal_time
from radicados import qr
from radicados.letters import Entity, FilingStamp, Letter
from radicados.rendering.layout import Bar, Code, Strip, Words
from radicados.rendering.sheet import PAGE_HEIGHT, PAGE_WIDTH, Sheet
from radicados.rendering.version_1 import style
from radicados.rendering.version_1.blocks import lines, piled, right_aligned, spaced
from radicados.typefaces import drawable

DEMO_NOTICE = "DEMOSTRACIÓN — SIN VALIDEZ"

_BANNER_HEIGHT = 20.0
HEADING_TOP = PAGE_HEIGHT - 38.0
QR_SIZE = 104.9  # 37 mm with its quiet zone: room for a symbol of 65 modules, half a millimetre each
_BY_HAND_WIDTH = 176.0
_HEADING_HEIGHT = 26.0
_FOOTER_BOTTOM = 26.0
_PAGE_NUMBER_WIDTH = 80.0


def draw_datum(sheet: Sheet, bottom: float) -> None:
    """The line of every page, from its heading down to `bottom`."""
    sheet.bar(style.DATUM - 0.75, bottom, 1.5, HEADING_TOP - bottom, style.INK)


def acronym_of(acronym: str, size: float, y: float) -> Words:
    """Whose page it is, left of the datum; smaller when it is longer than its place."""
    typeface = style.ACRONYM.typeface
    width = typeface.width(drawable(acronym, typeface), size)
    look = replace(style.ACRONYM, size=size * min(1.0, (style.DATUM - 26.0) / max(width, 1.0)))
    return right_aligned(acronym, look, style.DATUM - 8.0, y)


def running_heading(acronym: str, name: str, subject: str) -> Strip:
    """Of a page after the first: whose it is and, at the right, what it is about."""
    look = style.NOTE_STRONG
    names = lines(name, look, style.LEFT, style.WIDTH * 0.6)[0].marks
    marks = (acronym_of(acronym, 12.0, 9.0), *names, right_aligned(subject, look, style.RIGHT, look.size))
    return Strip(_HEADING_HEIGHT, marks)


class Furniture:
    """The fixed parts of a letter's pages, laid out once and drawn on each."""

    def __init__(self, letter: Letter, stamp: FilingStamp):
        entity = letter.entity
        self._is_demo = stamp.is_demo
        self._first_heading = _first_heading(entity, stamp)
        self._heading = running_heading(entity.acronym, entity.name, f"Radicado n.º\xa0{stamp.number}")
        nit = f"NIT {entity.nit}" if entity.nit else ""
        facts = (entity.name, nit, entity.address, entity.city, entity.phone, entity.email, entity.website)
        filed = f"Radicado n.º\xa0{stamp.number} · Verificación: {stamp.short_url}"
        room = style.WIDTH - _PAGE_NUMBER_WIDTH
        known = lines(" · ".join(filter(None, facts)), style.SMALL, style.LEFT, room)
        text = piled([Strip(7.0, ()), *known, *lines(filed, style.SMALL, style.LEFT, room)])
        rule = Bar(style.LEFT, 0.0, style.WIDTH, 0.6, style.HAIRLINE)
        self._footer = Strip(text.height, (rule, *text.marks))

    @property
    def text_bottom(self) -> float:
        """The height above the paper's edge that the text must not go under."""
        return _FOOTER_BOTTOM + self._footer.height + 12.0

    def top_of(self, page: int) -> float:
        """Where the text of a page begins; pages are counted from 1."""
        return HEADING_TOP - (self._first_heading.height + 10.0 if page == 1 else self._heading.height + 8.0)

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
        (self._first_heading if page == 1 else self._heading).draw(sheet, HEADING_TOP)
        draw_datum(sheet, _FOOTER_BOTTOM)
        top = _FOOTER_BOTTOM + self._footer.height
        self._footer.draw(sheet, top)
        right_aligned(f"Página {page} de {pages}", style.SMALL_STRONG, style.RIGHT, 14.0).draw(sheet, top)


def _first_heading(entity: Entity, stamp: FilingStamp) -> Strip:
    """Whose letter it is, the number and the instant of the radicado, and how the letter is verified: by its QR
    in the upper right and, beside it, by hand."""
    left_of_code = style.RIGHT - QR_SIZE - 10.0
    room = left_of_code - style.LEFT
    name = lines(entity.name, style.ENTITY, style.LEFT, room)
    name += lines(entity.sector, style.NOTE, style.LEFT, room) if entity.sector else []
    by_hand_left = left_of_code - _BY_HAND_WIDTH
    width = by_hand_left - style.LEFT - 12.0
    moment = (f"{entity.city}, " if entity.city else "") + legal_time.instant(stamp.filed_at)
    filed = [
        *lines(f"Radicado n.º\xa0{stamp.number}", style.NUMBER, style.LEFT, width),
        *spaced(lines(moment, style.NOTE, style.LEFT, width), 2.0),
    ]
    by_hand = [
        *lines("Verifique esta comunicación", style.NOTE_STRONG, by_hand_left, _BY_HAND_WIDTH),
        *lines("Escanee el código o escriba en", style.NOTE, by_hand_left, _BY_HAND_WIDTH),
        *lines(f"{stamp.site}/verificar", style.NOTE_STRONG, by_hand_left, _BY_HAND_WIDTH),
        *lines("el número de radicado y este código:", style.NOTE, by_hand_left, _BY_HAND_WIDTH),
        *lines(qr.grouped(stamp.code), style.CODE, by_hand_left, _BY_HAND_WIDTH),
    ]
    under = piled(name).height + 9.0
    filing, verifying = piled([Strip(under, ()), *filed]), piled([Strip(under, ()), *by_hand])
    axis = max(QR_SIZE - 10.0, verifying.height + 9.0)
    # The quiet zone is kept white, whatever lies under the text.
    quiet = Bar(style.RIGHT - QR_SIZE, 0.0, QR_SIZE, QR_SIZE, style.WHITE)
    code = Code(style.RIGHT - QR_SIZE, 0.0, QR_SIZE, stamp.url)
    marks = (
        acronym_of(entity.acronym, style.ACRONYM.size, 13.5),
        *piled(name).marks,
        *filing.marks,
        *verifying.marks,
        quiet,
        code,
        *_vernier(by_hand_left, _BY_HAND_WIDTH, axis),
    )
    return Strip(max(QR_SIZE, filing.height, axis + 8.0), marks)


def _vernier(left: float, width: float, axis: float) -> list[Bar]:
    """Paper against record: two scales, ten divisions of the lower one as long as nine of the upper, that
    agree where their zeros meet (templates/ui/vernier.html)."""
    unit, zero = width / 50, left + width / 2
    marks = [Bar(left, axis, width, 0.5, style.INK)]
    for n in range(51):
        height = 7.0 if n % 10 == 5 else 5.5 if n % 5 == 0 else 3.5
        marks.append(Bar(left + n * unit - 0.2, axis - height, 0.4, height, style.INK))
    for n in range(-9, 10):
        marks.append(Bar(zero + n * unit * 0.9 - 0.2, axis, 0.4, 5.5 if n % 5 == 0 else 3.5, style.INK))
    marks.append(Bar(zero - 0.6, axis - 8.5, 1.2, 16.0, style.INK))
    return marks
