"""The floor of an inspector: little memory, little time, no files, no children, one answer.

The answer is a line of JSON, `{}` or `{"refused": "<FileFault>"}`, and after it the bytes to store where they
are not the ones that came. A file that makes the inspector die is one that nobody should open.
"""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ground.documents.inspectors.shut_in import shut_in

# How many times the pixels that are kept may a picture have to be shrunk to them: as much as an inspector's memory
# holds. A JPEG can be read at half its size (telephones make them of 200 megapixels), and those of a PDF stay packed.
READ_TIMES, JPEG_READ_TIMES, PDF_TIMES = 2, 5, 5


class FileFault(StrEnum):
    """Why a file is not accepted; ground/documents/inspection.py has the words."""

    ENCRYPTED = "encrypted"
    SCRIPT = "script"
    ACTION = "action"
    LINK = "link"
    EMBEDDED = "embedded"
    DYNAMIC_FORM = "dynamic_form"
    NO_PAGES = "no_pages"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_COMPLEX = "too_complex"
    FOREIGN_DATA = "foreign_data"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PIXELS_IN_PDF = "too_many_pixels_in_pdf"
    ANIMATED = "animated"


class RefusedFileError(Exception):
    """The file was understood, and is not accepted: its only argument is the FileFault."""


@dataclass(frozen=True)
class Limits:
    memory_bytes: int
    cpu_seconds: int
    output_bytes: int
    pages: int
    pixels: int
    threads: bool = False


def answer(inspect: Callable[[bytes, Limits], bytes], limits: Limits) -> None:
    """Be the inspector: confine this process, then read the file and answer with the verdict."""
    bounds = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.output_bytes,
        resource.RLIMIT_CORE: 0,
    }
    if not limits.threads:
        bounds[resource.RLIMIT_NPROC] = 0  # threads count as well
    for what, limit in bounds.items():
        resource.setrlimit(what, (limit, limit))
    if limits.threads:
        shut_in()
    verdict, content = {}, b""
    try:
        content = inspect(sys.stdin.buffer.read(), limits)
    except RefusedFileError as refused:
        verdict = {"refused": refused.args[0]}
    sys.stdout.buffer.write(json.dumps(verdict).encode() + b"\n" + content)
    sys.stdout.flush()
