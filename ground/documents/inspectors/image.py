"""What a picture may be: its pixels. It is drawn anew, so that nothing else it carried is stored; one with more of
them than are kept is shrunk."""

from io import BytesIO
from math import sqrt

from PIL import Image, ImageOps
from PIL.ImageFile import ImageFile
from PIL.PngImagePlugin import PngImageFile

from ground.documents.inspectors.confined import JPEG_READ_TIMES, READ_TIMES, FileFault, Limits, RefusedFileError

JPEG_QUALITY = 92
# What is kept as it is; the rest (palettes, CMYK) becomes colour, with or without transparency.
MODES = {"JPEG": {"L", "RGB"}, "PNG": {"1", "L", "LA", "I;16", "RGB", "RGBA"}}

# Stated below, before anything is decoded, and in our own words.
Image.MAX_IMAGE_PIXELS = None
Image.preinit()  # before an inspector is born, which would load them each time


def inspect(data: bytes, limits: Limits) -> bytes:
    """The picture again, upright, without metadata. Raises RefusedFileError, or what damage leads to."""
    with _opened(data) as image:
        times = JPEG_READ_TIMES if image.format == "JPEG" else READ_TIMES
        if image.width * image.height > times * limits.pixels:
            raise RefusedFileError(FileFault.TOO_MANY_PIXELS)
        # A photo's further frames (a phone's depth map) are left behind; an animation would lose its sense.
        if isinstance(image, PngImageFile) and image.n_frames > 1:
            raise RefusedFileError(FileFault.ANIMATED)
        image.verify()
    with _opened(data) as image:
        target = "PNG" if image.format == "PNG" else "JPEG"
        if image.width * image.height > READ_TIMES * limits.pixels:
            image.draft(None, (image.width // 2, image.height // 2))  # read whole, it would not fit in the memory
        return redrawn(image, target, limits.pixels)


def redrawn(image: ImageFile, target: str, pixels: int) -> bytes:
    """What there is to see, of at most so many pixels."""
    image.load()
    image.getexif()  # remembers which side is up; the rest, often malformed, is not to be written again
    image.info = {key: value for key, value in image.info.items() if key == "transparency"}
    drawing: Image.Image = image
    if image.mode not in MODES[target] or "transparency" in image.info:
        drawing = image.convert("RGBA" if target == "PNG" and image.has_transparency_data else "RGB")
    drawing = _shrunk(drawing, pixels)
    drawing.getexif().update(image.getexif())
    ImageOps.exif_transpose(drawing, in_place=True)
    drawing.info.clear()
    content = BytesIO()
    drawing.save(content, target, quality=JPEG_QUALITY)
    return content.getvalue()


def _shrunk(image: Image.Image, pixels: int) -> Image.Image:
    """With at most so many pixels, as many as fit."""
    ratio = sqrt(pixels / (image.width * image.height))
    if ratio >= 1:
        return image
    grey = image.convert("L") if image.mode == "1" else image
    return grey.resize((int(image.width * ratio), int(image.height * ratio)), Image.Resampling.BOX)


def _opened(data: bytes) -> ImageFile:
    return Image.open(BytesIO(data), formats=["JPEG", "PNG"])
