"""What the petitioner writes about a case that is filed: one page for each act.

Files are kept first, whatever is wrong with the rest: an error makes nobody repeat them.
"""

import logging
from collections.abc import Sequence
from uuid import uuid4

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from expedientes.acts.steps import ActRefusedError
from expedientes.attachments import attachments
from ground.documents.drafts import kept_files, remove_file
from ground.documents.slots import UploadPlace, keep_files
from ground.doors.throttling import Throttle
from ground.webforms.keys import as_uuid
from ground.webforms.pressed import Pressed
from ground.webforms.stale import is_stale
from pqrsd.filing import OUR_FAULTS
from pqrsd.forms.writings import SubmissionForm
from pqrsd.models import Pqrsd
from pqrsd.views.opening import Kept, with_case
from pqrsd.views.petitioner_acts import ACTS, PetitionerAct, asked_of

logger = logging.getLogger(__name__)

FAULT = (
    "No pudimos radicarlo por una falla nuestra, que quedó registrada. Lo que escribió sigue aquí: inténtelo "
    "de nuevo en unos minutos. La falla no le quita ningún plazo ni derecho."
)
TOO_MANY = (
    "Se enviaron muchos escritos sobre esta petición en poco tiempo. Espere una hora y vuelva a intentarlo."
)

# By the case and not by the address: an anonymous petitioner has none.
_writings = Throttle("pqrsd-writings", settings.PQRSD_FILINGS_PER_HOUR)


def _page_of(act: PetitionerAct):
    """The view of an act; what the case does not admit leads back to it."""

    @with_case
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request, pqrsd: Pqrsd):
        if request.method == "POST":
            return _stale(request, pqrsd, act) if is_stale(request) else _posted(request, pqrsd, act)
        if act.row.refusal(pqrsd, timezone.localdate()):
            return redirect(pqrsd.get_absolute_url())
        return _shown(request, pqrsd, act, act.form(label=act.label))

    return page


complete, more_time, reply, withdraw, rate = map(_page_of, ACTS.values())


def resumed(request, pqrsd: Pqrsd, kept: Kept) -> HttpResponse | None:
    """The page that somebody was sending when its time was over, as they left it; None if there was none."""
    act = ACTS.get(kept.act)
    if act is None:
        return None
    return _shown(request, pqrsd, act, _unjudged(act, dict(kept.fields)))


def _stale(request, pqrsd: Pqrsd, act: PetitionerAct) -> HttpResponse:
    """Nothing is done; what was typed is there to be sent again."""
    return _shown(request, pqrsd, act, _unjudged(act, request.POST), is_stale=True, status=403)


def _posted(request, pqrsd: Pqrsd, act: PetitionerAct) -> HttpResponse:
    posted, action = _with_keys(request.POST), Pressed.of(request, "send")
    if action.verb == "remove":
        remove_file(posted["draft"], action.number)
    problems = keep_files(posted["draft"], attachments(), request) if act.has_files else []
    if action.verb != "send":
        status = 422 if problems else 200
        return _shown(request, pqrsd, act, _unjudged(act, posted), problems=problems, status=status)
    form = _judged(act, posted)
    if problems or not form.is_valid():
        return _shown(request, pqrsd, act, form, problems=problems, status=422)
    return _done(request, pqrsd, act, form)


def _with_keys(posted):
    """What was posted, its two keys whole: a page that lost them begins anew."""
    posted = posted.copy()
    for name in ("submission", "draft"):
        posted[name] = as_uuid(posted.get(name, "")) or uuid4()
    return posted


def _judged(act: PetitionerAct, posted) -> SubmissionForm:
    options = {"has_files": bool(kept_files(posted["draft"]))} if act.has_files else {}
    return act.form(posted, label=act.label, **options)


def _unjudged(act: PetitionerAct, typed) -> SubmissionForm:
    """The form with what was typed, right or wrong."""
    initial = {name: typed.get(name, "") for name in act.form.base_fields}
    keys = {name: as_uuid(initial.get(name)) or uuid4() for name in ("submission", "draft")}
    return act.form(initial=initial | keys, label=act.label)


def _done(request, pqrsd: Pqrsd, act: PetitionerAct, form: SubmissionForm) -> HttpResponse:
    """Do it and go back to the case, or say why not."""
    answers = form.cleaned_data | ({"draft_id": form.cleaned_data.get("draft")} if act.has_files else {})
    answers.pop("draft", None)
    if _writings.is_exceeded(str(pqrsd.pk)):
        return _refused(request, pqrsd, act, form, TOO_MANY, status=429)
    try:
        step = act.row.verb(pk=pqrsd.pk, request=request, **answers)
    except ActRefusedError as refusal:
        return _refused(request, pqrsd, act, form, str(refusal))
    except OUR_FAULTS as error:
        logger.error("writing not filed: %s: %s", type(error).__name__, error)
        return _refused(request, pqrsd, act, form, FAULT, status=503)
    _writings.count(str(pqrsd.pk))
    return redirect(f"{pqrsd.get_absolute_url()}?hecho={step.pk}")


def _refused(request, pqrsd: Pqrsd, act: PetitionerAct, form, why: str, *, status: int = 422) -> HttpResponse:
    form.add_error(None, why)
    return _shown(request, pqrsd, act, form, status=status)


def _shown(
    request,
    pqrsd: Pqrsd,
    act: PetitionerAct,
    form: SubmissionForm,
    *,
    problems: Sequence[str] = (),
    is_stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    address = reverse(act.row.view_name, args=[pqrsd.radicado.number])
    kept = kept_files(form["draft"].value()) if act.has_files else []
    context = {
        "pqrsd": pqrsd,
        "act": act,
        "asked": asked_of(pqrsd),
        "form": form,
        "forms": [form],
        "files": UploadPlace(attachments(), kept, problems, page=address),
        "is_stale": is_stale,
        "action": address,
    }
    return render(request, "pqrsd/case/writing.html", context, status=status)
