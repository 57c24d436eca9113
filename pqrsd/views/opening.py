"""The doors to one case: its key, or number and code. What was typed once its time was over is kept."""

from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from ground.documents.slots import keep_files
from ground.doors.throttling import HOUR_SECONDS
from ground.webforms.keys import as_uuid
from ground.webforms.stale import is_stale
from pqrsd.following.access import opened_by
from pqrsd.forms.lookup import CaseLookupForm
from pqrsd.models.petition import TEXT_LENGTH
from pqrsd.presenting.attachments import attachments

LOOKUP = "pqrsd/lookup.html"
KEPT = ("submission", "draft", "text", "score")
_PREFIX = "kept-"


@dataclass(frozen=True)
class Kept:
    """What somebody was sending: the name of the page's address, and its fields."""

    act: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The fields as they travel with number and code."""
        return [(_PREFIX + name, value) for name, value in self.fields if name != "text"]

    @property
    def text(self) -> str:
        return dict(self.fields).get("text", "")


def sent(request, act: str) -> Kept:
    """What a page that can no longer be sent had in it, its files kept by their draft; an address that takes
    nothing had nothing."""
    if request.method != "POST":
        return Kept()
    draft = as_uuid(request.POST.get("draft"))
    if draft and not is_stale(request):
        keep_files(draft, attachments(), request)
    return Kept(act, _fields(request, ""))


def kept(request) -> Kept:
    """The same, from the page that asked for number and code."""
    return Kept(request.POST.get(f"{_PREFIX}act", ""), _fields(request, _PREFIX))


def _fields(request, prefix: str) -> tuple[tuple[str, str], ...]:
    posted = request.POST
    return tuple(
        (name, posted[prefix + name][: 2 * TEXT_LENGTH]) for name in KEPT if posted.get(prefix + name)
    )


def public_page(view):
    """A page for anybody, which no browser or proxy stores.

    What changes something asks `is_stale` by itself and shows what was typed: the portal's own answer to a
    page that is older than its session would keep it there, and no session may know of these cases.
    """
    return login_not_required(csrf_exempt(never_cache(sensitive_post_parameters()(view))))


def with_key(view):
    """A public page of one case: `view(request, pqrsd, …)`, for whoever has a key to it.

    Once the key is none, or its time is over, it asks for number and code again and loses nothing typed.
    """

    @public_page
    @wraps(view)
    def opened(request, key, **kwargs):
        pqrsd = opened_by(key)
        if pqrsd is not None:
            return view(request, pqrsd, **kwargs)
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": reverse("pqrsd:lookup")})
        return lookup_page(
            request,
            CaseLookupForm(),
            kept=sent(request, request.resolver_match.url_name),
            why="expired",
            status=404,
        )

    return opened


def lookup_page(
    request,
    form: CaseLookupForm,
    *,
    status: int,
    kept: Kept,
    why: str = "",
) -> HttpResponse:
    """Number and code; why they are asked (`expired`, `unknown`, `stale`), and what waits for them."""
    context = {"form": form, "forms": [form], "kept": kept, "why": why}
    return render(request, LOOKUP, context, status=status)


def throttled_page(request) -> HttpResponse:
    """Whoever missed too often waits; what they were sending stays in sight."""
    page = render(request, "pqrsd/throttled.html", {"kept": kept(request)}, status=429)
    page["Retry-After"] = str(HOUR_SECONDS)
    return page
