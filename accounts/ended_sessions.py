"""What somebody sent from a page whose session had ended waits until they have logged in again.

A cookie, signed, remembers whose session the browser had last. What is sent without a session is kept in
the new, anonymous one and belongs to that user: nobody else who logs in there ever sees it.
"""

import re
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from ground.webforms.pages import PageRequest

MAX_KEPT_BYTES = 256 * 1024
OWNER_COOKIE = f"{settings.COOKIE_PREFIX}portal_owner"
OWNER_COOKIE_AGE = 7 * 24 * 60 * 60
_KEPT = "kept_post"
_NEVER_KEPT = re.compile(r"password|token", re.IGNORECASE)


@dataclass(frozen=True)
class KeptPost:
    """The fields of a form, in order, and the address that they were sent to."""

    user_id: str
    path: str
    fields: list[list[str]]
    had_files: bool


class LoginRequiredMiddleware(DjangoLoginRequiredMiddleware):
    """Sends whoever has no session to the log-in page and keeps what they were sending."""

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> HttpResponseBase | None:
        """Of a page that is open to everybody no session is asked here: what reads none is no use of one."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(  # type: ignore[override]  # the stubs know of one kind of redirection
        self, request: PageRequest, view_func
    ) -> HttpResponseBase:
        if request.method == "POST":
            keep_post(request, last_owner(request))
        if request.htmx:
            # To the page that the request was made from; the log-in page judges whether it may lead there.
            page = request.htmx.current_url_abs_path or request.get_full_path()
            return HttpResponseClientRedirect(redirect_to_login(page).url)
        return super().handle_no_permission(request, view_func)


def remember_owner(response: HttpResponse, user: User) -> None:
    """Have the browser say, later, whose session it had."""
    response.set_signed_cookie(
        OWNER_COOKIE,
        str(user.pk),
        salt=OWNER_COOKIE,
        max_age=OWNER_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite=settings.SESSION_COOKIE_SAMESITE,
    )


def forget_owner(response: HttpResponseBase) -> None:
    response.delete_cookie(OWNER_COOKIE)


def kept_post(request: HttpRequest) -> KeptPost | None:
    """What the user sent when their session had ended; what was somebody else's is forgotten."""
    kept = request.session.get(_KEPT)
    if kept is None:
        return None
    if kept["user_id"] != str(request.user.pk):
        forget_kept_post(request)
        return None
    return KeptPost(**kept)


def forget_kept_post(request: HttpRequest) -> None:
    request.session.pop(_KEPT, None)


def keep_post(request: HttpRequest, owner: str) -> bool:
    """Keep the fields of the request for the user with that key; False for none, or more than may be kept."""
    fields = typed_fields(request)
    size = sum(len(part.encode()) for field in fields for part in field)
    is_kept = bool(owner) and 0 < size <= MAX_KEPT_BYTES
    if is_kept:
        kept = KeptPost(owner, request.get_full_path(), fields, had_files=bool(request.FILES))
        request.session[_KEPT] = asdict(kept)
    return is_kept


def typed_fields(request: HttpRequest) -> list[list[str]]:
    """What was posted, in order, but for what may only ever be typed anew."""
    return [[name, value] for name, values in request.POST.lists() if not _NEVER_KEPT.search(name) for value in values]


def last_owner(request: HttpRequest) -> str:
    """The key of the user whose session the browser had last; "" when it does not say."""
    age, salt = OWNER_COOKIE_AGE, OWNER_COOKIE
    return request.get_signed_cookie(OWNER_COOKIE, salt=salt, max_age=age, default="") or ""
