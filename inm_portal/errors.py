"""Pages for requests that the portal cannot serve, beyond the ones that Django finds by name."""

import sys
from dataclasses import dataclass

import redis
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers, patch_cache_control

from accounts.ended_sessions import keep_post, typed_fields
from accounts.views.login import asked_again
from ground.doors.origins import is_from_here, tells_origin
from ground.webforms.pages import PageRequest

# What is raised while the database or the broker is away, starts, or turns away one client too many.
AWAY = (OperationalError, InterfaceError, redis.ConnectionError, redis.TimeoutError)
RETRY_SECONDS = 60
LONG_TEXT = 40


def csrf_failure(request: PageRequest, reason: str = "") -> HttpResponse:
    """A form from a page that is older than the session, or sent without cookies, or by another site.

    Whoever logged in again in another window since they opened the page does not lose what they typed.
    """
    if request.path == str(settings.LOGIN_URL) and not (tells_origin(request) or request.user.is_authenticated):
        return asked_again(request)
    # As the browser says, which pages of other sites cannot change; and it takes our cookies.
    is_ours = is_from_here(request) and settings.CSRF_COOKIE_NAME in request.COOKIES
    if is_ours and not request.htmx and request.user.is_authenticated and keep_post(request, str(request.user.pk)):
        return redirect("accounts:resume")
    return render(request, "403_csrf.html", status=403)


# Django's own three judge the form's token before anything else, and so read a body that may be what is wrong.
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


@dataclass(frozen=True)
class Sending:
    """A form that came when it could not be taken: all that was typed in it, to be sent again as it was.

    `files` are names by their control: a browser lets no page choose them. `texts` are what took long to write.
    """

    path: str
    csrf_token: str
    fields: list[list[str]]
    files: dict[str, list[str]]

    @property
    def texts(self) -> list[str]:
        return [value for _, value in self.fields if len(value) >= LONG_TEXT and " " in value.strip()]


def fault(request: PageRequest) -> HttpResponse:
    """Django's `handler500`: 503 with a time to try again when what the portal stands on is away, else 500.

    Neither page asks anything of the database, the session, the cache or a context processor: what failed may
    be any of them.
    """
    if not isinstance(sys.exception(), AWAY):
        return HttpResponse(render_to_string("500.html"), status=500)
    page = render_to_string("503.html", {"sending": _sending(request)})
    response = HttpResponse(page, status=503, headers={"Retry-After": RETRY_SECONDS})
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True)  # the computer may be everybody's
    return response


def _sending(request: PageRequest) -> Sending | None:
    """What was sent, if its view had read it and it came from a page of ours; htmx leaves the page as it is."""
    is_ours = getattr(request, "csrf_processing_done", False)
    if not ("_post" in vars(request) and request.POST and is_ours) or "HX-Request" in request.headers:
        return None
    files = {name: [file.name or "" for file in files] for name, files in request.FILES.lists()}
    return Sending(request.get_full_path(), get_token(request), typed_fields(request), files)
