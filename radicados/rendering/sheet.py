"""A PDF/A-2b document and the marks that can be made on its pages. Points; origin at the lower left.

reportlab writes the file; what the archival standard asks beyond that is here: a colour profile, XMP
metadata, and an end of line before each `endstream`.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from string import Template
from xml.sax.saxutils import escape

from PIL.ImageCms import ImageCmsProfile, createProfile
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from radicados import typefaces
from radicados.scripts import visual
from radicados.typefaces import Typeface

PAGE_WIDTH, PAGE_HEIGHT = 612.0, 792.0  # Letter, the paper of Colombian offices

rl_config.useA85 = 0  # ASCII armour only makes the file longer
pdfdoc.PDFCatalog.__NoDefault__.append("OutputIntents")
_format_stream = pdfdoc.PDFStream.format


pdfdoc.PDFStream.format = lambda stream, document: (
    _format_stream(stream, document).removesuffix(b"endstream\n") + b"\nendstream\n"
)
# With its creation date (bytes 24 to 35) fixed: the same bytes in each process.
_SRGB = bytearray(ImageCmsProfile(createProfile("sRGB")).tobytes())
_SRGB[24:36] = bytes([7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
_XMP = Template("""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">$title</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>$author</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">$subject</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>es-CO</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>$created</xmp:CreateDate><xmp:ModifyDate>$created</xmp:ModifyDate>
<xmp:CreatorTool>$tool</xmp:CreatorTool><pdf:Producer>$tool</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""")


@dataclass(frozen=True)
class Identity:
    """What the file says of itself; `fingerprint` (32 hexadecimal digits) is its identifier."""

    title: str
    author: str
    subject: str
    tool: str
    created_at: datetime
    fingerprint: str


class Sheet:
    """The pages of one document, drawn one after another."""

    def __init__(self, identity: Identity):
        self._file = BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang="es-CO",
            initialFontName=typefaces.TEXT.fontName,
        )
        self._document = self._canvas._doc
        self._canvas.setTitle(identity.title)
        self._canvas.setAuthor(identity.author)
        self._canvas.setSubject(identity.subject)
        self._canvas.setCreator(identity.tool)
        self._canvas.setProducer(identity.tool)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._canvas.setDateFormatter(lambda *_: f"D:{identity.created_at:%Y%m%d%H%M%S}-05'00'")
        self._document._ID = f"[<{identity.fingerprint}> <{identity.fingerprint}>]".encode()
        metadata = _XMP.substitute(
            title=escape(identity.title),
            author=escape(identity.author),
            subject=escape(identity.subject),
            tool=escape(identity.tool),
            created=f"{identity.created_at:%Y-%m-%dT%H:%M:%S}-05:00",
        )
        self._document.Catalog.Metadata = self._stream(
            metadata.encode(), {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
        )
        intent = {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": self._stream(bytes(_SRGB), {"N": 3}, [pdfdoc.PDFZCompress]),
        }
        self._document.Catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])
        for typeface in (typefaces.TEXT, typefaces.STRONG, typefaces.HEADING):
            typeface.splitString(typefaces.SPANISH, self._document)

    def words(self, x: float, y: float, text: str, typeface: Typeface, size: float, colour: str) -> None:
        """Text with its baseline starting at (x, y); `colour` as in `0 0.282 0.518`."""
        shown = " ".join(
            f"{face.getSubsetInternalName(subset, self._document)} {size} Tf <{codes.hex()}> Tj"
            for face, run in typeface.runs(visual(text))
            for subset, codes in face.splitString(run, self._document)
        )
        self.operators(f"BT {colour} rg 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET")

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle with its lower left corner at (x, y)."""
        self.operators(f"{colour} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def operators(self, code: str) -> None:
        """Page content written in the PDF's own operators."""
        self._canvas.addLiteral(code)

    def end_page(self) -> None:
        self._canvas.showPage()

    def to_bytes(self) -> bytes:
        """The finished file; the sheet is of no use afterwards."""
        self._canvas.save()
        return self._file.getvalue()

    def _stream(self, content: bytes, dictionary: dict, filters: list | None = None):
        stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(dictionary), content, filters)
        return self._document.Reference(stream)
