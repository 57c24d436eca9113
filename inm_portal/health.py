"""Is the portal alive, and can it do its work? Up, down and seconds; nothing else is told."""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from radicados.models import LetterIssuance

BROKER_TIMEOUT_SECONDS = 0.5


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
    oldest = _oldest_unissued_seconds()
    is_broker_up = _broker_answers()
    report = {
        "database": _word(oldest is not None),
        "broker": _word(is_broker_up),
        "oldest_unissued_letter_seconds": oldest,
    }
    return JsonResponse(report, status=200 if is_broker_up and oldest is not None else 503)


def _oldest_unissued_seconds() -> float | None:
    """None when the database does not answer."""
    try:
        return round(LetterIssuance.objects.oldest_unissued_seconds(), 1)
    except DatabaseError:
        return None


def _broker_answers() -> bool:
    timeout = BROKER_TIMEOUT_SECONDS
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=timeout, socket_timeout=timeout, retry=None
        ) as client:
            return client.ping()
    except redis.RedisError:
        return False


def _word(is_up: bool) -> str:
    return "up" if is_up else "down"
