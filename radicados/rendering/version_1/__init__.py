"""The first template of a letter, which the second one follows in all but the scripts that it writes and how close
it may set what would need one page more."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from ground.printable import clean
from legal_calendar.legal_time import LEGAL_TIME
from radicados.letters import FilingStamp, Letter, from_snapshot, to_snapshot
from radicados.rendering.layout import Strip, paginate
from radicados.rendering.sheet import Identity, Sheet
from radicados.rendering.version_1 import style
from radicados.rendering.version_1.blocks import beside, lines, paragraph, piled, spaced, strips_of, stuck
from radicados.rendering.version_1.furniture import Furniture
from radicados.typefaces import HEADING, SUBSTITUTE, TEXT

_SUBJECT_WIDTH = 48.0
_SIGNED = "Firmado digitalmente"
_EXPLANATION = "La firma y la integridad de este documento se comprueban en el panel de firmas del lector de PDF."


def first_written(text: str) -> str:
    """As the first template wrote: in Latin, Greek and Cyrillic, with a square for any other character."""
    known = TEXT.glyphs | HEADING.glyphs | {"\n"}
    return "".join(char if char in known else SUBSTITUTE for char in clean(text))


def _in_all(value: Any, written: Callable[[str], str]) -> Any:
    """The values of a letter, with each text written so."""
    match value:
        case str():
            return written(value)
        case dict():
            return {key: _in_all(each, written) for key, each in value.items()}
        case list() | tuple():
            return [_in_all(each, written) for each in value]
    return value


def draw(
    letter: Letter,
    stamp: FilingStamp,
    written: Callable[[str], str] = first_written,
    airs: tuple[float, ...] = (1.0,),
) -> bytes:
    """The letter; `airs` are what its gaps may be multiplied by: of those with the fewest pages, the first."""
    sheet = Sheet(
        Identity(
            title=f"Comunicación con radicado n.º {stamp.number}",
            author=clean(letter.entity.name),
            subject=clean(letter.subject),
            tool="Portal de Servicios en Línea",
            created_at=stamp.filed_at.astimezone(LEGAL_TIME),
            fingerprint=sha256(f"{stamp.number} {stamp.code}".encode()).hexdigest()[:32],
        )
    )
    letter = from_snapshot(_in_all(to_snapshot(letter), written))
    addressee = lines("\n".join(letter.addressee), style.BODY, style.LEFT, style.WIDTH)
    label = lines("Asunto:", style.BODY_STRONG, style.LEFT, _SUBJECT_WIDTH)
    left, width = style.LEFT + _SUBJECT_WIDTH, style.WIDTH - _SUBJECT_WIDTH
    subject = beside(label, lines(letter.subject, style.BODY_STRONG, left, width))
    text = [*addressee, *spaced(subject, 11.0), *paragraph(letter.salutation, gap=11.0)]
    for block in letter.blocks:
        text += strips_of(block)
    # The last line or row is never on another page than the signature.
    strips = [*text[:-1], *stuck(text[-1:])]
    furniture = Furniture(letter, stamp)
    bottom = furniture.text_bottom
    first_room, room = furniture.top_of(1) - bottom, furniture.top_of(2) - bottom
    pages = min(
        (paginate([*_aired(strips, air), _closing(letter, air)], first_room=first_room, room=room) for air in airs),
        key=len,
    )
    for page, placed in enumerate(pages, start=1):
        furniture.draw(sheet, page, len(pages))
        for strip, top in placed:
            strip.draw(sheet, furniture.top_of(page) - top)
        sheet.end_page()
    return sheet.to_bytes()


def _aired(strips: list[Strip], air: float) -> list[Strip]:
    return [replace(strip, gap=strip.gap * air) for strip in strips]


def _closing(letter: Letter, air: float) -> Strip:
    """The end of a letter, one strip that is never parted: farewell and who signs."""
    signer = letter.signer
    position = f"{signer.position} (E)" if signer.is_acting else signer.position
    half = style.WIDTH / 2
    # Read one after the other: who signs, then how that is checked.
    who = piled(
        [
            *lines(signer.name, style.BODY_STRONG, style.LEFT, half - 12),
            *lines(position, style.BODY, style.LEFT, half - 12),
        ]
    )
    told = piled(
        [
            *lines(_SIGNED, style.NOTE_STRONG, style.LEFT + half, half),
            *lines(_EXPLANATION, style.NOTE, style.LEFT + half, half),
        ]
    )
    farewell = paragraph(letter.farewell) if letter.farewell else []
    signature = Strip(max(who.height, told.height), (*who.marks, *told.marks))
    whole = piled([*_aired(farewell, air), Strip(14.0 * air, ()), signature])
    return Strip(whole.height, whole.marks)
