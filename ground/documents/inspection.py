"""Having a stranger's file opened by an inspector: another process, confined, that may die in our place."""

import atexit
import codecs
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
from dataclasses import asdict
from queue import Empty, LifoQueue
from tempfile import TemporaryFile
from typing import IO

import puremagic
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ground.documents.inspectors.confined import JPEG_READ_TIMES, PDF_TIMES, READ_TIMES, FileFault, Limits
from ground.documents.models import Document

logger = logging.getLogger(__name__)

AT_ONCE = 2
HEADER_BYTES = 1024
BLANKS = b"\0\t\n\v\f\r "
STATUS_BYTES = 16
KILLED = -9
NURSERY = "ground.documents.inspectors.nursery"
INSPECTORS = {
    Document.ContentType.PDF: "ground.documents.inspectors.pdf",
    Document.ContentType.JPEG: "ground.documents.inspectors.image",
    Document.ContentType.PNG: "ground.documents.inspectors.image",
}
# What a telephone's picture begins with; it is stored as a JPEG.
HEIC = re.compile(rb".{4}ftyp(?!avi[fs])(?:.{4})*?(?:hei[cxms]|hev[cx]|mif1|msf1)", re.DOTALL)
HEIC_INSPECTOR = "ground.documents.inspectors.heif"

# --- Why a file is not accepted, in words that help the person who sent it ------------------------------
UNREADABLE = _(
    "No se pudo leer el archivo: puede estar dañado o incompleto. Ábralo en su equipo, guárdelo de nuevo "
    "(por ejemplo, con «Imprimir como PDF») y vuelva a enviarlo."
)
BUSY = _("En este momento se están revisando muchos archivos. Espere unos segundos y vuelva a enviarlo.")
HEIC_UNREADABLE = _(
    "No se pudo leer la foto, que es HEIC, como las guarda un iPhone. Para tomarla en JPEG, escoja en Ajustes › "
    "Cámara › Formatos «Más compatible»; una ya tomada, ábrala y haga una captura de pantalla, o expórtela en un "
    "computador."
)
_ACCEPTED = _("Se aceptan documentos PDF e imágenes JPEG, PNG o HEIC.")
_OTHER_KIND = _("El archivo no es de una clase que se acepte, cualquiera que sea su nombre.")
# What people send besides, by how it begins, and how they make something that is accepted out of it.
_OTHER_KINDS = [
    (
        re.compile(rb"RIFF.{4}WEBP|GIF8|II\*\0|MM\0\*|BM.{4}\0{4}|.{4}ftypavi[fs]|\0{4}jP|\0{3}\x0cjP", re.DOTALL),
        _("La imagen es de otra clase (WebP, GIF, TIFF, BMP…). Ábrala y guárdela como JPEG o PNG."),
    ),
    (
        re.compile(
            rb"\xd0\xcf\x11\xe0|PK\x03\x04.{26,}?(?:\[Content_Types\]|_rels/|word/|xl/|ppt/|mimetypeapp)", re.DOTALL
        ),
        _("El archivo es un documento que se puede editar (Word, Excel, PowerPoint…). Ábralo y guárdelo como PDF."),
    ),
    (
        re.compile(rb"PK\x03\x04|Rar!|7z\xbc\xaf|\x1f\x8b"),
        _("El archivo es una carpeta comprimida (ZIP, RAR…). Sáquele los archivos y envíe cada uno."),
    ),
    (re.compile(rb"\{\\rtf"), _("El archivo es un texto (RTF). Ábralo y guárdelo como PDF.")),
]

_PRINT_IT = _("Guárdelo de nuevo con «Imprimir como PDF» y envíe la copia.")
_INSPECTED = {
    FileFault.ENCRYPTED: _(
        "El PDF pide una contraseña o un certificado para abrirse. Ábralo en su equipo, guárdelo de nuevo con "
        "«Imprimir como PDF» y envíe la copia."
    ),
    FileFault.SCRIPT: _("El PDF contiene instrucciones que se ejecutan (JavaScript). {print_it}"),
    FileFault.ACTION: _("El PDF contiene acciones, sonido o video que podrían ejecutarse al abrirlo. {print_it}"),
    FileFault.LINK: _(
        "El PDF lleva un enlace a algo que no es una página web, un correo ni un teléfono (por ejemplo, a una carpeta "
        "de un equipo). {print_it}"
    ),
    FileFault.EMBEDDED: _("El PDF lleva otros archivos adjuntos por dentro. Envíelos por separado. {print_it}"),
    FileFault.DYNAMIC_FORM: _("El PDF es un formulario dinámico (XFA). {print_it}"),
    FileFault.NO_PAGES: _("El PDF no tiene páginas."),
    FileFault.TOO_MANY_PAGES: _("El PDF tiene demasiadas páginas; el máximo es {pages}."),
    FileFault.TOO_COMPLEX: _("El PDF es demasiado complejo u ocupa demasiado al abrirlo. {print_it}"),
    FileFault.FOREIGN_DATA: _("El archivo lleva datos ajenos antes o después del PDF. {print_it}"),
    FileFault.TOO_MANY_PIXELS: _(
        "La imagen tiene demasiados píxeles para abrirla; el máximo es de {png_megapixels} megapíxeles, y en JPEG, de "
        "{jpeg_megapixels}. Redúzcala y vuelva a enviarla."
    ),
    FileFault.TOO_MANY_PIXELS_IN_PDF: _(
        "El PDF lleva una imagen con demasiados píxeles; el máximo es de {pdf_megapixels} megapíxeles. Escanéelo con "
        "menos resolución (300 puntos por pulgada bastan) o envíe sus páginas como fotos."
    ),
    FileFault.ANIMATED: _("La imagen es una animación. Envíe una imagen fija."),
}


class FileRefusedError(Exception):
    """The file is not accepted; the message is the reason, for the person who sent it."""


# --- The inspectors -------------------------------------------------------------------------------------
class Place:
    """Where one file at a time is inspected, with a nursery of inspectors that starts when it is needed."""

    def __init__(self) -> None:
        self._nursery: subprocess.Popen[bytes] | None = None
        self._door: socket.socket | None = None
        self._owner = 0

    def run(self, inspector: str, limits: Limits, *streams: IO[bytes]) -> int:
        """The inspector's exit status; it has no more time than it is given, however it spends it."""
        request = json.dumps({"inspector": inspector, "limits": asdict(limits)}).encode()
        for _attempt in range(2):  # a nursery that nobody has asked for long may be about to leave
            door = self._door
            if door is None or self._owner != os.getpid():  # a fork of whoever has started one starts its own
                door = self._start()
            door.settimeout(2 * limits.cpu_seconds)
            status = b""  # what the nursery says, or nothing if it is gone
            try:
                socket.send_fds(door, [request], [stream.fileno() for stream in streams])
                status = door.recv(STATUS_BYTES)
            except TimeoutError:
                return KILLED
            except OSError:
                continue
            finally:
                if not status:  # one that still owes an answer is ended
                    self.close()
            if status:
                return int(status)
        return KILLED

    def _start(self) -> socket.socket:
        """Nothing of our environment reaches it, nor what a terminal sends to us."""
        door, theirs = socket.socketpair()
        with theirs:
            try:
                self._nursery = subprocess.Popen(
                    [sys.executable, "-E", "-s", "-m", NURSERY, *sorted({*INSPECTORS.values(), HEIC_INSPECTOR})],
                    cwd=settings.BASE_DIR,
                    env={},
                    start_new_session=True,
                    stdin=theirs.fileno(),
                )
            except BaseException:
                door.close()
                raise
        self._door, self._owner = door, os.getpid()
        return door

    def close(self) -> None:
        """End the nursery and whatever was born in it."""
        if self._door and self._nursery and self._owner == os.getpid():
            self._owner = 0
            self._door.close()
            os.killpg(self._nursery.pid, signal.SIGKILL)
            self._nursery.wait()


# The last that was used is warm.
_places: LifoQueue[Place] = LifoQueue()
while _places.qsize() < AT_ONCE:
    place = Place()
    atexit.register(place.close)
    _places.put(place)


def inspect(data: bytes) -> tuple[Document.ContentType, bytes]:
    """What the file is once it is stored, and the bytes to store. Raises FileRefusedError, whatever the file does."""
    header = data[:HEADER_BYTES]
    content_type = _kind_of(header)
    try:
        place = _places.get(timeout=settings.DOCUMENT_INSPECTION_SECONDS)
    except Empty:
        raise FileRefusedError(BUSY) from None
    try:
        if HEIC.match(header):
            return content_type, _verdict(place, HEIC_INSPECTOR, data, HEIC_UNREADABLE, threads=True)
        return content_type, _verdict(place, INSPECTORS[content_type], data, UNREADABLE) or data
    finally:
        _places.put(place)


def _kind_of(header: bytes) -> Document.ContentType:
    if HEIC.match(header):
        return Document.ContentType.JPEG
    start = header.removeprefix(codecs.BOM_UTF8).lstrip(BLANKS)  # which may stand before a PDF
    try:
        return Document.ContentType(puremagic.from_string(start, mime=True))
    except (puremagic.PureError, ValueError):
        words = next((words for beginning, words in _OTHER_KINDS if beginning.match(header)), _OTHER_KIND)
        raise FileRefusedError(f"{words} {_ACCEPTED}") from None


def _verdict(place: Place, inspector: str, data: bytes, unreadable: Promise, *, threads: bool = False) -> bytes:
    """The bytes that came with a good verdict. Files, not pipes: what comes back has a bound as well."""
    limits = Limits(
        memory_bytes=settings.DOCUMENT_INSPECTION_MB * 1024 * 1024,
        cpu_seconds=settings.DOCUMENT_INSPECTION_SECONDS,
        output_bytes=4 * settings.DOCUMENT_MAX_BYTES,
        pages=settings.DOCUMENT_MAX_PAGES,
        pixels=settings.DOCUMENT_MAX_PIXELS,
        threads=threads,
    )
    with TemporaryFile() as source, TemporaryFile() as answer, TemporaryFile() as errors:
        source.write(data)
        source.seek(0)
        status = place.run(inspector, limits, source, answer, errors)
        answer.seek(0)
        errors.seek(0)
        if status:
            # Of what went wrong the log keeps the last line: never the file's content.
            lines = errors.read().decode(errors="replace").splitlines() or [""]
            logger.warning("%s ended with %s: %s", inspector, status, lines[-1][:200])
            raise FileRefusedError(unreadable)
        if reason := json.loads(answer.readline()).get("refused"):
            words = _INSPECTED[FileFault(reason)]
            times = {"png": READ_TIMES, "jpeg": JPEG_READ_TIMES, "pdf": PDF_TIMES}
            bounds = {f"{kind}_megapixels": many * limits.pixels // 1_000_000 for kind, many in times.items()}
            raise FileRefusedError(words.format(print_it=_PRINT_IT, pages=limits.pages, **bounds))
        return answer.read()
