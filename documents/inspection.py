"""Having a stranger's file opened by an inspector: another process, confined, that may die in our place."""

import json
import logging
import os
import signal
import subprocess
import sys
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from typing import IO

import puremagic
from django.conf import settings

from documents.inspectors.confined import Limits, Reason
from documents.models import Document
from documents.refusals import BUSY, UNREADABLE, WRONG_KIND, RefusedError, refused

logger = logging.getLogger(__name__)

AT_ONCE = 2
HEADER_BYTES = 1024
INSPECTORS = {
    Document.ContentType.PDF: "documents.inspectors.pdf",
    Document.ContentType.JPEG: "documents.inspectors.image",
    Document.ContentType.PNG: "documents.inspectors.image",
}

_places = BoundedSemaphore(AT_ONCE)


def inspect(data: bytes) -> tuple[Document.ContentType, bytes]:
    """What the file really is, and the bytes to store. Raises RefusedError, whatever the file does."""
    content_type = _recognised(data)
    return content_type, _inspected(INSPECTORS[content_type], data) or data


def _recognised(data: bytes) -> Document.ContentType:
    try:
        return Document.ContentType(puremagic.from_string(data[:HEADER_BYTES], mime=True))
    except (puremagic.PureError, ValueError):
        raise RefusedError(WRONG_KIND) from None


def _inspected(inspector: str, data: bytes) -> bytes:
    if not _places.acquire(timeout=settings.DOCUMENT_INSPECTION_SECONDS):
        raise RefusedError(BUSY)
    try:
        return _verdict(inspector, data)
    finally:
        _places.release()


def _verdict(inspector: str, data: bytes) -> bytes:
    """The bytes that came with a good verdict. Files, not pipes: what comes back has a bound as well."""
    with TemporaryFile() as source, TemporaryFile() as answer, TemporaryFile() as errors:
        source.write(data)
        source.seek(0)
        status = _run(inspector, stdin=source, stdout=answer, stderr=errors)
        answer.seek(0)
        errors.seek(0)
        if status:
            logger.warning("%s ended with %s: %s", inspector, status, _last_line(errors))
            raise RefusedError(UNREADABLE)
        if reason := json.loads(answer.readline()).get("refused"):
            raise refused(Reason(reason))
        return answer.read()


def _run(inspector: str, **streams: IO[bytes]) -> int:
    """Its exit status; nothing of our environment reaches it, and it has no more time than it is given."""
    limits = _limits()
    process = subprocess.Popen(
        [sys.executable, "-E", "-s", "-m", inspector, limits.to_json()],
        cwd=settings.BASE_DIR,
        env={},
        start_new_session=True,
        **streams,
    )
    try:
        return process.wait(2 * limits.cpu_seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait()


def _limits() -> Limits:
    return Limits(
        memory_bytes=settings.DOCUMENT_INSPECTION_MB * 1024 * 1024,
        cpu_seconds=settings.DOCUMENT_INSPECTION_SECONDS,
        output_bytes=4 * settings.DOCUMENT_MAX_BYTES,
        pages=settings.DOCUMENT_MAX_PAGES,
        pixels=settings.DOCUMENT_MAX_PIXELS,
    )


def _last_line(errors: IO[bytes]) -> str:
    """What went wrong, for the log: never the file's content."""
    lines = errors.read().decode(errors="replace").splitlines()
    return lines[-1][:200] if lines else ""
