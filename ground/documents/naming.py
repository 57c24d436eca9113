"""What a person's own name for a file becomes: something safe to show and to save under."""

import re
import unicodedata

from ground.documents.models import NAME_LENGTH, Document

NAMELESS = "documento"
EXTENSIONS = {
    Document.ContentType.PDF: [".pdf"],
    Document.ContentType.JPEG: [".jpg", ".jpeg"],
    Document.ContentType.PNG: [".png"],
}
_ACCEPTED_EXTENSION = re.compile(r"\.(pdf|jpe?g|png)$", re.IGNORECASE)


def display_name(name: str, content_type: Document.ContentType) -> str:
    """The last part of the path, without invisible characters and with the extension of what it really is."""
    name = _visible(name.replace("\\", "/").rpartition("/")[2])
    found = _ACCEPTED_EXTENSION.search(name)
    stem, extension = (name[: found.start()], found[0].lower()) if found else (name, "")
    if extension not in EXTENSIONS[content_type]:
        extension = EXTENSIONS[content_type][0]
    stem = stem[: NAME_LENGTH - len(extension)].strip(". ")
    return f"{stem or NAMELESS}{extension}"


def _visible(text: str) -> str:
    """Without control and formatting characters: NUL, line breaks, marks that turn the reading direction."""
    shown = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    kept = (char for char in shown if not unicodedata.category(char).startswith("C"))
    return " ".join("".join(kept).split())
