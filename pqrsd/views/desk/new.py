"""A petition that somebody of the staff writes down: verbal, on paper or by mail (Decreto 1166 de 2016)."""

import logging
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from expedientes.acts.steps import ActRefusedError, StaleError
from expedientes.attachments import attachments
from expedientes.following import CODE_LIFE, begin_session, is_just_filed
from expedientes.views.follower import has_filed, remember_filed, with_session
from ground.documents.drafts import forget_draft, kept_files, received_files
from ground.documents.slots import UploadPlace, change_file, keep_files
from ground.webforms.drafts import begun, changed_control, draft_of, forget, keep
from ground.webforms.models import PageDraft
from ground.webforms.opened_pages import OpenedPage, begin, opened
from ground.webforms.page_forms import typed
from ground.webforms.pages import Pressed
from ground.webforms.review import ReviewPart, answers, review_page
from ground.webforms.templatetags.ui import save_state
from ground.webforms.typed import typed_in
from pqrsd.acts.answer import answer
from pqrsd.filing import OUR_FAULTS, file_petition
from pqrsd.forms.desk import ReceptionForm, SpotAnswerForm
from pqrsd.forms.page import PetitionForms
from pqrsd.models import Pqrsd
from pqrsd.views.desk.cases import desk

PAGE = "pqrsd:desk_new"
logger = logging.getLogger(__name__)


@dataclass
class ReceptionPage:
    """What is shown: the forms, what was wrong with the files, and whether the portal is at fault."""

    opened: OpenedPage
    reception: ReceptionForm
    forms: PetitionForms
    spot: SpotAnswerForm
    problems: list[str] = field(default_factory=list)
    is_at_fault: bool = False
    draft: PageDraft | None = None

    @cached_property
    def may_be_filed(self) -> bool:
        # None of both may be skipped: all errors show at once.
        return all([self.is_ours_valid, self.forms.is_valid, not self.problems])

    @cached_property
    def is_ours_valid(self) -> bool:
        """Whether what only the staff knows is complete: nobody insists on that."""
        return all([self.reception.is_valid(), self.spot.is_valid()])

    @property
    def may_insist(self) -> bool:
        return self.has_errors and self.is_ours_valid and self.forms.can_insist

    @property
    def status(self) -> int:
        return 503 if self.is_at_fault else 422 if self.has_errors else 200

    @property
    def has_errors(self) -> bool:
        ours = self.reception.errors or self.spot.errors
        return bool(self.problems or ours or self.forms.has_errors)


@desk
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """The page (GET), what its buttons do (POST), and then what was filed, to be printed and handed over."""
    if not (Pqrsd.desk.handles_any(request.user)):
        raise PermissionDenied
    if request.method != "POST":
        return _filed(request) or _show(request, _begun(draft_of(request.user, PAGE)))
    opened_page = opened(request.POST.get("draft", ""))
    problems = keep_files(opened_page.draft_id, attachments(), request)
    action = Pressed.of(request, "save" if request.htmx else "review")
    if action.verb == "discard":
        forget(request.user, PAGE)
        forget_draft(opened_page.draft_id)
        return redirect("pqrsd:desk_new")
    draft = _keep(request, opened_page)
    if action.verb == "save":
        return HttpResponse(save_state(draft, oob=True))
    if action.verb in {"review", "file", "insist"}:
        page = _page(opened_page, request.POST, judged=True, problems=problems)
        insists = "insist" in {action.verb, action.argument}
        if not (page.may_be_filed or (insists and page.may_insist and not page.problems)):
            return _show(request, page)
        return _review(request, page) if action.verb == "review" else _file(request, page)
    change_file(opened_page.draft_id, action, attachments())
    return _show(request, _page(opened_page, request.POST, judged=False, problems=problems))


def _begun(draft: PageDraft | None) -> ReceptionPage:
    """An empty page, or what the officer had written on theirs."""
    known = begun({}, draft)
    reception, spot = ReceptionForm(initial=known.get("reception")), SpotAnswerForm(initial=known.get("spot"))
    opened_page = begin(draft.key if draft else None)
    return ReceptionPage(opened_page, reception, PetitionForms(known=known), spot, draft=draft)


def _keep(request, opened_page: OpenedPage) -> PageDraft:
    every = [*PetitionForms(request.POST).every, ReceptionForm(), SpotAnswerForm()]
    return keep(request.user, PAGE, opened_page, typed_in(every, request.POST), only=changed_control(request))


def _page(opened_page: OpenedPage, posted, *, judged: bool, problems: list[str] | None = None) -> ReceptionPage:
    """Its forms judged, or with what was typed in them so far."""

    def shown(form):
        return form(posted) if judged else form(initial=typed(form(), posted) if posted else None)

    forms = PetitionForms(posted, judged=judged)
    return ReceptionPage(opened_page, shown(ReceptionForm), forms, shown(SpotAnswerForm), problems or [])


def _review(request, page: ReceptionPage):
    attached = [kept.document for kept in received_files(page.opened.draft_id)]
    reception = ReviewPart("reception", "Cómo llegó", tuple(answers(page.reception)))
    spot = ReviewPart("spot", "¿Se le respondió en el acto?", tuple(answers(page.spot)))
    shown = page.forms.review(attached, form_url=reverse("pqrsd:desk_new"), before=[reception], after=[spot])
    frame = "expedientes/desk/base.html"
    return review_page(
        request, "pqrsd/desk/review.html", shown, base=frame, forms=page.forms, desk=Pqrsd.desk, is_hurried=False
    )


def _file(request, page: ReceptionPage):
    text = page.spot.cleaned_data["answer"]
    # In the petitioner's name; whoever writes it down is only who received it.
    told = page.forms.submission(draft_id=page.opened.draft_id, user=None)
    reception = dict(page.reception.cleaned_data)
    folios = reception.pop("folios")
    petition = told.petition | reception
    submission = replace(told, petition=petition, folios=folios, received_by=request.user, spot_answer=text)
    try:
        pqrsd = file_petition(submission, request=request)
    except OUR_FAULTS as error:
        logger.error("petition not filed at the desk: %s: %s", type(error).__name__, error)
        page.is_at_fault = True
        return _show(request, page)
    # Unless that was done: the button may have been pressed twice. What is not answered is said.
    if text and pqrsd.is_open:
        try:
            if not Pqrsd.desk.may_handle(request.user, pqrsd):
                raise ActRefusedError("Las denuncias las responde únicamente Control interno disciplinario.")
            answer(pk=pqrsd.pk, version=pqrsd.version, text=text, by=request.user, request=request)
        except (ActRefusedError, StaleError) as refusal:
            messages.warning(request, f"Quedó radicada, pero no la respuesta que se dio en el acto. {refusal}")
    remember_filed(request, pqrsd)
    response = redirect(reverse("pqrsd:desk_new", query={"radicada": pqrsd.radicado.number}))
    if not is_just_filed(pqrsd):
        return response
    # The constancia is handed over now: the petitioner's page does not stay open to who wrote it down.
    return with_session(response, pqrsd, *begin_session(pqrsd, is_filer=True, life=CODE_LIFE))


def _filed(request) -> HttpResponse | None:
    """Number, term and the *constancia* for the petitioner, to whoever has just filed it in this session;
    later, only of what they may see."""
    number = request.GET.get("radicada", "")
    if not has_filed(request, number):
        return None
    pqrsd = Pqrsd.objects.with_number().get(radicado__number=number)
    is_new, is_seen = is_just_filed(pqrsd), Pqrsd.objects.open_to(request.user).filter(pk=pqrsd.pk).exists()
    context = {"desk": Pqrsd.desk, "case": pqrsd, "petitioners_page": pqrsd.get_absolute_url()}
    context |= {"is_new": is_new, "is_seen": is_seen}
    return render(request, "pqrsd/desk/filed.html", context) if is_new or is_seen else None


def _show(request, page: ReceptionPage):
    kept = kept_files(page.opened.draft_id)
    context = {
        "desk": Pqrsd.desk,
        "page": page,
        "draft": page.draft or draft_of(request.user, PAGE),
        "reception": page.reception,
        "forms": page.forms,
        "spot": page.spot,
        "every_form": [page.reception, *page.forms, page.spot],
        "files": UploadPlace(attachments(), kept, page.problems, reverse("pqrsd:file")),
    }
    return render(request, "pqrsd/desk/new.html", context, status=page.status)
