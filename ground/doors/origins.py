"""Forms without a token, judged by what the browser says of where they were sent from.

A page that everybody may keep cannot carry a token, which is one browser's. `Origin` and `Sec-Fetch-Site` are
written by the browser itself: no page of another site can forge or leave them out.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_JUDGED = "is_judged_by_origin"
_ORIGIN, _SITE = "Origin", "Sec-Fetch-Site"


def judged_by_origin(view: Any) -> Any:
    """Declares a view whose form may stand, without a token, in any page of the portal."""
    setattr(view, _JUDGED, True)
    return view


def tells_origin(request: HttpRequest) -> bool:
    """Whether the browser says where the form was sent from; old ones do not."""
    return _ORIGIN in request.headers or _SITE in request.headers


def is_from_here(request: HttpRequest) -> bool:
    """Whether it says so, and nothing that it says speaks of another site, not even of a neighbouring one."""
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    origin, site = request.headers.get(_ORIGIN), request.headers.get(_SITE)
    return tells_origin(request) and (origin is None or origin in ours) and site in {None, "same-origin"}


class OriginMiddleware:
    """Stands before Django's own CSRF middleware, which asks all others for their token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if getattr(view, _JUDGED, False) and is_from_here(request):
            request.csrf_processing_done = True  # type: ignore[attr-defined]  # where Django looks
