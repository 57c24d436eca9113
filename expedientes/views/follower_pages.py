"""The pages of who follows a case: *Consulta de estado*, where the case stands, what was said and its files,
and a page for each thing that they may send."""

import logging
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from expedientes.acts.steps import ActRefusedError, offered
from expedientes.attachments import attachments
from expedientes.following import begin_session, case_file, due_event, found_by, is_just_filed
from expedientes.forms.following import CaseLookupForm, SubmissionForm
from expedientes.models import Expediente
from expedientes.views.follower import (
    FollowerAct,
    FollowerRequest,
    Following,
    cookies_of,
    has_filed,
    public_page,
    with_case,
    with_session,
)
from ground.documents.drafts import kept_files, received_files
from ground.documents.models import Document
from ground.documents.serving import serve, serve_unrecorded
from ground.documents.slots import UploadPlace, change_file, keep_files
from ground.doors.reading import indexed_form
from ground.doors.throttling import HOUR_SECONDS
from ground.languages import in_spanish
from ground.webforms.pages import Pressed, as_uuid, is_stale
from legal_calendar.days import IncompleteTablesError
from legal_calendar.ics import CONTENT_TYPE, calendar_file
from radicados.letter_parts import NoSignatoryError
from radicados.models import Radicado
from radicados.qr import grouped
from radicados.verification import is_throttled, letter_response, record_miss

logger = logging.getLogger(__name__)

Cases = Following[Any]

LEFT = _("Salió del caso: en este navegador ya no está abierto. Puede volver a él con su número y su código.")
FAULT = _(
    "No pudimos radicarlo por una falla nuestra, que quedó registrada. Lo que escribió sigue aquí: inténtelo "
    "de nuevo en unos minutos. La falla no le quita ningún plazo ni derecho."
)
TOO_MANY = _("Se enviaron muchos escritos sobre este caso en poco tiempo. Espere una hora y vuelva a intentarlo.")


# --- Number and code -----------------------------------------------------------------------------------
@indexed_form
@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: FollowerRequest, following: Cases) -> HttpResponse:
    """Number and code open the case for a while. A wrong number and a wrong code have the same answer.

    Whoever misses too often waits, and what they were sending stays in sight; the right ones always open it.
    """
    kept, show = following.kept(request, request.POST.get("act")), following.lookup_page
    if request.method != "POST":
        return show(request, CaseLookupForm(), status=200, kept=kept)
    if is_stale(request):
        return show(request, CaseLookupForm(initial=request.POST.dict()), status=403, kept=kept, why="stale")
    form = CaseLookupForm(request.POST)
    if not form.is_valid():
        return show(request, form, status=422, kept=kept)
    case = found_by(following.cases, **form.cleaned_data, but=following.elsewhere)
    if case is None:
        if is_throttled(request):
            page = render(request, f"{following.templates}/throttled.html", {"kept": kept}, status=429)
            page["Retry-After"] = str(HOUR_SECONDS)
            return page
        record_miss(request)
        return show(request, form, status=404, kept=kept, why="unknown")
    request.case_session, token = None, ""
    if not case.is_own(request.user):  # of their own nothing is left open when they log out
        request.case_session, token = begin_session(case)
    response: HttpResponse = redirect(case.get_absolute_url())
    if act := following.act_named(kept.act):  # what they were sending, as they left it
        response = _act_shown(request, case, following, act, _unjudged(case, act, dict(kept.fields)))
    return with_session(response, case, request.case_session, token) if request.case_session else response


# --- The case ------------------------------------------------------------------------------------------
@with_case
@require_safe
def case(request: FollowerRequest, case: Expediente, following: Cases) -> HttpResponse:
    """The whole page; asked again by htmx while a letter is in preparation, the parts that change.

    With `?hecho` it begins with the step that was just taken; otherwise, for whoever has just filed the case,
    with its code.
    """
    if request.htmx:
        context = {"case": case, "file": case_file(case, following.decisions), "standing": following.standing(case)}
        return render(request, "expedientes/following/_asked_again.html", context)
    return _case_shown(request, case, following)


@with_case
@require_POST
def leave(request: FollowerRequest, case: Expediente, following: Cases) -> HttpResponse:
    """This browser follows the case no longer, and its session is over wherever its token may be; a log-in is
    left by logging out."""
    if is_stale(request):
        return _case_shown(request, case, following, is_stale=True, status=403)
    messages.success(request, LEFT)
    response = redirect(f"{case.desk.app}:lookup")
    if request.case_session:
        request.case_session.delete()
        for path, cookie in cookies_of(case).items():
            response.delete_cookie(cookie, path=path, samesite="Lax")
    return response


def _case_shown(
    request: FollowerRequest, case: Expediente, following: Cases, *, is_stale: bool = False, status: int = 200
) -> HttpResponse:
    file, session = case_file(case, following.decisions), request.case_session
    taken = (step for step in file.steps if str(step.pk) == request.GET.get("hecho"))
    done = next((step for step in taken if step.is_by_petitioner), None)
    is_filer = session.is_filer if session else has_filed(request, case.radicado.number)
    is_new = not done and is_filer and is_just_filed(case)
    acts = offered([act.row for act in following.acts], case, timezone.localdate())
    context = {
        "case": case,
        "file": file,
        "is_stale": is_stale,
        "standing": following.standing(case),
        "asked": following.asked(case),
        "has_event": due_event(case, timezone.localdate()) is not None,
        "is_new": is_new,
        "done": done,
        "code": grouped(case.radicado.verification_code) if is_new else "",
        "lookup": f"{settings.PORTAL_BASE_URL}{reverse(f'{case.desk.app}:lookup')}",
    }
    context |= following.shown_with(case, acts)
    return render(request, f"{following.templates}/case.html", context, status=status)


@with_case
@require_safe
def document(request: FollowerRequest, case: Expediente, following: Cases, pk: int) -> HttpResponse:
    """A file of the case, of who filed it or of an answer; of an anonymous one nobody is noted."""
    documents = Document.objects.select_related("scan").filter(anexo__step__in=case.steps.public())
    found = get_object_or_404(documents, anexo=pk)
    return serve_unrecorded(found) if case.is_anonymous else serve(request, found, subject=case)


@with_case
@require_safe
def letter(request: FollowerRequest, case: Expediente, following: Cases, letter: str) -> HttpResponse:
    """A signed letter of the case, the acknowledgement included, reserved or not."""
    radicado = case.radicado
    if letter != radicado.number:
        letters = Radicado.objects.filter(paso__in=case.steps.public())
        radicado = get_object_or_404(letters, number=letter)
    if radicado.issued_at is None:
        raise Http404("not signed yet")
    return letter_response(radicado, as_attachment=True)


@with_case
@require_safe
def due_day(request: FollowerRequest, case: Expediente, following: Cases) -> HttpResponse:
    """The day by which somebody has to act, as a file for a calendar; 404 when there is none."""
    event = due_event(case, timezone.localdate())
    if event is None:
        raise Http404("no day is to come")
    disposition = f'attachment; filename="{case.radicado.number}.ics"'
    file = calendar_file(event, made_at=timezone.now())
    return HttpResponse(file, content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition})


# --- What they send ------------------------------------------------------------------------------------
@with_case
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: FollowerRequest, case: Expediente, following: Cases) -> HttpResponse:
    """The page of the act that the address names: it is done, and leads back to the case, or says why not.
    What the case does not admit leads back at once.

    Files are kept first, whatever is wrong with the rest: an error makes nobody repeat them.
    """
    act = following.act_named(request.resolver_match.url_name)
    if act is None:
        raise Http404("no act has that address")
    show = partial(_act_shown, request, case, following, act)
    if request.method != "POST":
        if act.row.refusal(case, timezone.localdate()):
            return redirect(case.get_absolute_url())
        return show(act.form_of(case, initial=act.begun(case)))
    if is_stale(request):  # nothing is done; what was typed is there to be sent again
        return show(_unjudged(case, act, request.POST), is_stale=True, status=403)
    posted, action = request.POST.copy(), Pressed.of(request, "send")
    # A page that lost its keys begins anew.
    submission, draft = (as_uuid(posted.get(name)) or uuid4() for name in ("submission", "draft"))
    posted["submission"], posted["draft"] = str(submission), str(draft)
    change_file(draft, action, attachments())
    problems = keep_files(draft, attachments(), request) if act.has_files else []
    if action.verb != "send":
        return show(_unjudged(case, act, posted), problems=problems, status=422 if problems else 200)
    options = {"has_files": bool(received_files(draft))} if act.has_files else {}
    form = act.form_of(case, posted, **options)
    if problems or not form.is_valid():
        return show(form, problems=problems, status=422)
    answers = form.cleaned_data.copy()
    if act.has_files:
        answers["draft_id"] = answers.pop("draft")
    why, status = str(TOO_MANY), 429
    if not following.writings.is_exceeded(str(case.pk)):
        try:
            with in_spanish():
                step = act.row.verb(pk=case.pk, request=request, **answers)
        except ActRefusedError as refusal:
            why, status = str(refusal), 422
        except (NoSignatoryError, IncompleteTablesError) as error:
            logger.error("writing not filed: %s: %s", type(error).__name__, error)
            why, status = str(FAULT), 503
        else:
            following.writings.count(str(case.pk))
            return redirect(act.onward(step) or f"{case.get_absolute_url()}?hecho={step.pk}")
    form.add_error(None, why)
    return show(form, status=status)


def _unjudged(case: Expediente, act: FollowerAct, typed: Mapping[str, Any]) -> SubmissionForm:
    """The form with what was typed, right or wrong."""
    initial = {name: typed.get(name, "") for name in (*act.form.base_fields, *act.more(case))}
    keys = {name: as_uuid(initial.get(name)) or uuid4() for name in ("submission", "draft")}
    return act.form_of(case, initial=initial | keys)


def _act_shown(
    request: FollowerRequest,
    case: Expediente,
    following: Cases,
    act: FollowerAct,
    form: SubmissionForm,
    *,
    problems: Sequence[str] = (),
    is_stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    address = reverse(act.row.view_name, args=[case.radicado.number])
    kept = kept_files(form["draft"].value()) if act.has_files else []
    context = {
        "case": case,
        "act": act,
        "asked": following.asked(case),
        "form": form,
        "forms": [form],
        "files": UploadPlace(attachments(), kept, problems, page=address),
        "is_stale": is_stale,
        "action": address,
    }
    return render(request, f"{following.templates}/act.html", context, status=status)
