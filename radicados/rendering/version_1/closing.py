"""The end of a letter: farewell, who signs, and the code that verifies it. One strip, never parted."""

from radicados import qr
from radicados.letters import Letter, Signer
from radicados.rendering.filing_stamp import FilingStamp
from radicados.rendering.layout import Bar, Code, Strip
from radicados.rendering.version_1 import style
from radicados.rendering.version_1.blocks import lines, paragraph, piled, spaced

_QR_SIZE = 96.0
_COLUMN_WIDTH = 178.0
_SIGNED = "Firmado digitalmente"
_EXPLANATION = (
    "La firma y la integridad de este documento se comprueban en el panel de firmas del lector de PDF."
)


def closing(letter: Letter, stamp: FilingStamp) -> Strip:
    """Farewell, signatory block and verification block."""
    farewell = piled(paragraph(letter.farewell)) if letter.farewell else Strip(0.0, ())
    signatory, verification = _signatory(letter.signer), _verification(stamp)
    height = max(signatory.height, verification.height)
    blocks = Strip(height, (*signatory.marks, *verification.marks), gap=6.0)
    whole = piled([farewell, blocks])
    return Strip(whole.height, whole.marks, gap=10.0)


def _signatory(signer: Signer) -> Strip:
    width = style.WIDTH - _COLUMN_WIDTH - 24.0
    position = f"{signer.position} (E)" if signer.is_acting else signer.position
    text = piled(
        [
            *lines(_SIGNED, style.NOTE_STRONG, style.LEFT + 10, width - 10),
            *lines(_EXPLANATION, style.NOTE, style.LEFT + 10, width - 10),
        ]
    )
    signed = Strip(text.height, (Bar(style.LEFT, 0.0, 2.0, text.height, style.BLUE), *text.marks), gap=16.0)
    name = lines(signer.name, style.BODY_STRONG, style.LEFT, width)
    return piled([Strip(22.0, ()), *name, *lines(position, style.BODY, style.LEFT, width), signed])


def _verification(stamp: FilingStamp) -> Strip:
    """The QR with, under it, what to type by hand."""
    left = style.RIGHT - _COLUMN_WIDTH
    text = piled(
        [
            *lines("Verifique esta comunicación", style.NOTE_STRONG, left, _COLUMN_WIDTH),
            *lines("Escanee el código o escriba en", style.NOTE, left, _COLUMN_WIDTH),
            *lines(f"{stamp.site}/verificar", style.NOTE_STRONG, left, _COLUMN_WIDTH),
            *lines("el número de radicado y este código:", style.NOTE, left, _COLUMN_WIDTH),
            *spaced(lines(qr.grouped(stamp.code), style.CODE, left, _COLUMN_WIDTH), 2.0),
        ]
    )
    # The quiet zone is kept white, whatever lies under the text.
    quiet = Bar(left - 9.0, 0.0, _QR_SIZE, _QR_SIZE, style.WHITE)
    code = Strip(_QR_SIZE, (quiet, Code(left - 9.0, 0.0, _QR_SIZE, stamp.url)))
    return piled([code, text])
