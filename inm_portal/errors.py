"""Pages for requests that the portal cannot serve, beyond the ones that Django finds by name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was sent from a page older than the session, or without cookies."""
    return render(request, "403_csrf.html", status=403)
