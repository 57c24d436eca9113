"""Which pages are for reading: open to all, alike for everybody who has no session, and so kept by caches.

Closed by default: what no view declares is private. `inm_portal.middleware.CarriageMiddleware` keeps the promise.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponseBase]
_DECLARED = "reading"
_INDEXED = "is_indexed_form"


@dataclass(frozen=True)
class Reading:
    """How long a shared cache may show the page unasked, in seconds, and whether search engines may."""

    seconds: int
    is_indexed: bool


def reading_page(*, seconds: int = 60, is_indexed: bool = True) -> Callable[[Any], Any]:
    """Declares a view that only shows something: it asks no log-in, sets no cookie, and carries no token.

    A form that stands in the page is judged by where it was sent from (`ground.doors.origins`).
    """

    def declared(view: View) -> View:
        page: View = login_not_required(require_safe(view))
        setattr(page, _DECLARED, Reading(seconds, is_indexed))
        return page

    return declared


def indexed_form(view: Any) -> Any:
    """Declares a page whose purpose is a form: private, for it may set its cookie, yet search engines may show it."""
    setattr(view, _INDEXED, True)
    return view


def is_indexed(request: HttpRequest) -> bool:
    """Whether what the address shows to nobody in particular may stand in a search engine."""
    reading, view = reading_of(request), request.resolver_match and request.resolver_match.func
    return reading.is_indexed if reading else getattr(view, _INDEXED, False)


def reading_of(request: HttpRequest) -> Reading | None:
    """What the view that answered declared; None for a private page, and for an address that there is not."""
    view = request.resolver_match and request.resolver_match.func
    return getattr(view, _DECLARED, None)
