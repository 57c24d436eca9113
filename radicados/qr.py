"""The QR code of a letter: what it says and how it is drawn."""

from itertools import groupby

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

QUIET_ZONE = 4  # modules of white that the standard asks for on each side
# Choosing the best of the eight masks costs three times the rest; readers decode any of them.
_MASK_PATTERN = 2
_GROUP = 6


def verification_url(base_url: str, code: str) -> str:
    """The address that the QR carries: a public page about the letter with that verification code."""
    return f"{base_url}/v/{code}"


def grouped(code: str) -> str:
    """`ABCDEFGHJKMNPRTVWX` as people copy it by hand: `ABCDEF-GHJKMN-PRTVWX`."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def modules(text: str) -> list[list[bool]]:
    """The square of dark (True) and light modules, without its quiet zone; error correction M."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK_PATTERN)
    code.add_data(text, optimize=0)
    code.make()
    return code.modules


def path(text: str, x: float, y: float, size: float) -> str:
    """PDF operators that fill the code, quiet zone included, in the square with lower left corner (x, y).

    Neighbouring modules of a row are one rectangle and all of them one path: small, quick, and without
    hairlines between modules.
    """
    square = modules(text)
    module = size / (len(square) + 2 * QUIET_ZONE)
    left, top = x + QUIET_ZONE * module, y + size - QUIET_ZONE * module
    rectangles = ""
    for row, cells in enumerate(square, start=1):
        column = 0
        for is_dark, run in groupby(cells):
            length = len(list(run))
            if is_dark:
                corner = f"{left + column * module:.3f} {top - row * module:.3f}"
                rectangles += f"{corner} {length * module:.3f} {module:.3f} re "
            column += length
    return f"{rectangles}f"
