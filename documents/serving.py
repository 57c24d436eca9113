"""Handing a document to somebody who may read it."""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from documents.models import Document


def serve(request: HttpRequest, document: Document, *, subject: Model) -> HttpResponse:
    """The file as an attachment under its original name, its reading recorded in the audit trail about
    `subject` (the row that says whose it is). Who may read is the caller's question.

    Raises Http404 for a document that is pending or infected.
    """
    raise NotImplementedError
