"""Who else has a case open: told by their pages every half minute, kept in Redis for two.

A hint for people, never a lock: what two officers do at once is judged by the version of the case. Without
Redis nobody is told anything."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from redis.exceptions import RedisError

from accounts.models import User
from expedientes.models import Expediente
from legal_calendar.legal_time import hour

logger = logging.getLogger(__name__)

LIFE = timedelta(minutes=2)
SALT = "expedientes.views.presence"


@dataclass(frozen=True)
class Presence:
    """Somebody who has a case open, since when, and when their page last said so."""

    name: str
    since: datetime
    seen_at: datetime

    @property
    def hour(self) -> str:
        return hour(self.since)


def shown_to(case: Expediente, user: User) -> dict[str, Any]:
    """Note that the user has the case open; gives what templates/expedientes/desk/_presence.html takes.

    The token is what the page says to go on: it stands for the person without being a use of their session,
    which ends for want of use while a page lies open.
    """
    # Where those who have it open meet; once it is reserved, the pages that were open are in another one.
    room = f"{case.pk}-reserved" if case.is_reserved else str(case.pk)
    mine = room, user.pk, str(user)
    return {"present": _enter(*mine), "presence_token": signing.dumps(mine, salt=SALT)}


def go_on(token: str) -> list[Presence] | None:
    """Note that the page is still open and tell who else has the case; None when the token is over."""
    try:
        mine = signing.loads(token, salt=SALT, max_age=settings.SESSION_STAFF_IDLE_MINUTES * 60)
    except signing.BadSignature:
        return None
    return _enter(*mine)


def _enter(room: str, user_pk: int, name: str) -> list[Presence]:
    """The others, the first one first."""
    key, now = f"case-presence:{room}", timezone.now()
    try:
        there: dict[int, Presence] = cache.get(key) or {}
        people = {pk: presence for pk, presence in there.items() if presence.seen_at > now - LIFE}
        before = people.pop(user_pk, None)
        mine = Presence(name, before.since if before else now, now)
        cache.set(key, {**people, user_pk: mine}, timeout=LIFE.total_seconds())
    except RedisError as error:
        logger.warning("nobody is told who has case %s open: %s", room, error)
        return []
    return sorted(people.values(), key=lambda presence: presence.since)


STOP_POLLING = 286  # htmx's own


@login_not_required
@never_cache
@require_POST
def heartbeat(request: HttpRequest) -> HttpResponse:
    """Who else has the case open, to a page that says its token.

    It reads no session: a page left open must not keep one alive. When the token's time is over, the page
    asks no more.
    """
    people = go_on(request.POST.get("token", ""))
    if people is None:
        return HttpResponse(status=STOP_POLLING)
    return HttpResponse(render_to_string("expedientes/desk/_present.html", {"present": people}))
