"""Accepting files from strangers: size, content, harmlessness; then storing and having them scanned."""

from django.core.files.uploadedfile import UploadedFile

from documents.models import Document


class RefusedError(Exception):
    """The file is not accepted; the message is the reason, in Spanish, for the person who sent it."""


def receive(upload: UploadedFile) -> Document:
    """Inspect, store and return the document, its scan owed when an antivirus is configured.

    Raises RefusedError. Photos lose their metadata; PDFs are stored byte by byte as they came.
    """
    raise NotImplementedError
