"""The first template of a letter."""

from hashlib import sha256

from ground.printable import clean
from legal_calendar.legal_time import LEGAL_TIME
from radicados.letters import Letter
from radicados.rendering.filing_stamp import FilingStamp
from radicados.rendering.layout import Strip, paginate
from radicados.rendering.sheet import Identity, Sheet
from radicados.rendering.version_1 import style
from radicados.rendering.version_1.blocks import beside, lines, paragraph, spaced, strips_of, stuck
from radicados.rendering.version_1.closing import closing
from radicados.rendering.version_1.furniture import Furniture, top_of

_SUBJECT_WIDTH = 48.0


def draw(letter: Letter, stamp: FilingStamp) -> bytes:
    """The letter's PDF."""
    sheet, furniture = Sheet(_identity(letter, stamp)), Furniture(letter, stamp)
    bottom = furniture.text_bottom
    pages = paginate(_strips(letter, stamp), first_room=top_of(1) - bottom, room=top_of(2) - bottom)
    for page, placed in enumerate(pages, start=1):
        furniture.draw(sheet, page, len(pages))
        for strip, top in placed:
            strip.draw(sheet, top_of(page) - top)
        sheet.end_page()
    return sheet.to_bytes()


def _identity(letter: Letter, stamp: FilingStamp) -> Identity:
    return Identity(
        title=f"Comunicación con radicado n.º {stamp.number}",
        author=clean(letter.entity.name),
        subject=clean(letter.subject),
        tool="Portal de Servicios en Línea",
        created_at=stamp.filed_at.astimezone(LEGAL_TIME),
        fingerprint=sha256(f"{stamp.number} {stamp.code}".encode()).hexdigest()[:32],
    )


def _strips(letter: Letter, stamp: FilingStamp) -> list[Strip]:
    text = [*_opening(letter), *(strip for block in letter.blocks for strip in strips_of(block))]
    return [*_kept_with_the_end(text), closing(letter, stamp)]


def _opening(letter: Letter) -> list[Strip]:
    addressee = lines("\n".join(letter.addressee), style.BODY, style.LEFT, style.WIDTH)
    label = lines("Asunto:", style.BODY_STRONG, style.LEFT, _SUBJECT_WIDTH)
    left, width = style.LEFT + _SUBJECT_WIDTH, style.WIDTH - _SUBJECT_WIDTH
    subject = beside(label, lines(letter.subject, style.BODY_STRONG, left, width))
    return [*addressee, *spaced(subject, 14.0), *paragraph(letter.salutation, gap=14.0)]


def _kept_with_the_end(strips: list[Strip]) -> list[Strip]:
    """The last line or row is never on another page than the signature."""
    return [*strips[:-1], *stuck(strips[-1:])]
