from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from ground.audit.models import Action, record
from ground.documents.models import Document


def serve(request: HttpRequest, document: Document, *, subject: Model) -> HttpResponse:
    """The file as an attachment under its original name, its reading recorded in the audit trail about
    `subject` (the row that says whose it is). Who may read is the caller's question.

    Raises Http404 for a document that is pending or infected, or whose file is not the one received.
    """
    response = serve_unrecorded(document)
    record(Action.DOCUMENT_READ, request=request, subject=subject, document=str(document.pk))
    return response


def serve_unrecorded(document: Document) -> HttpResponse:
    """The same, leaving no trace of who reads: only for what somebody without a name handed over themself."""
    if not document.is_servable:
        raise Http404(f"document {document.pk} is {document.state}")
    content = document.intact_content()
    if content is None:
        raise Http404(f"document {document.pk} is not intact")
    return HttpResponse(
        content,
        content_type=document.content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, document.name),
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox",
            "Cache-Control": "no-store, private",
        },
    )
