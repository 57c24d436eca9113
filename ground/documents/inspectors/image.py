"""What a picture may be: its pixels. It is drawn anew, so that nothing else it carried is stored."""

from io import BytesIO

from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngImageFile

from ground.documents.inspectors.confined import FileFault, Limits, RefusedFileError

JPEG_QUALITY = 92
# What is kept as it is; the rest (palettes, CMYK) becomes colour, with or without transparency.
MODES = {"JPEG": {"L", "RGB"}, "PNG": {"1", "L", "LA", "I;16", "RGB", "RGBA"}}

# Stated below, before anything is decoded, and in our own words.
Image.MAX_IMAGE_PIXELS = None


def inspect(data: bytes, limits: Limits) -> bytes:
    """The picture again, upright, without metadata. Raises RefusedFileError, or what damage leads to."""
    with _opened(data) as image:
        if image.width * image.height > limits.pixels:
            raise RefusedFileError(FileFault.TOO_MANY_PIXELS)
        # A photo's further frames (a phone's depth map) are left behind; an animation would lose its sense.
        if isinstance(image, PngImageFile) and image.n_frames > 1:
            raise RefusedFileError(FileFault.ANIMATED)
        image.verify()
    with _opened(data) as image:
        target = "PNG" if image.format == "PNG" else "JPEG"
        image.load()
        image.getexif()  # remembers which side is up; the rest, often malformed, is not to be written again
        image.info = {key: value for key, value in image.info.items() if key == "transparency"}
        ImageOps.exif_transpose(image, in_place=True)
        drawing = image
        if image.mode not in MODES[target] or "transparency" in image.info:
            drawing = image.convert("RGBA" if target == "PNG" and image.has_transparency_data else "RGB")
        drawing.info.clear()
        redrawn = BytesIO()
        drawing.save(redrawn, target, quality=JPEG_QUALITY)
        return redrawn.getvalue()


def _opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data), formats=["JPEG", "PNG"])
