"""Sessions that end: without use, after so many hours, at log-out, and when their owner says so.

The portal's SESSION_ENGINE. `expire_date` is the earlier of both limits, so that Django itself never loads
a session that is over; loading one counts as use of it.
"""

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Session, User
from ground.audit.models import Action, record
from ground.doors.addresses import client_ip

# How exactly use is noted: one update a minute, not one a request.
GRAIN = timedelta(minutes=1)
USER_AGENT_LENGTH = 300

_STARTED = "session_started_at"
_IDLE = "session_idle_minutes"
_ADDRESS = "session_address"
_USER_AGENT = "session_user_agent"


if TYPE_CHECKING:  # generic only in the stubs
    DatabaseSessionStore = db.SessionStore[Session]
else:
    DatabaseSessionStore = db.SessionStore


class SessionStore(DatabaseSessionStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        row = self._get_session_from_db()  # type: ignore[attr-defined]  # a seam that the stubs leave out
        if row is None:
            return {}
        data = self.decode(row.session_data)
        if row.user_id and row.seen_at < timezone.now() - GRAIN:
            self._note_use(data)
        return data

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        if SESSION_KEY not in data:
            return super().create_model_instance(data)
        started = data.setdefault(_STARTED, timezone.now().isoformat())
        row = super().create_model_instance(data)
        row.user_id = data[SESSION_KEY]
        row.started_at = datetime.fromisoformat(started)
        row.address = data.get(_ADDRESS)
        row.user_agent = data.get(_USER_AGENT, "")
        row.seen_at, row.expire_date = _use(data)
        return row

    def go_on(self) -> int:
        """Use the session now, and return how many seconds it has left without further use."""
        self._note_use(self)
        return self.seconds_left

    @property
    def seconds_left(self) -> int:
        """From the use of this very request on."""
        now = timezone.now()
        return max(int((_end(self, used_at=now) - now).total_seconds()), 0)

    def _note_use(self, data: dict) -> None:
        seen_at, expire_date = _use(data)
        Session.objects.filter(pk=self.session_key).update(seen_at=seen_at, expire_date=expire_date)


def begin(request: HttpRequest, user: User) -> None:
    """Note at log-in whose session it is, from where, and its limits."""
    session, agent = request.session, request.headers.get("User-Agent", "")
    session[_STARTED] = timezone.now().isoformat()
    session[_IDLE] = settings.SESSION_STAFF_IDLE_MINUTES if user.is_staff else settings.SESSION_IDLE_MINUTES
    session[_ADDRESS] = client_ip(request) or None
    session[_USER_AGENT] = agent.replace("\x00", "")[:USER_AGENT_LENGTH]


def open_sessions(user: User) -> QuerySet[Session]:
    """The user's sessions that have not ended, the latest used first."""
    live = Session.objects.filter(user=user, expire_date__gt=timezone.now())
    return live.select_related("user").order_by("-seen_at")


def end_session(session: Session, *, request=None) -> None:
    """Whoever goes on in that session has to log in again."""
    session.delete()
    record(  # without its key, which is a secret while it lives
        Action.SESSION_ENDED,
        request=request,
        actor=None if request else session.user,
        subject=session.user,
        address=session.address,
        started_at=session.started_at and session.started_at.isoformat(),
    )


def end_other_sessions(user: User, *, keep: str | None = None, request=None) -> int:
    """End all the user's sessions but the one with the key `keep`; returns how many."""
    others = list(open_sessions(user).exclude(pk=keep or ""))
    for session in others:
        end_session(session, request=request)
    return len(others)


def _use(data: dict) -> tuple[datetime, datetime]:
    """When a session is used, now, and when it ends for want of further use that would be noted."""
    now = timezone.now()
    return now, _end(data, used_at=now + GRAIN)


def _end(data: dict, *, used_at: datetime) -> datetime:
    started = datetime.fromisoformat(data.get(_STARTED, used_at.isoformat()))
    idle = timedelta(minutes=data.get(_IDLE, settings.SESSION_IDLE_MINUTES))
    return min(used_at + idle, started + timedelta(seconds=settings.SESSION_COOKIE_AGE))


# --- What a browser says of itself ------------------------------------------------------------------------
# The first that matches counts: most browsers claim to be others as well.
_BROWSERS = {
    "Edge": r"Edg(e|A|iOS)?/",
    "Opera": r"OPR/|Opera",
    "Samsung Internet": r"SamsungBrowser/",
    "Firefox": r"Firefox/|FxiOS/",
    "Chrome": r"Chrom(e|ium)/|CriOS/|HeadlessChrome/",
    "Safari": r"Safari/",
    "Navegador desconocido": r"",
}
_SYSTEMS = {
    " en iPhone": r"iPhone|iPod",
    " en iPad": r"iPad",
    " en Android": r"Android",
    " en Windows": r"Windows",
    " en Mac": r"Mac OS X|Macintosh",
    " en ChromeOS": r"CrOS",
    " en Linux": r"Linux|X11",
    "": r"",
}


def browser_in_words(user_agent: str) -> str:
    """`Firefox en Windows`; what is not known is not guessed."""
    browser, system = (
        next(words for words, pattern in known.items() if re.search(pattern, user_agent))
        for known in (_BROWSERS, _SYSTEMS)
    )
    return browser + system
