"""What the whole portal refuses of a request, and adds to a response."""

import codecs

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils.cache import add_never_cache_headers, patch_cache_control


class Utf8OnlyMiddleware:
    """What says that it is written in another encoding is not read: no browser says so, and some of them have
    characters that neither the database nor a page can hold.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("not UTF-8")
        return self.get_response(request)


class PrivatePagesMiddleware:
    """A page made for somebody with a session is never stored by a browser or a proxy.

    The cookie tells, not the session itself: pages that need no database must work without one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            add_never_cache_headers(response)
            patch_cache_control(response, no_store=True, private=True)
        return response


class NotAllowedPageMiddleware:
    """Whoever opens an address that only takes forms, or sends one to an address that takes none, gets a page.

    It leads to the nearest address above that there is; htmx, which shows no page, gets the empty answer.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not request.htmx:
            response.content = render_to_string("405.html", {"way": _page_above(request.path)}, request)
        return response


def _page_above(path: str) -> str:
    """The nearest address above `path` that the portal knows; at the last, the home page."""
    while path != "/":
        path = path[: path.rstrip("/").rindex("/") + 1]
        try:
            resolve(path)
        except Http404:
            continue
        break
    return path
