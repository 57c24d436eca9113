"""What a PDF may be: pages to look at, and nothing that acts, hides or waits. It is stored as it came."""

import re
import zipfile
import zlib
from io import BytesIO
from itertools import zip_longest

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from pikepdf.settings import set_qpdf_limits

from ground.documents.inspectors.confined import PDF_TIMES, FileFault, Limits, RefusedFileError

# What mail programs and editors leave before a PDF, and after its last cross-reference: blanks, an old end of file
# and comments (`%%EOF` is one) in which no page could begin. Readers step over it.
LEAD = re.compile(rb"(?:\xef\xbb\xbf)?[\s\0]{0,1000}+(?=%PDF-)")
LAST_KEYWORD, LAST_PLACE = b"startxref", re.compile(rb"\s+\d+")
TAIL = re.compile(rb"(?:[\s\0\x1a]|%[^\r\n\0-\x08\x1a<>]*+)*+")
HEADER_BYTES = len(b"%PDF-1.7")
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
# Where a link may lead: the web, a mail, a telephone; to a place without scheme, as «www.inm.gov.co», but to no
# folder of a network nor disk. Elsewhere a reader would start a program, or tell a stranger whose machine it is.
ADDRESSES = ["/URI", "/Base", "/URL", "/F", "/UF"]
SCHEMES = {"http", "https", "ftp", "mailto", "tel", "sms"}
SCRIPTS = {"javascript", "vbscript"}
SCHEME = re.compile(r"([^/?#]*?):")
BYTE_ORDER = b"\xfe\xff\xef\xbb\xbf"
HOST_AND_PORT = re.compile(r"[\w.-]+\.\w+:\d+(?:[/?#]|$)")
# Each of them can make much out of little, and none out of a picture, which stays packed.
FLATE = {"/FlateDecode", "/Fl"}
EXPANDING_FILTERS = FLATE | {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
UNPACKED_FILTERS = EXPANDING_FILTERS | {"/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"}
TO_SPARE = "/Crypt"  # what it hid is plain when it comes here


def inspect(data: bytes, limits: Limits) -> bytes:
    """Raise RefusedFileError, or whatever a damaged file leads to; no bytes come back, since none change."""
    set_qpdf_limits(flate_max_memory=MAX_STREAM_BYTES, run_length_max_memory=MAX_STREAM_BYTES)
    try:
        with _opened(data) as pdf:
            _check(pdf, limits)
    except pikepdf.PasswordError:
        raise RefusedFileError(FileFault.ENCRYPTED) from None
    except pikepdf.PdfError as error:
        if "unsupported encryption" in str(error):  # for whoever has a certificate
            raise RefusedFileError(FileFault.ENCRYPTED) from None
        raise
    # No file that is two things at once; what a PDF carries by its own means has been named by now.
    if zipfile.is_zipfile(BytesIO(data)):
        raise RefusedFileError(FileFault.FOREIGN_DATA)
    return b""


def _opened(data: bytes) -> Pdf:
    """What is between lead and tail. A damaged file is not repaired: what one reader guesses is not what the
    next one does. One that opens without a password is judged by what is inside, whatever else it forbids."""
    before, found, rest = data.rpartition(LAST_KEYWORD)
    lead, place = LEAD.match(data), LAST_PLACE.match(rest)
    if not lead or (place and not TAIL.fullmatch(rest, place.end())):
        raise RefusedFileError(FileFault.FOREIGN_DATA)
    if not place:
        raise ValueError("no place of the cross-references")
    start = lead.end()
    whole = before + found + place[0] + b"\n%%EOF\n"
    try:
        return _pdf(whole[start:])
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        if not start:
            raise
    # Its places are counted from the lead on: the header goes to where they are counted from.
    header = start + HEADER_BYTES
    return _pdf(whole[start:header] + b"\n" * start + whole[header:])


def _pdf(content: bytes) -> Pdf:
    return pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True)


def _check(pdf: Pdf, limits: Limits) -> None:
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
    reasons += [_address_fault(value) for key in ADDRESSES if isinstance(value := part.get(key), String)]
    for reason in filter(None, reasons):
        raise RefusedFileError(reason)


def _address_fault(value: String) -> FileFault | None:
    """As a reader takes it, which leaves out what cannot be seen."""
    for text in (str(value), bytes(value).lstrip(BYTE_ORDER).decode("latin-1")):
        address = "".join(char for char in text if char.isprintable() and char != " ").lower()
        scheme = SCHEME.match(address)
        if scheme and scheme[1] in SCRIPTS:
            return FileFault.SCRIPT
        if address.replace("\\", "/").startswith("//"):
            return FileFault.LINK
        if scheme and scheme[1] not in SCHEMES and not HOST_AND_PORT.match(address):
            return FileFault.LINK
    return None


def _name(part: Object, key: str) -> str:
    value = part.get(key)
    return str(value) if isinstance(value, Name) else ""


def _check_stream(stream: Stream, limits: Limits) -> None:
    """It never unpacks more than the limit; pictures stay packed."""
    filters = list(zip_longest(_listed(stream, "/Filter"), _listed(stream, "/DecodeParms")))
    if EXPANDING_FILTERS & {str(name) for name, _ in filters}:
        _check_size(stream.read_raw_bytes(), filters)
    is_image = _name(stream, "/Subtype") == "/Image"
    if is_image and int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > PDF_TIMES * limits.pixels:
        raise RefusedFileError(FileFault.TOO_MANY_PIXELS_IN_PDF)


def _listed(stream: Stream, key: str) -> list[Object]:
    value = stream.get(key, Array())
    return list(value) if isinstance(value, Array) else [value]


def _check_size(content: bytes, filters: list[tuple[Object, Object]]) -> None:
    """Of what each filter makes out of the last one's, as far as they are no picture's."""
    for name, parameters in filters:
        if str(name) == TO_SPARE:
            continue
        if str(name) not in UNPACKED_FILTERS:
            return
        if str(name) in FLATE:
            content = zlib.decompressobj().decompress(content, MAX_STREAM_BYTES + 1)
        else:
            # Nothing but how the codes are written; what is done with rows afterwards makes no more of them.
            with pikepdf.new() as scratch:
                packed = scratch.make_stream(content, Filter=Name(str(name)))
                if isinstance(parameters, Dictionary) and "/EarlyChange" in parameters:
                    packed.DecodeParms = Dictionary(EarlyChange=parameters["/EarlyChange"])
                content = packed.read_bytes(pikepdf.StreamDecodeLevel.specialized)
        if len(content) > MAX_STREAM_BYTES:
            raise RefusedFileError(FileFault.TOO_COMPLEX)
