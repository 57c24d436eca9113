"""The page on which a service is requested, by whoever has an account: nothing that is typed is lost."""

import logging
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.doors import UserRequest, obstacle
from expedientes.attachments import ATTACHMENTS, attachments
from expedientes.views.follower import filed_page
from ground.documents.drafts import forget_draft, kept_files, received_files
from ground.documents.slots import FILE_VERBS, UploadPlace, change_file, keep_files
from ground.webforms.drafts import begun, changed_control, draft_of, forget, keep
from ground.webforms.models import PageDraft
from ground.webforms.opened_pages import OpenedPage, begin, opened
from ground.webforms.pages import Pressed
from ground.webforms.review import review_page
from ground.webforms.templatetags.ui import save_state
from ground.webforms.typed import as_known, typed_in
from services.filing import OUR_FAULTS, NotEnrolledError, file_request, filed_already, sections_of
from services.forms.page import RequestForms, known_about
from services.kinds import Service
from services.park import park_of
from services.quoted import SLUGS, Brought, brought, from_park
from tariffs.english import names_of_page
from tariffs.models import Edition
from tariffs.quote_address import Pairs

logger = logging.getLogger(__name__)

STATUSES = {"found": 200, "again": 200, "fault": 503}


@dataclass
class RequestPage:
    """What is shown: the forms, what was wrong with the files, what the page has to say (`state`), and what the address
    by which somebody came brought (`link`), of which so many items are new (`added`)."""

    slug: str
    opened: OpenedPage
    forms: RequestForms
    problems: list[str] = field(default_factory=list)
    state: str = ""
    draft: PageDraft | None = None
    link: Brought = Brought()
    added: int = 0

    @property
    def extra_errors(self) -> list[tuple[str, str]]:
        return [(f"id_{ATTACHMENTS}", problem) for problem in self.problems]

    @property
    def has_errors(self) -> bool:
        return bool(self.problems) or self.forms.has_errors

    @property
    def status(self) -> int:
        return STATUSES[self.state] if self.state else 422 if self.has_errors else 200

    @property
    def url(self) -> str:
        return reverse("services:request", args=[self.slug])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_service(request: UserRequest, slug: str) -> HttpResponse:
    """The page (GET), and what its buttons do (POST, by `action`); without a known one it is shown again.

    The page's own button leads to all answers together, and those are filed.
    """
    if found := obstacle(request.user):
        return render(request, "services/obstacle.html", {"obstacle": found}, status=403)
    service, name = SLUGS[slug], f"services:request {slug}"
    if request.method != "POST":
        draft = draft_of(request.user, name)
        link = _chosen(request, service) or brought(
            _pairs(request), service, Edition.objects.in_force(timezone.localdate())
        )
        typed = as_known(draft.typed) if draft else {}
        known, added = link.added_to(begun(known_about(request.user) | _edition(request, service), draft), typed)
        forms = RequestForms(service, request.user, known=known)
        page = RequestPage(slug, begin(draft.key if draft else None), forms, draft=draft, link=link, added=added)
        return _show(request, page, "found" if draft else "")
    page = RequestPage(slug, opened(request.POST.get("draft", "")), RequestForms(service, request.user, request.POST))
    page.problems = keep_files(page.opened.draft_id, attachments(), request)
    action = Pressed.of(request, "save" if request.htmx else "review")
    if action.verb == "discard":
        forget(request.user, name)
        forget_draft(page.opened.draft_id)
        return redirect(page.url)
    if action.verb == "add_item":
        page.forms.add_item()
    if action.verb == "remove_item":
        page.forms.remove_item(action.number)
    only = None if action.verb in {"add_item", "remove_item"} else changed_control(request)
    page.draft = keep(request.user, name, page.opened, typed_in(page.forms.every, request.POST), only=only)
    if action.verb == "save":
        return HttpResponse(save_state(page.draft, oob=True))
    change_file(page.opened.draft_id, action, attachments())
    if action.verb in {"attach", *FILE_VERBS} and request.htmx:
        return render(request, "inm/upload.html", {"place": _files(page)}, status=422 if page.problems else 200)
    if action.verb in {"review", "file"}:
        return _judge(request, page, action)
    return _show(request, page)


def _judge(request: UserRequest, page: RequestPage, action: Pressed) -> HttpResponse:
    """Show all answers, or file them; what is wrong is told first."""
    if filed := filed_already(page.opened.draft_id):
        return filed_page(request, filed)
    page.forms = RequestForms(page.forms.service, request.user, request.POST, judged=True)
    if not page.forms.is_valid or page.problems:
        return _show(request, page)
    if action.verb == "review":
        attached = [kept.document for kept in received_files(page.opened.draft_id)]
        shown = page.forms.review(attached, form_url=page.url)
        return review_page(request, "services/review.html", shown, page=page, price=page.forms.priced())
    try:
        case = file_request(page.forms.submission(draft_id=page.opened.draft_id), request=request)
    except NotEnrolledError as lost:  # somebody else took the seats meanwhile
        page.forms.refuse(lost)
        return _show(request, page)
    except OUR_FAULTS as error:
        logger.error("service request not filed: %s: %s", type(error).__name__, error)
        return _show(request, page, "fault")
    return filed_page(request, case)


def _show(request: UserRequest, page: RequestPage, state: str = "") -> HttpResponse:
    page.state = state
    edition = page.forms.edition
    context = {
        "page": page,
        "forms": page.forms,
        "files": _files(page),
        "rates": sections_of(page.forms.service, edition).filter(text_price="") if edition else (),
        "names": names_of_page(),
        "price": page.forms.priced(),
    }
    return render(request, "services/request.html", context, status=page.status)


def _files(page: RequestPage) -> UploadPlace:
    return UploadPlace(attachments(), kept_files(page.opened.draft_id), page.problems, page.url)


def _edition(request: UserRequest, service: Service) -> dict[str, dict[str, Any]]:
    """The edition of a course, or the round, that a link names."""
    named = {Service.TRAINING: ("edicion", "course"), Service.PROFICIENCY_TEST: ("ronda", "round")}
    name, field = named.get(service, ("", ""))
    return {"item1": {field: request.GET[name]}} if name in request.GET else {}


def _chosen(request: UserRequest, service: Service) -> Brought | None:
    """The customer's own instruments that the address names."""
    keys = [key for key in request.GET.getlist("instrumento") if key.isdecimal() and len(key) < 10]
    if service is not Service.CALIBRATION or not keys:
        return None
    return from_park(park_of(request.user).instruments.in_use().filter(pk__in=keys))


def _pairs(request: UserRequest) -> Pairs:
    return [(key, text) for key, texts in request.GET.lists() for text in texts]
