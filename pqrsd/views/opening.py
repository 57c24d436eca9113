"""The doors to one case: its own session, its petitioner's log-in, or number and code. What was typed before
they closed is kept."""

from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django_htmx.http import HttpResponseClientRedirect

from accounts.ended_sessions import keep_post, last_owner
from expedientes.attachments import attachments
from expedientes.following import begin_session, is_just_filed, session_of
from expedientes.models import CaseSession
from expedientes.models.case import TEXT_LENGTH
from ground.documents.slots import keep_files
from ground.doors.throttling import HOUR_SECONDS
from ground.webforms.keys import as_uuid
from ground.webforms.stale import is_stale
from pqrsd.forms.lookup import CaseLookupForm
from pqrsd.models import Pqrsd

# One a case, each sent to the pages of its own alone.
COOKIE = "portal_case"
_FILED = "filed_cases"  # in the portal's session of whoever is logged in
KEPT = ("submission", "draft", "text", "score")


# --- Who opens it --------------------------------------------------------------------------------------
def public_page(view):
    """A page for anybody, which no browser or proxy stores.

    What changes something asks `is_stale` by itself and shows what was typed: the portal's own answer to a
    page that is older than its session would keep it there, and no session may know of these cases.
    """
    return login_not_required(csrf_exempt(never_cache(sensitive_post_parameters()(view))))


def with_case(view):
    """A public page of one case: `view(request, pqrsd, …)`, for whoever may follow it.

    `request.case_session` is the session that they came by, None when it is their own by log-in. All others
    are asked for number and code and lose nothing typed; nothing tells them whether there is such a case.
    """

    @public_page
    @wraps(view)
    def opened(request, number, **kwargs):
        request.case_session = session = session_of(request.COOKIES.get(COOKIE, ""), number)
        petitions = Pqrsd.objects.with_number().select_related("petitioner")
        if session:
            pqrsd = petitions.filter(pk=session.expediente_id).first()
        elif request.user.is_authenticated:
            pqrsd = petitions.visible_to(request.user).filter(radicado__number=number).first()
        else:
            pqrsd = None
        return view(request, pqrsd, **kwargs) if pqrsd else _closed(request, number)

    return opened


def _closed(request, number: str) -> HttpResponse:
    if request.htmx:
        return HttpResponseClientRedirect(request.path)
    sent = _sent(request)
    owner = last_owner(request)
    wants_login = "account" in request.POST and not request.user.is_authenticated  # it is not their case
    if wants_login and not is_stale(request) and keep_post(request, owner):
        return redirect_to_login(request.path)
    form = CaseLookupForm(initial={"number": number})
    return lookup_page(request, form, status=404, kept=sent, why="closed", had_account=bool(owner))


def with_session(response: HttpResponse, pqrsd: Pqrsd, session: CaseSession, token: str) -> HttpResponse:
    """The answer that gives a browser the session, for the pages of that case."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=session.ends_at - timezone.now(),
        path=pqrsd.get_absolute_url(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def without_session(response: HttpResponse, pqrsd: Pqrsd, session: CaseSession) -> HttpResponse:
    """The session is over, wherever its token is; this browser forgets it."""
    session.delete()
    response.delete_cookie(COOKIE, path=pqrsd.get_absolute_url(), samesite="Lax")
    return response


# --- Who filed it --------------------------------------------------------------------------------------
def filed_page(request, pqrsd: Pqrsd) -> HttpResponse:
    """On to the case that this browser filed: for a moment, its page shows the code.

    What an account filed is opened by its log-in alone. A page that is sent once more, later, opens nothing.
    """
    response = redirect(pqrsd.get_absolute_url())
    if is_just_filed(pqrsd):
        if pqrsd.is_own(request.user):
            remember_filed(request, pqrsd)
        elif pqrsd.radicado.filed_by_id is None:
            return with_session(response, pqrsd, *begin_session(pqrsd, is_filer=True))
    return response


def remember_filed(request, pqrsd: Pqrsd) -> None:
    """The session of whoever is logged in knows the last petitions that they filed in it."""
    request.session[_FILED] = [*request.session.get(_FILED, [])[-9:], pqrsd.radicado.number]


def has_filed(request, number: str) -> bool:
    return number in request.session.get(_FILED, [])


def shows_code(request, pqrsd: Pqrsd) -> bool:
    """Whether the page that `with_case` opened is its filer's, who has just filed it."""
    session = request.case_session
    is_filer = session.is_filer if session else has_filed(request, pqrsd.radicado.number)
    return is_filer and is_just_filed(pqrsd)


# --- What was being sent -------------------------------------------------------------------------------
@dataclass(frozen=True)
class Kept:
    """What somebody was sending: the name of the page's address, and its fields."""

    act: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The fields that nobody reads, as they travel with number and code."""
        return [(name, value) for name, value in self.fields if name != "text"]

    @property
    def text(self) -> str:
        return dict(self.fields).get("text", "")


def _sent(request) -> Kept:
    """What a page that can no longer be sent had in it, its files kept by their draft; an address that takes
    nothing had nothing."""
    fields = _fields(request)
    draft = as_uuid(request.POST.get("draft"))
    if draft and not is_stale(request):
        keep_files(draft, attachments(), request)
    return Kept(request.resolver_match.url_name, fields) if fields else Kept()


def kept(request) -> Kept:
    """The same, from the page that asked for number and code."""
    return Kept(request.POST.get("act", ""), _fields(request))


def _fields(request) -> tuple[tuple[str, str], ...]:
    posted = request.POST
    return tuple((name, posted[name][: 2 * TEXT_LENGTH]) for name in KEPT if posted.get(name))


# --- Number and code -----------------------------------------------------------------------------------
def lookup_page(
    request,
    form: CaseLookupForm,
    *,
    status: int,
    kept: Kept,
    why: str = "",
    had_account: bool = False,
) -> HttpResponse:
    """Number and code; why they are asked (`closed`, `unknown`, `stale`), and what waits for them."""
    context = {"form": form, "forms": [form], "kept": kept, "why": why, "had_account": had_account}
    return render(request, "pqrsd/lookup.html", context, status=status)


def throttled_page(request) -> HttpResponse:
    """Whoever missed too often waits; what they were sending stays in sight."""
    page = render(request, "pqrsd/throttled.html", {"kept": kept(request)}, status=429)
    page["Retry-After"] = str(HOUR_SECONDS)
    return page
