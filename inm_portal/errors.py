"""Pages for requests that the portal cannot serve, beyond the ones that Django finds by name."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.ended_sessions import keep_post
from accounts.views.login import asked_again
from ground.doors.origins import is_from_here, tells_origin
from ground.webforms.pages import PageRequest


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
