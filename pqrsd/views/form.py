"""The page on which a petition is written and filed, with an account, without one, or anonymously.

Whatever button is pressed, files are kept first and everything typed stays: nobody writes it twice.
"""

import logging
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from expedientes.attachments import ATTACHMENTS, attachments
from expedientes.views.follower import filed_page
from ground.documents.drafts import forget_draft, kept_files, received_files
from ground.documents.slots import FILE_VERBS, UploadPlace, change_file, keep_files
from ground.doors.addresses import client_ip
from ground.doors.reading import indexed_form
from ground.doors.throttling import Throttle
from ground.webforms.drafts import begun, changed_control, draft_of, forget, keep
from ground.webforms.models import PageDraft
from ground.webforms.opened_pages import OpenedPage, begin, opened
from ground.webforms.pages import Pressed, is_stale, trapped
from ground.webforms.review import review_page
from ground.webforms.templatetags.ui import save_state
from ground.webforms.typed import typed_in
from pqrsd.filing import OUR_FAULTS, file_petition, filed_already
from pqrsd.forms.page import PetitionForms, known_about
from pqrsd.forms.petitioner import TraitsForm
from pqrsd.kinds import Applicant

logger = logging.getLogger(__name__)

# What the page says above the form, and the answer's status with it.
PAGE = "pqrsd:file"
NOT_KEPT = "Lo que se pide sin dar el nombre no se guarda en su cuenta."
SIGNED_OUT = "Su sesión terminó: lo que escribe sigue en esta página, y ya no se guarda en su cuenta."
STATUSES = {"found": 200, "again": 200, "signed_out": 200, "stale": 403, "too_many": 429, "fault": 503}

_filings = Throttle("pqrsd-filings", settings.PQRSD_FILINGS_PER_HOUR)


@dataclass
class Page:
    """What is shown: the forms, what was wrong with the files, and what the page has to say (`state`)."""

    opened: OpenedPage
    forms: PetitionForms
    problems: list[str] = field(default_factory=list)
    trapped: list[tuple[str, str]] = field(default_factory=list)
    state: str = ""
    draft: PageDraft | None = None

    @property
    def extra_errors(self) -> list[tuple[str, str]]:
        return self.trapped + [(f"id_{ATTACHMENTS}", problem) for problem in self.problems]

    @property
    def has_errors(self) -> bool:
        return bool(self.extra_errors) or self.forms.has_errors

    @property
    def may_insist(self) -> bool:
        return self.forms.has_errors and self.forms.can_insist

    @property
    def status(self) -> int:
        return STATUSES[self.state] if self.state else 422 if self.has_errors else 200


@indexed_form
@login_not_required
@csrf_exempt  # judged by `is_stale`, so that a page that was open too long loses nothing
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def file(request):
    """The page (GET), and what its buttons do (POST, by `action`); without a known one it is shown again.

    The page's own button leads to all answers together, and those are filed.
    """
    if request.method != "POST":
        draft = draft_of(request.user, PAGE)
        known = begun(known_about(request.user), draft)
        if clase := request.GET.get("clase"):
            known["kind"] = {"kind": clase}
        page = Page(begin(draft.key if draft else None), PetitionForms(known=known), draft=draft)
        return _show(request, page, "found" if draft else "")
    return _posted(request)


@never_cache
def _posted(request):
    """What was typed stays in no cache: the computer may be everybody's."""
    page = opened(request.POST.get("draft", ""))
    if is_stale(request):
        if request.htmx:
            return HttpResponse(status=403)
        return _show(request, Page(page, PetitionForms(request.POST)), "stale")
    problems = keep_files(page.draft_id, attachments(), request)
    posted, action = request.POST, Pressed.of(request, "save" if request.htmx else "review")
    if action.verb == "discard":
        forget(request.user, PAGE)
        forget_draft(page.draft_id)
        return redirect("pqrsd:file")
    draft = _keep(request, page)
    if action.verb == "save":
        told = "" if draft else NOT_KEPT if request.user.is_authenticated else SIGNED_OUT
        return HttpResponse(save_state(draft, oob=True, told=told))
    if action.verb in {"review", "file", "insist"}:
        return _judge(request, page, problems, action)
    change_file(page.draft_id, action, attachments())
    if action.verb in {"attach", *FILE_VERBS} and request.htmx:  # without the whole page: the place of the files
        place = _files(page, problems)
        return render(request, "inm/upload.html", {"place": place}, status=422 if problems else 200)
    if action.verb == "forget_sensitive":
        posted = request.POST.copy()
        for name in TraitsForm.Meta.model.SENSITIVE_FIELDS:
            posted.pop(f"{TraitsForm.prefix}-{name}", None)
    return _show(request, Page(page, PetitionForms(posted), problems, draft=draft))


def _keep(request, opened_page: OpenedPage) -> PageDraft | None:
    """What was typed is kept for whoever is logged in, unless nobody may know that they ask."""
    forms = PetitionForms(request.POST)
    if not request.user.is_authenticated:
        return None
    if forms.applicant.chosen == Applicant.ANONYMOUS:
        forget(request.user, PAGE)
        return None
    typed = typed_in(forms.every, request.POST)
    return keep(request.user, PAGE, opened_page, typed, only=changed_control(request))


def _judge(request, opened_page: OpenedPage, problems: list[str], action: Pressed):
    """Show all answers, or file them; what is wrong or missing is told first, and filed as it is when the person
    insists (CPACA, art. 15)."""
    insists = "insist" in {action.verb, action.argument}
    page = Page(opened_page, PetitionForms(request.POST, judged=True), problems, draft=draft_of(request.user, PAGE))
    page.trapped = trapped(request, "file")
    if not page.forms.is_valid and not (insists and page.forms.can_insist):
        return _show(request, page)
    if page.extra_errors:
        return _show(request, page)
    if filed := filed_already(opened_page.draft_id):
        told = page.forms.kind.chosen, page.forms.words.as_typed()["request"]
        if (filed.filed_kind, filed.request) == told:
            return filed_page(request, filed)
        # The browser's Back button brought a page that was filed already, and now it asks something else.
        page.opened = begin()
        return _show(request, page, "again")
    user = request.user if request.user.is_authenticated else None
    if page.forms.is_named and request.POST.get("account") and user is None:
        return _show(request, page, "signed_out")
    if action.verb == "review":
        return _review(request, page)
    if _filings.is_exceeded(client_ip(request)):
        return _show(request, page, "too_many")
    if page.opened.is_hurried:
        return _review(request, page, is_hurried=True)
    try:
        submission = page.forms.submission(draft_id=opened_page.draft_id, user=user)
        pqrsd = file_petition(submission, request=request)
    except OUR_FAULTS as error:
        logger.error("petition not filed: %s: %s", type(error).__name__, error)
        return _show(request, page, "fault")
    _filings.count(client_ip(request))
    return filed_page(request, pqrsd)


# --- What the page is made of --------------------------------------------------------------------------
def _show(request, page: Page, state: str = ""):
    page.state = state
    context = {"page": page, "forms": page.forms, "files": _files(page.opened, page.problems)}
    return render(request, "pqrsd/form.html", context, status=page.status)


def _review(request, page: Page, *, is_hurried: bool = False):
    attached = [kept.document for kept in received_files(page.opened.draft_id)]
    shown = page.forms.review(attached, form_url=reverse("pqrsd:file"))
    return review_page(request, "pqrsd/review.html", shown, forms=page.forms, is_hurried=is_hurried)


def _files(opened_page: OpenedPage, problems: list[str]) -> UploadPlace:
    return UploadPlace(attachments(), kept_files(opened_page.draft_id), problems, reverse("pqrsd:file"))
