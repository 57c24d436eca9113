"""A picture of the news as the portal shows it: received as any file is, and drawn anew in two sizes that are light."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from PIL import Image

from ground.documents.inspection import FileRefusedError, inspect
from ground.documents.models import Document

# Width in pixels and the most that it may weigh: the first view of any page weighs 100 kB at most.
SIZES = {"ancha": (800, 34_000), "pequena": (400, 14_000)}
LEAST_WIDTH = 400
_QUALITIES = (80, 70, 60, 50, 40, 30, 20)


@dataclass(frozen=True)
class Drawn:
    """The picture in each of the SIZES, WebP, and the width and height of the first."""

    sizes: dict[str, bytes]
    width: int
    height: int


def drawn(upload: "UploadedFile[bytes]") -> Drawn:
    """Raises FileRefusedError, with what to do about it."""
    if not upload.size or upload.size > settings.DOCUMENT_MAX_BYTES:
        raise FileRefusedError("La imagen está vacía o pesa demasiado. Elija otra.")
    kind, content = inspect(upload.read())  # what comes back was drawn anew: nothing else it carried is there
    if kind == Document.ContentType.PDF:
        raise FileRefusedError("Aquí va una imagen JPEG, PNG o HEIC, no un PDF.")
    with Image.open(BytesIO(content)) as image:
        if image.width < LEAST_WIDTH:
            raise FileRefusedError(f"La imagen es muy pequeña: debe tener al menos {LEAST_WIDTH} píxeles de ancho.")
        picture = image.convert("RGB") if image.mode not in {"RGB", "RGBA"} else image.copy()
    if picture.mode == "RGBA":
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    sizes = {name: _light(picture, width, most) for name, (width, most) in SIZES.items()}
    with Image.open(BytesIO(sizes["ancha"])) as widest:
        return Drawn(sizes, widest.width, widest.height)


def _light(picture: Image.Image, width: int, most_bytes: int) -> bytes:
    """At most so wide and so heavy: as good as that allows."""
    return next(content for content in _lighter(picture, width) if len(content) <= most_bytes)


def _lighter(picture: Image.Image, width: int) -> Iterator[bytes]:
    """Ever lighter: worse first, and smaller when that is not enough."""
    while True:
        height = max(1, picture.height * width // picture.width)
        smaller = picture.resize((width, height), Image.Resampling.LANCZOS) if width < picture.width else picture
        for quality in _QUALITIES:
            content = BytesIO()
            smaller.save(content, "WEBP", quality=quality, method=4)
            yield content.getvalue()
        width = width * 4 // 5
