"""The first template of a letter."""

from hashlib import sha256

from ground.printable import clean
from legal_calendar.legal_time import LEGAL_TIME
from radicados import qr
from radicados.letters import FilingStamp, Letter
from radicados.rendering.layout import Bar, Code, Strip, paginate
from radicados.rendering.sheet import Identity, Sheet
from radicados.rendering.version_1 import style
from radicados.rendering.version_1.blocks import beside, lines, paragraph, piled, spaced, strips_of, stuck
from radicados.rendering.version_1.furniture import Furniture, top_of

_SUBJECT_WIDTH = 48.0
_QR_SIZE = 96.0
_COLUMN_WIDTH = 178.0
_SIGNED = "Firmado digitalmente"
_EXPLANATION = "La firma y la integridad de este documento se comprueban en el panel de firmas del lector de PDF."


def draw(letter: Letter, stamp: FilingStamp) -> bytes:
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
    addressee = lines("\n".join(letter.addressee), style.BODY, style.LEFT, style.WIDTH)
    label = lines("Asunto:", style.BODY_STRONG, style.LEFT, _SUBJECT_WIDTH)
    left, width = style.LEFT + _SUBJECT_WIDTH, style.WIDTH - _SUBJECT_WIDTH
    subject = beside(label, lines(letter.subject, style.BODY_STRONG, left, width))
    text = [*addressee, *spaced(subject, 14.0), *paragraph(letter.salutation, gap=14.0)]
    for block in letter.blocks:
        text += strips_of(block)
    # The last line or row is never on another page than the signature.
    strips = [*text[:-1], *stuck(text[-1:]), _closing(letter, stamp)]
    furniture = Furniture(letter, stamp)
    bottom = furniture.text_bottom
    pages = paginate(strips, first_room=top_of(1) - bottom, room=top_of(2) - bottom)
    for page, placed in enumerate(pages, start=1):
        furniture.draw(sheet, page, len(pages))
        for strip, top in placed:
            strip.draw(sheet, top_of(page) - top)
        sheet.end_page()
    return sheet.to_bytes()


def _closing(letter: Letter, stamp: FilingStamp) -> Strip:
    """The end of a letter, one strip that is never parted: farewell, who signs and the code that verifies it,
    with what to type by hand under its QR."""
    farewell = piled(paragraph(letter.farewell)) if letter.farewell else Strip(0.0, ())
    signer = letter.signer
    position = f"{signer.position} (E)" if signer.is_acting else signer.position
    width = style.WIDTH - _COLUMN_WIDTH - 24.0
    text = piled(
        [
            *lines(_SIGNED, style.NOTE_STRONG, style.LEFT + 10, width - 10),
            *lines(_EXPLANATION, style.NOTE, style.LEFT + 10, width - 10),
        ]
    )
    signed = Strip(text.height, (Bar(style.LEFT, 0.0, 2.0, text.height, style.BLUE), *text.marks), gap=16.0)
    name = lines(signer.name, style.BODY_STRONG, style.LEFT, width)
    signatory = piled([Strip(22.0, ()), *name, *lines(position, style.BODY, style.LEFT, width), signed])
    left = style.RIGHT - _COLUMN_WIDTH
    # The quiet zone is kept white, whatever lies under the text.
    quiet = Bar(left - 9.0, 0.0, _QR_SIZE, _QR_SIZE, style.WHITE)
    by_hand = [
        *lines("Verifique esta comunicación", style.NOTE_STRONG, left, _COLUMN_WIDTH),
        *lines("Escanee el código o escriba en", style.NOTE, left, _COLUMN_WIDTH),
        *lines(f"{stamp.site}/verificar", style.NOTE_STRONG, left, _COLUMN_WIDTH),
        *lines("el número de radicado y este código:", style.NOTE, left, _COLUMN_WIDTH),
        *spaced(lines(qr.grouped(stamp.code), style.CODE, left, _COLUMN_WIDTH), 2.0),
    ]
    code = Strip(_QR_SIZE, (quiet, Code(left - 9.0, 0.0, _QR_SIZE, stamp.url)))
    verification = piled([code, piled(by_hand)])
    height = max(signatory.height, verification.height)
    blocks = Strip(height, (*signatory.marks, *verification.marks), gap=6.0)
    whole = piled([farewell, blocks])
    return Strip(whole.height, whole.marks, gap=10.0)
