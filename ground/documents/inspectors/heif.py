"""A telephone's picture (HEIC), which few programs open: drawn anew as a JPEG, as any picture is."""

from io import BytesIO

import pi_heif
from PIL import Image, TiffImagePlugin  # noqa: F401 (reads what the picture says of itself; later, nothing is loaded)

from ground.documents.inspectors.confined import READ_TIMES, FileFault, Limits, RefusedFileError
from ground.documents.inspectors.image import redrawn

pi_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)


def inspect(data: bytes, limits: Limits) -> bytes:
    """Its first picture, upright, without metadata. Raises RefusedFileError, or what damage leads to."""
    with Image.open(BytesIO(data), formats=["HEIF"]) as image:
        if image.width * image.height > READ_TIMES * limits.pixels:
            raise RefusedFileError(FileFault.TOO_MANY_PIXELS)
        return redrawn(image, "JPEG", limits.pixels)
