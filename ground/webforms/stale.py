"""Pages that are older than the browser's session, which their own view answers."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


class _Judge(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def is_stale(request: HttpRequest) -> bool:
    """Whether Django would refuse it for its CSRF token.

    For a view that is `csrf_exempt` and does nothing but show what was typed again: elsewhere it would be
    kept in the session, which must know nothing of what somebody hands over without a name.
    """
    # What stands for the view is never called.
    return bool(_Judge(HttpResponse).process_view(request, HttpResponse, (), {}))
