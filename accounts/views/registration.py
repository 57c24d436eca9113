"""The registration's page (4.1) and its confirmation (4.1.6).

Whatever button is pressed, files and a good password are kept first: an error makes nobody repeat them.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import own_address
from accounts.forms.registration.characterisation import CharacterisationForm
from accounts.forms.registration.page import RegistrationForms
from accounts.forms.registration.residence import ResidenceFields
from accounts.membership import MembershipError, open_invitation
from accounts.models import Characterisation, DocumentCategory
from accounts.registering import drafts
from accounts.registering.index import index_of, review_parts
from accounts.registering.saving import finish
from accounts.views.login import let_in
from ground.documents.slots import change_file, keep_files
from ground.doors.addresses import client_ip
from ground.doors.reading import indexed_form
from ground.doors.throttling import Throttle
from ground.webforms.pages import Pressed, is_stale, trapped
from ground.webforms.review import review, review_page

DONE = "registration_done"
PLACE_PREFIXES = {"contact", "company"}
TOO_MANY = _("Hubo muchos registros seguidos desde su red. Espere una hora y vuelva a intentarlo.")

_registrations = Throttle("registrations", settings.REGISTRATIONS_PER_HOUR)


@indexed_form
@login_not_required
@csrf_exempt  # judged by `is_stale`, so that a page that was open too long loses nothing
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def register(request):
    """The page (GET), and what its buttons do (POST, by `action`); without a known one it is shown again."""
    # Before the database is asked for anything: without it, only what came from a page of ours is given back.
    is_old = request.method == "POST" and is_stale(request)
    if request.user.is_authenticated:
        return redirect("accounts:account")
    key = drafts.draft_key(request)
    if request.method != "POST":
        return _page(request, drafts.found_draft(key), RegistrationForms(invitation=_invitation(request)))
    if is_old:
        return HttpResponse(status=403) if request.htmx else _stale(request, key)
    if DONE in request.session and drafts.posted_key(request) == request.session[DONE]["draft"]:
        return _go("accounts:registered", request)
    request.session[drafts.KEY] = str(key)
    problems: dict[DocumentCategory, list[str]] = {}
    if not drafts.open_draft(key).is_finished:
        for category in DocumentCategory:
            if refused := keep_files(key, drafts.slot_of(category), request):
                problems[category] = refused
    draft = drafts.open_draft(key)  # while files were looked at, another window may have finished it
    if draft.is_finished:
        return _done(request, draft)
    action = Pressed.of(request, "review")
    return VERBS.get(action.verb, _show)(request, draft, action.number, problems)


@login_not_required
@require_safe
def registered(request):
    """*Confirmación de Registro*: whoever registered goes on from their mailbox. It says the same whoever had the
    address, the document, the user name or the company already: only a mailbox is told (accounts/mail_events.py)."""
    if DONE not in request.session:
        return redirect("accounts:register")
    return render(request, "accounts/registration/done.html", {"email": request.session[DONE]["email"]})


@login_not_required
@require_safe
def municipalities(request):
    """The list of municipalities of a department, as a field of the form with that prefix."""
    prefix = request.GET.get("prefix")
    if prefix not in PLACE_PREFIXES:
        raise Http404
    department = request.GET.get(f"{prefix}-department")
    form = ResidenceFields(prefix=prefix, initial={"department": department})
    return render(request, "inm/field.html", {"field": form["municipality"]})


def _stale(request, key):
    """What was typed, on a page that can be sent; nothing of it is kept, nor judged."""
    forms = RegistrationForms(request.POST, invitation=_invitation(request))
    return _page(request, drafts.found_draft(key), forms, is_old=True)


# --- What the buttons do -------------------------------------------------------------------------------
def _show(request, draft, number, problems):
    return _page(request, draft, _forms(request, draft), problems)


def _attach(request, draft, number, problems):
    """The files were kept already; without the whole page it shows the place that asks for it."""
    if not request.htmx:
        return _show(request, draft, number, problems)
    for place in _papers(draft, problems):
        if place.slot.name == request.htmx.target:
            status = 422 if place.problems else 200
            return render(request, "accounts/registration/_slot.html", {"place": place}, status=status)
    raise Http404


def _change_file(request, draft, number, problems):
    change_file(draft.pk, Pressed.of(request), *map(drafts.slot_of, DocumentCategory))
    return _attach(request, draft, number, problems)


def _forget_sensitive(request, draft, number, problems):
    posted = request.POST.copy()
    for name in Characterisation.SENSITIVE_FIELDS:
        posted.pop(f"{CharacterisationForm.prefix}-{name}", None)
    return _page(request, draft, _forms(request, draft, posted), problems)


def _review(request, draft, number, problems):
    """All answers together, once nothing is wrong with them."""
    return _judge(request, draft, problems, _all_answers)


def _finish(request, draft, number, problems):
    """*Finalizar Registro*; of two clicks the second waits and is led to what the first did."""
    return _judge(request, draft, problems, _register)


@transaction.atomic
def _judge(request, draft, problems, act):
    draft = drafts.locked_draft(draft.pk)
    if draft.is_finished:
        return _done(request, draft)
    forms = _forms(request, draft, judged=True)
    problems = drafts.lacking(draft.pk, forms.unasked_papers) | problems
    others = trapped(request, "finish")  # what has nothing to do with any answer, as the error summary takes it
    if _registrations.is_exceeded(client_ip(request)):
        others.append(("finish", str(TOO_MANY)))
    if not forms.is_valid or problems or others:
        return _page(request, draft, forms, problems, others)
    return act(request, draft, forms)


def _all_answers(request, draft, forms):
    parts = review_parts(forms, _papers(draft, {}))
    shown = review(request.POST, parts, forms, form_url=reverse("accounts:register"))
    return review_page(request, "accounts/registration/review.html", shown)


def _register(request, draft, forms):
    try:
        user = finish(draft=draft, forms=forms, request=request, next_page=_next_page(request))
    except MembershipError as error:
        return _page(request, draft, forms, {}, [("finish", str(error))])
    _registrations.count(client_ip(request))
    request.session[drafts.REGISTERED] = user.pk  # of nobody, where the address was somebody's: it tells nothing
    answer = _done(request, draft)
    return let_in(request, user, lambda: reverse("accounts:company")) if user.email_verified_at else answer


VERBS = {
    "attach": _attach,
    "remove": _change_file,
    "restore": _change_file,
    "forget_sensitive": _forget_sensitive,
    "review": _review,
    "finish": _finish,
}


def _done(request, draft):
    request.session[DONE] = {"draft": str(draft.pk), "email": request.POST.get("email-email", "")}
    request.session.pop(drafts.KEY, None)
    request.session.pop(drafts.OWNER, None)
    return _go("accounts:registered", request)


def _go(url_name: str, request):
    answer = redirect(url_name)
    return HttpResponse(headers={"HX-Redirect": answer.url}) if request.htmx else answer


# --- What the page is made of --------------------------------------------------------------------------
def _invitation(request):
    return open_invitation(_invitation_code(request))


def _invitation_code(request) -> str:
    return request.POST.get("invitacion") or request.GET.get("invitacion", "")


def _next_page(request) -> str:
    """Where whoever registers was going."""
    return own_address(request, request.POST.get("next") or request.GET.get("next", ""))


def _papers(draft, problems) -> list[drafts.Paper]:
    return drafts.papers(draft, problems, reverse("accounts:register"))


def _forms(request, draft, posted=None, *, judged: bool = False) -> RegistrationForms:
    forms = RegistrationForms(posted or request.POST, invitation=_invitation(request), judged=judged)
    if password := forms.typed_password():
        drafts.keep_password(draft, password, forms.owner, request)
    forms.ask_password(is_received=drafts.has_password(draft, forms.owner, request))
    return forms


def _page(request, draft, forms, problems=None, others=(), *, is_old: bool = False):
    """The whole page; with errors, a 422."""
    places = _papers(draft, problems or {})
    extra_errors = [*(error for place in places for error in place.errors), *others]
    has_errors = bool(extra_errors) or forms.has_errors
    context = {
        "forms": forms,
        "slots": places,
        "parts": index_of(forms, places),
        "max_size": settings.DOCUMENT_MAX_BYTES,
        "extra_errors": extra_errors,
        "has_errors": has_errors,
        "is_old": is_old,
        "must_repeat_password": bool(
            forms.posted and drafts.OWNER in request.session and not forms.password.is_received
        ),
        "draft_key": drafts.sealed(request, draft.pk),
        "has_lost_draft": drafts.is_of_another_session(request, draft.pk),
        "next_page": _next_page(request),
        "invitation": forms.invitation,
        "invitation_code": _invitation_code(request),
    }
    template = "accounts/registration/page.html"
    return render(request, template, context, status=422 if has_errors else 403 if is_old else 200)
