"""Pages for requests that the portal cannot serve, beyond the ones that Django finds by name."""

import sys

import redis
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from accounts.ended_sessions import keep_post
from accounts.views.login import asked_again
from ground.doors.origins import is_from_here, tells_origin
from ground.webforms.pages import PageRequest

# What is raised while the database or the broker is away, starts, or turns away one client too many.
AWAY = (OperationalError, InterfaceError, redis.ConnectionError, redis.TimeoutError)
RETRY_SECONDS = 60


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


def fault(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: 503 with a time to try again when what the portal stands on is away, else 500.

    Neither page asks anything of the database, the session, the cache or a context processor: what failed may
    be any of them.
    """
    if isinstance(sys.exception(), AWAY):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_SECONDS})
    return HttpResponse(render_to_string("500.html"), status=500)
