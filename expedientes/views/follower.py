"""The doors to one case for who follows it: its own session, their log-in, or number and code. What was typed
before they closed is kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.forms import Field
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import ResolverMatch
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django_htmx.http import HttpResponseClientRedirect

from accounts.doors import View
from accounts.ended_sessions import keep_post, last_owner
from expedientes.acts.steps import Act, CaseT
from expedientes.attachments import attachments
from expedientes.following import begin_session, is_just_filed, session_of
from expedientes.forms.following import CaseLookupForm, SubmissionForm, WritingForm
from expedientes.models import CaseSession, Expediente
from expedientes.models.case import TEXT_LENGTH
from expedientes.models.step import StepKind
from ground.documents.slots import keep_files
from ground.doors.throttling import Throttle
from ground.languages import ENGLISH, Words
from ground.webforms.pages import PageRequest, as_uuid, is_stale

# One a case, each sent to the pages of its own alone; those in English are elsewhere, and have another one.
COOKIE = "portal_case"
ENGLISH_COOKIE = f"{COOKIE}_{ENGLISH}"
OF_CASE = "of-"  # how the names begin of what a page asks of one case
_FILED = "filed_cases"  # in the portal's session of whoever is logged in


class FollowerRequest(PageRequest):
    """Of who follows a case: the session that they came by, None when it is their own by log-in."""

    case_session: CaseSession | None
    resolver_match: ResolverMatch


# --- What an app hands in ------------------------------------------------------------------------------
@dataclass(frozen=True)
class FollowerAct:
    """An act of the workflow with what its page asks: `label` is that of its text field, `look` the class of
    its button, `begun` what its form already knows from the case, `onward` where somebody goes from the step that it
    wrote, "" to go back to the case; `more` are the fields that it asks of a case alone, their names after OF_CASE.

    Its verb takes `pk`, `request` and what the form asks; when files may come with it, their `draft_id`.
    """

    row: Act
    form: type[SubmissionForm]
    label: Words
    button: Words
    look: str = "primary"
    begun: Callable[[Any], dict[str, Any]] = lambda case: {}
    onward: Callable[[Any], str] = lambda step: ""
    more: Callable[[Any], dict[str, Field]] = lambda case: {}

    def form_of(self, case: Any, *args: Any, **options: Any) -> SubmissionForm:
        """Its form, with what it asks of this case alone."""
        form, more = self.form(*args, label=self.label, **options), self.more(case)
        form.fields |= more
        form.order_fields(["submission", "draft", *more])
        return form

    @property
    def has_files(self) -> bool:
        return issubclass(self.form, WritingForm)


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


@dataclass(frozen=True)
class Following(Generic[CaseT]):
    """How whoever filed a case follows it and writes about it: what its Desk is for the staff.

    The app has the addresses `lookup`, `case`, `due_day`, `document`, `letter` and `leave`, and those of the `acts`, by
    their names and in the order in which they are offered; each hands its view this value as `following`. In
    the folder `templates` are `lookup.html`, `throttled.html`, `case.html` and `act.html`, which extends
    expedientes/following/act.html.

    `standing` says where it stands: what it is doing `now` (`now_title`), and what is `ahead`. `asked`
    says what they were asked to complete and have not, None when nothing is waited for; `shown_with`,
    what the page of the case shows besides, from the case and the acts that it admits. `decisions` are the
    steps in which the entity says how it decides, each with its title, "" for the step's own name. A letter
    of the kinds in `elsewhere` opens no case: somebody else has it, too. `writings` counts those about one
    case. `related` are the rows that the pages need of it.
    """

    cases: type[CaseT]
    templates: str
    acts: tuple[FollowerAct, ...]
    standing: Callable[[CaseT], Any]
    asked: Callable[[CaseT], Any]
    shown_with: Callable[[CaseT, list[Act]], dict[str, Any]]
    decisions: Mapping[str, Words]
    writings: Throttle
    elsewhere: Iterable[StepKind] = ()
    related: tuple[str, ...] = ()

    def act_named(self, name: str | None) -> FollowerAct | None:
        """That of the address with the name; None when it is of none."""
        return next((act for act in self.acts if act.row.name == name), None)

    def kept(self, request: PageRequest, act: str | None) -> Kept:
        """What somebody was sending to the act of that name; nothing, when there was nothing in it."""
        names = dict.fromkeys(name for each in self.acts for name in each.form.base_fields)
        names |= dict.fromkeys(name for name in request.POST if name.startswith(OF_CASE))
        typed = ((name, request.POST.get(name, "")[: 2 * TEXT_LENGTH]) for name in names)
        fields = tuple((name, value) for name, value in typed if value)
        return Kept(act or "", fields) if fields else Kept()

    def lookup_page(
        self,
        request: PageRequest,
        form: CaseLookupForm,
        *,
        status: int,
        kept: Kept,
        why: str = "",
        had_account: bool = False,
    ) -> HttpResponse:
        """Number and code; why they are asked (`closed`, `unknown`, `stale`), and what waits for them."""
        context = {"form": form, "forms": [form], "kept": kept, "why": why, "had_account": had_account}
        return render(request, f"{self.templates}/lookup.html", context, status=status)


# --- Who opens it --------------------------------------------------------------------------------------
def public_page(view: View) -> View:
    """A page for anybody, which no browser or proxy stores.

    What changes something asks `is_stale` by itself and shows what was typed: the portal's own answer to a
    page that is older than its session would keep it there, and no session may know of these cases.
    """
    return login_not_required(csrf_exempt(never_cache(sensitive_post_parameters()(view))))


def with_case(view: View) -> View:
    """A public page of one case: `view(request, case, following, …)`, for whoever may follow it.

    All others are asked for number and code and lose nothing typed, the files of what they were sending kept
    by their draft; nothing tells them whether there is such a case.
    """

    @public_page
    @wraps(view)
    def opened(request: FollowerRequest, number: str, following: Following[Any], **kwargs: Any) -> HttpResponseBase:
        token = request.COOKIES.get(COOKIE) or request.COOKIES.get(ENGLISH_COOKIE, "")
        request.case_session = session = session_of(token, number)
        cases = following.cases.objects.with_number().select_related("radicado", *following.related)
        case = None
        if session:
            case = cases.filter(pk=session.expediente_id).first()
        elif request.user.is_authenticated:
            case = cases.visible_to(request.user).filter(radicado__number=number).first()
        if case:
            return view(request, case, following, **kwargs)
        if request.htmx:
            return HttpResponseClientRedirect(request.path)
        kept, is_old = following.kept(request, request.resolver_match.url_name), is_stale(request)
        draft = as_uuid(request.POST.get("draft"))
        if draft and not is_old:
            keep_files(draft, attachments(), request)
        owner = last_owner(request)
        wants_login = "account" in request.POST and not request.user.is_authenticated  # it is not their case
        if wants_login and not is_old and keep_post(request, owner):
            return redirect_to_login(request.path)
        form, is_known = CaseLookupForm(initial={"number": number}), bool(owner)
        return following.lookup_page(request, form, status=404, kept=kept, why="closed", had_account=is_known)

    return opened


def with_session(response: HttpResponse, case: Expediente, session: CaseSession, token: str) -> HttpResponse:
    """The answer that gives a browser the session, for the pages of that case."""
    for path, cookie in cookies_of(case).items():
        response.set_cookie(
            cookie,
            token,
            max_age=session.ends_at - timezone.now(),
            path=path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def cookies_of(case: Expediente) -> dict[str, str]:
    """The cookie of its pages in each language, by where they are."""
    cookies: dict[str, str] = {}
    for language, cookie in ((settings.LANGUAGE_CODE, COOKIE), (ENGLISH, ENGLISH_COOKIE)):
        with override(language):
            cookies.setdefault(case.get_absolute_url(), cookie)
    return cookies


# --- Who filed it --------------------------------------------------------------------------------------
def filed_page(request: PageRequest, case: Expediente) -> HttpResponse:
    """On to the case that this browser filed: for a moment, its page shows the code.

    What an account filed is opened by its log-in alone. A page that is sent once more, later, opens nothing.
    """
    response = redirect(case.get_absolute_url())
    if is_just_filed(case):
        if case.is_own(request.user):
            remember_filed(request, case)
        elif case.radicado.filed_by_id is None:
            return with_session(response, case, *begin_session(case, is_filer=True))
    return response


def remember_filed(request: PageRequest, case: Expediente) -> None:
    """The session of whoever is logged in knows the last cases that they filed in it."""
    request.session[_FILED] = [*request.session.get(_FILED, [])[-9:], case.radicado.number]


def has_filed(request: PageRequest, number: str) -> bool:
    return number in request.session.get(_FILED, [])
