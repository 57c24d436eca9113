"""What a PDF may be: pages to look at, and nothing that acts, hides or waits. It is stored as it came."""

import re
import zipfile
import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from pikepdf.settings import set_qpdf_limits

from ground.documents.inspectors.confined import FileFault, Limits, RefusedFileError

SIGNATURE = b"%PDF-"
LAST_KEYWORD, END = b"startxref", re.compile(rb"\s+\d+\s+%%EOF[\s\0]*")
MAX_OBJECTS = 50_000
MAX_STREAM_BYTES = 128 * 1024 * 1024

ACTIONS = {
    "/JavaScript": FileFault.SCRIPT,
    **dict.fromkeys(["/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE"], FileFault.ACTION),
    **dict.fromkeys(["/Rendition", "/RichMediaExecute", "/Movie", "/Sound"], FileFault.ACTION),
}
ANNOTATIONS = {
    "/FileAttachment": FileFault.EMBEDDED,
    **dict.fromkeys(["/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"], FileFault.ACTION),
}
KEYS = {
    **dict.fromkeys(["/JS", "/JavaScript"], FileFault.SCRIPT),
    **dict.fromkeys(["/EmbeddedFiles", "/EF", "/AF"], FileFault.EMBEDDED),
    "/RichMediaContent": FileFault.ACTION,
    "/XFA": FileFault.DYNAMIC_FORM,
}
SCRIPT_ADDRESS = re.compile(r"\s*(javascript|vbscript):", re.IGNORECASE)
# Each of them can make much out of little; one after the other, almost anything.
EXPANDING_FILTERS = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}


def inspect(data: bytes, limits: Limits) -> bytes:
    """Raise RefusedFileError, or whatever a damaged file leads to; no bytes come back, since none change."""
    # Nothing before the PDF and nothing after it: no file that is two things at once.
    _, found, rest = data.rpartition(LAST_KEYWORD)
    has_tail = found and not END.fullmatch(rest)
    if not data.startswith(SIGNATURE) or has_tail or zipfile.is_zipfile(BytesIO(data)):
        raise RefusedFileError(FileFault.FOREIGN_DATA)
    set_qpdf_limits(flate_max_memory=MAX_STREAM_BYTES, run_length_max_memory=MAX_STREAM_BYTES)
    try:
        # A damaged file is not repaired: what one reader guesses is not what the next one does.
        with pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            _check(pdf, limits)
    except pikepdf.PasswordError:
        raise RefusedFileError(FileFault.ENCRYPTED) from None
    return b""


def _check(pdf: Pdf, limits: Limits) -> None:
    if pdf.is_encrypted or "/Encrypt" in pdf.trailer:
        raise RefusedFileError(FileFault.ENCRYPTED)
    if len(pdf.objects) > MAX_OBJECTS:
        raise RefusedFileError(FileFault.TOO_COMPLEX)
    # Every dictionary and stream of the file, wherever it hangs and also where nothing points to it.
    waiting = [*pdf.objects, pdf.trailer]
    while waiting:
        part = waiting.pop()
        values: list[object] = []
        if isinstance(part, Array):
            values = list(part)
        elif isinstance(part, Dictionary | Stream):
            _check_dictionary(part)
            if isinstance(part, Stream):
                _check_stream(part, limits)
            values = [value for _, value in part.items()]
        waiting += [value for value in values if isinstance(value, Object) and not value.is_indirect]
    if not pdf.pages:
        raise RefusedFileError(FileFault.NO_PAGES)
    if len(pdf.pages) > limits.pages:
        raise RefusedFileError(FileFault.TOO_MANY_PAGES)


def _check_dictionary(part: Object) -> None:
    reasons = [KEYS.get(key) for key, _ in part.items()]
    reasons += [ACTIONS.get(_name(part, "/S")), ANNOTATIONS.get(_name(part, "/Subtype"))]
    if _name(part, "/Type") == "/EmbeddedFile" or (isinstance(part, Stream) and "/F" in part):
        reasons.append(FileFault.EMBEDDED)
    address = part.get("/URI")
    if isinstance(address, String) and SCRIPT_ADDRESS.match(str(address)):
        reasons.append(FileFault.SCRIPT)
    for reason in filter(None, reasons):
        raise RefusedFileError(reason)


def _name(part: Object, key: str) -> str:
    value = part.get(key)
    return str(value) if isinstance(value, Name) else ""


def _check_stream(stream: Stream, limits: Limits) -> None:
    """It never unpacks more than the limit; pictures stay packed."""
    value = stream.get("/Filter", Array())
    filters = [str(name) for name in value] if isinstance(value, Array) else [str(value)]
    expanding = [name for name in filters if name in EXPANDING_FILTERS]
    if len(expanding) > 1:
        raise RefusedFileError(FileFault.TOO_COMPLEX)
    size = 0
    if filters[:1] == ["/FlateDecode"]:
        size = len(zlib.decompressobj().decompress(stream.read_raw_bytes(), MAX_STREAM_BYTES + 1))
    elif expanding:
        size = len(stream.read_bytes())
    if size > MAX_STREAM_BYTES:
        raise RefusedFileError(FileFault.TOO_COMPLEX)
    is_image = _name(stream, "/Subtype") == "/Image"
    if is_image and int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > limits.pixels:
        raise RefusedFileError(FileFault.TOO_MANY_PIXELS)
