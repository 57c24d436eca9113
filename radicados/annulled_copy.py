"""What anybody gets of a letter that was annulled: a copy that says so on every page and that no program takes for
a signed document. What was signed stays as it is, sealed, for who has to judge it.
"""

from datetime import datetime
from io import BytesIO

import pikepdf

from legal_calendar.legal_time import long_date

MARK = "ANULADO"
RED = "0.72 0.11 0.11"
FONT = "/FuenteAnulado"
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
MARK_SIZE, LINE_SIZE, MARGIN = 96, 11, 24
# Of Helvetica bold, by a size of one.
MARK_WIDTH = 4.999
SLANT = (0.643, 0.766)  # cosine and sine of 50°


def annulled_copy(pdf: bytes, *, number: str, at: datetime) -> bytes:
    """The same bytes for the same letter."""
    told = f"{MARK} el {long_date(at)}. El radicado {number} y esta carta no tienen validez."
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            _, _, width, height = map(float, page.mediabox)
            page.add_resource(pikepdf.Object.parse(HELVETICA), pikepdf.Name.Font, pikepdf.Name(FONT))
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q " + _mark(told, width, height))
            if "/Annots" in page:
                page.Annots = pikepdf.Array([note for note in page.Annots if note.get("/FT") != "/Sig"])
        # No signature, and no promise of an archival format.
        for key in ("/AcroForm", "/Perms", "/Metadata", "/OutputIntents"):
            if key in document.Root:
                del document.Root[key]
        document.docinfo["/Title"] = f"{MARK}: radicado {number}"
        document.save(result := BytesIO(), deterministic_id=True)
    return result.getvalue()


def _mark(told: str, width: float, height: float) -> bytes:
    """Drawn as an outline, through which the letter can still be read, and as a line at the top."""
    cosine, sine = SLANT
    half = MARK_WIDTH * MARK_SIZE / 2
    left, bottom = width / 2 - half * cosine, height / 2 - half * sine
    line = told.encode("cp1252", "replace").replace(b"(", b"\\(").replace(b")", b"\\)")
    slant = f"{cosine} {sine} {-sine} {cosine} {left:.1f} {bottom:.1f} Tm"
    slanted = f"q {RED} RG 2 w BT 1 Tr {FONT} {MARK_SIZE} Tf {slant}"
    band = f"1 1 1 rg 0 {height - MARGIN:.1f} {width:.1f} {MARGIN} re f {RED} rg BT 0 Tr {FONT} {LINE_SIZE} Tf"
    return (
        f"{slanted} ({MARK}) Tj ET {band} {MARGIN} {height - MARGIN / 2 - LINE_SIZE / 3:.1f} Td (".encode()
        + line
        + b") Tj ET Q"
    )
