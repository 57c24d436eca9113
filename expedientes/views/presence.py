"""The heartbeat of an open case."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from expedientes import presence

STOP_POLLING = 286  # htmx's own


@login_not_required
@never_cache
@require_POST
def heartbeat(request: HttpRequest) -> HttpResponse:
    """Who else has the case open, to a page that says its token.

    It reads no session: a page left open must not keep one alive. When the token's time is over, the page
    asks no more.
    """
    people = presence.go_on(request.POST.get("token", ""))
    if people is None:
        return HttpResponse(status=STOP_POLLING)
    return HttpResponse(render_to_string("expedientes/desk/_present.html", {"present": people}))
