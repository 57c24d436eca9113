"""Is the portal alive, and can it do its work? Up, down and seconds; nothing else is told."""

from contextlib import suppress

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ground.patience import page
from radicados.models import LetterIssuance

BROKER_SECONDS = 0.5
DATABASE_SECONDS = 2


@require_safe
@never_cache
@login_not_required
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; for whoever restarts it or routes to it."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """Database (letters are stored there too), broker and the age in seconds of the oldest unissued letter.

    503 when something is down. It is for whoever watches, not for a load balancer: the portal still
    files requests without its broker.
    """
    report: dict[str, str | float | None] = {
        "database": "down",
        "broker": "down",
        "oldest_unissued_letter_seconds": None,
    }
    with suppress(DatabaseError, InterfaceError), page(DATABASE_SECONDS):
        oldest = LetterIssuance.objects.oldest_unissued_seconds()
        report |= {"database": "up", "oldest_unissued_letter_seconds": round(oldest, 1)}
    options = {"socket_connect_timeout": BROKER_SECONDS, "socket_timeout": BROKER_SECONDS, "retry": None}
    with suppress(redis.RedisError), redis.Redis.from_url(settings.REDIS_URL, **options) as client:
        if client.ping():
            report["broker"] = "up"
    return JsonResponse(report, status=503 if "down" in report.values() else 200)
