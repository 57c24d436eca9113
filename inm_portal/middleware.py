"""What the whole portal refuses of a request, and how it carries a response."""

import codecs

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
    set_response_etag,
)

from ground.doors.reading import is_indexed, reading_of

COMPRESSED = ("text/", "application/json", "application/atom+xml", "application/xml", "application/manifest+json")


METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class RefusingMiddleware:
    """No page takes another method: least of all TRACE, which gives back what a request carries.

    What says that it is written in another encoding is not read: no browser says so, and some of them have characters
    that neither the database nor a page can hold.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("not UTF-8")
        return self.get_response(request)


class CarriageMiddleware:
    """Who may keep a response, who may index it, and whether it is compressed.

    A reading page (`ground.doors.reading`) is public as long as neither the request has a session nor the response
    a cookie; it is asked for again each time by a browser, which forgets `Vary: Cookie` when somebody logs in, and
    answered 304. Everything else is private, and never stored where there is a session. The cookie tells, not the
    session itself: pages that need no database must work without one.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.compressed = GZipMiddleware(get_response).process_response

    def __call__(self, request):
        response = self.get_response(request)
        reading, has_session = reading_of(request), settings.SESSION_COOKIE_NAME in request.COOKIES
        is_shown = response.status_code == 200
        if has_session or not (is_shown and is_indexed(request)):
            response.headers["X-Robots-Tag"] = "noindex"
        if reading:
            patch_vary_headers(response, ["Cookie"])
        if has_session:
            add_never_cache_headers(response)
            patch_cache_control(response, no_store=True, private=True)
        elif reading and is_shown and not response.cookies:
            response = kept_by_all(request, response, reading.seconds)
        elif not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        # Compression tells the length of a secret that stands beside what others wrote (BREACH). Nobody is known
        # by the token's cookie alone; the token is masked anew in each page, and Django adds a random length.
        is_nobody = set(request.COOKIES) <= {settings.CSRF_COOKIE_NAME}
        is_text = response.get("Content-Type", "").startswith(COMPRESSED)
        return self.compressed(request, response) if is_text and (reading or is_nobody) else response


def kept_by_all(request, response, seconds):
    """The response as every cache may keep it, or 304 for whoever has it already."""
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=0, s_maxage=seconds)
    if not response.has_header("ETag"):
        set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response)


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
