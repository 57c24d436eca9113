"""*Mi cuenta*: what the portal knows of whoever is logged in, what they may correct, add and authorise."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import changes
from accounts.changes import addable_categories, change, hold, tell_of_change
from accounts.consents import give, withdraw, wordings_in_force
from accounts.doors import obstacle
from accounts.forms.account import NewDocumentForm, ThemeForm, UploadForm, characterisation_form, contact_form
from accounts.forms.credentials import CurrentPasswordForm
from accounts.forms.registration.consents import UNAUTHORISED, ConsentForm
from accounts.models import (
    Characterisation,
    Company,
    Consent,
    ConsentKind,
    MembershipRequest,
    Profile,
    SupportingDocument,
    User,
)
from accounts.sessions import open_sessions
from ground.documents.receiving import FileRefusedError
from ground.documents.serving import serve
from ground.doors.throttling import Throttle
from ground.webforms.pages import form_page

uploads = Throttle("account-uploads", limit=60)

# The others are what the account stands on: they end with it.
OPTIONAL_KINDS = (ConsentKind.SENSITIVE_DATA, ConsentKind.ELECTRONIC_NOTICE, ConsentKind.NEWS)
UNTICKED = "Marque la casilla si quiere dar esta autorización."


def own_profile(request: HttpRequest) -> Profile:
    """The profile of whoever asks; 404 for accounts of the staff, which have none."""
    return get_object_or_404(Profile.objects.select_related("user", "company", "municipality"), user=request.user)


def administrator(request: HttpRequest) -> tuple[Profile, Company]:
    """Whoever asks, and the company that they administer; 404 for everybody else."""
    profile = own_profile(request)
    if profile.company is None or not profile.is_company_administrator:
        raise Http404
    return profile, profile.company


@require_safe
def account(request):
    """Every section of the account with its state in a line."""
    profile = Profile.objects.select_related("company").filter(user=request.user).first()
    context = {
        "profile": profile,
        "obstacle": obstacle(request.user) if profile else None,
        "session_count": open_sessions(request.user).count(),
        "theme_form": ThemeForm(instance=request.user),
        "consent_count": request.user.consents.current().count(),
    }
    if profile:
        context["document_count"] = profile.supporting_documents.current().count()
        asked = MembershipRequest.objects.of_confirmed().filter(company=profile.company, decided_at__isnull=True)
        context["waiting_count"] = asked.count() if profile.is_company_administrator else 0
    return render(request, "accounts/account/overview.html", context)


@require_POST
def choose_theme(request):
    """In which colours the pages of whoever is logged in are shown, from now on and in any browser.

    Pages for anybody are the same for everybody, so that they may be cached: there the system decides.
    """
    form = ThemeForm(request.POST)
    if not form.is_valid():
        raise Http404
    User.objects.filter(pk=request.user.pk).update(theme=form.cleaned_data["theme"])
    messages.success(request, "Los colores de sus páginas quedaron guardados.")
    return redirect("accounts:account")


# --- Personal data --------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
def contact_data(request):
    """Telephones and address, with the password; names and documents are identity, corrected by a claim."""
    profile = own_profile(request)
    form = contact_form(profile, request.POST or None)
    proof = CurrentPasswordForm(request.POST if form.is_bound else None, user=request.user)
    forms = [form, proof]
    is_proven = proof.is_valid()  # looked at whatever else is wrong: all errors show at once
    if not (form.is_valid() and is_proven):
        return form_page(request, "accounts/account/contact_data.html", form, profile=profile, proof=proof, forms=forms)
    with transaction.atomic():
        hold(profile)
        changed = change(profile, form.details, request=request, what="contact_data")
        tell_of_change(profile, changed, to=[request.user])
    messages.success(request, "Sus datos quedaron guardados.")
    return redirect("accounts:contact_data")


@require_http_methods(["GET", "HEAD", "POST"])
def characterisation(request):
    """All of it optional; sensitive answers only with their own authorisation."""
    profile = own_profile(request)
    form = characterisation_form(_answers(profile), request.POST or None)
    consent = None
    wording = wordings_in_force().get(ConsentKind.SENSITIVE_DATA)
    if wording and not _given(request):
        missing = UNAUTHORISED if form.tells_sensitive_data else ""
        consent = ConsentForm(request.POST or None, wording=wording, missing=missing)
    forms = [form, consent] if consent else [form]
    if all(each.is_valid() for each in forms):
        with transaction.atomic():
            hold(profile)
            if consent and consent.cleaned_data["accepts"]:
                give(user=request.user, wording=consent.wording, request=request)
            told = form.cleaned_data
            if _given(request) is None:  # withdrawn in another window meanwhile, or nothing needs it
                told = {name: told[name] for name in told if name not in Characterisation.SENSITIVE_FIELDS}
            change(_answers(profile), told, request=request, what="characterisation")
        messages.success(request, "Su caracterización quedó guardada.")
        return redirect("accounts:characterisation")
    context = {"form": form, "forms": forms, "consent_form": consent, "given": _given(request)}
    status = 422 if form.is_bound else 200
    return render(request, "accounts/account/characterisation.html", context, status=status)


def _answers(profile: Profile) -> Characterisation:
    return Characterisation.objects.filter(profile=profile).first() or Characterisation(profile=profile)


def _given(request) -> Consent | None:
    """The authorisation for sensitive answers, if it stands."""
    return request.user.consents.current().filter(kind=ConsentKind.SENSITIVE_DATA).first()


# --- The documents that support the registration --------------------------------------------------------
@require_safe
def documents(request):
    """What supports the registration, and what it replaced."""
    profile = own_profile(request)
    kept = _own(profile)
    context = {
        "profile": profile,
        "current": [row for row in kept if row.replaced_at is None],
        "replaced": [row for row in kept if row.replaced_at],
        "can_add": bool(addable_categories(profile)),
    }
    return render(request, "accounts/account/documents.html", context)


@require_safe
def open_document(request, pk):
    """The file, to its owner; those that were replaced too."""
    kept = get_object_or_404(_own(own_profile(request)), pk=pk)
    return serve(request, kept.document, subject=kept)


@require_http_methods(["GET", "HEAD", "POST"])
def new_document(request):
    profile = own_profile(request)
    form = NewDocumentForm(request.POST or None, request.FILES or None, categories=addable_categories(profile))
    if form.is_valid() and _received(
        request, form, changes.add_document, profile=profile, category=form.cleaned_data["category"]
    ):
        messages.success(request, "El documento quedó añadido.")
        return redirect("accounts:documents")
    return form_page(request, "accounts/account/new_document.html", form, replaced=None)


@require_http_methods(["GET", "HEAD", "POST"])
def replace_document(request, pk):
    profile = own_profile(request)
    replaced = get_object_or_404(_own(profile).current(), pk=pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _received(request, form, changes.replace_document, replaced=replaced):
        messages.success(request, "El documento quedó reemplazado; el anterior se conserva en la lista.")
        return redirect("accounts:documents")
    return form_page(request, "accounts/account/new_document.html", form, replaced=replaced)


def _own(profile):
    return SupportingDocument.objects.filter(profile=profile).select_related("profile", "document__scan")


def _received(request, form, act, **what) -> bool:
    """Whether the file was accepted; if not, the form says why."""
    key = str(request.user.pk)
    if uploads.is_exceeded(key):
        form.add_error("upload", "Ha enviado muchos archivos en poco tiempo. Espere una hora.")
        return False
    uploads.count(key)
    try:
        act(upload=form.cleaned_data["upload"], request=request, **what)
    except FileRefusedError as refusal:
        form.add_error("upload", str(refusal))
        return False
    return True


# --- Authorisations, in the words that were shown -------------------------------------------------------
@require_safe
def consents(request):
    given = request.user.consents.select_related("text")
    current = [consent for consent in given if consent.withdrawn_at is None]
    wordings = wordings_in_force()
    offered = wordings.keys() - {consent.kind for consent in current}
    shown = []
    for consent in current:
        latest = wordings.get(consent.kind)
        is_newer = latest and latest.version.version > consent.text.version
        is_optional = consent.kind in OPTIONAL_KINDS
        shown.append({"row": consent, "is_optional": is_optional, "newer": latest if is_newer else None})
    context = {
        "current": shown,
        "offered": [wordings[kind] for kind in OPTIONAL_KINDS if kind in offered],
        "withdrawn": [consent for consent in given if consent.withdrawn_at],
    }
    return render(request, "accounts/account/consents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_consent(request, pk):
    """Says what follows from it, and does it by POST."""
    consent = get_object_or_404(request.user.consents.current(), pk=pk, kind__in=OPTIONAL_KINDS)
    if request.method != "POST":
        return render(request, "accounts/account/withdraw_consent.html", {"consent": consent})
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=request.user.pk)  # two clicks at once
        consent = request.user.consents.current().filter(pk=pk).first()  # or it was withdrawn meanwhile
        if consent:
            withdraw(consent=consent, request=request)
            messages.success(request, "La autorización quedó retirada.")
    return redirect("accounts:consents")


@require_http_methods(["GET", "HEAD", "POST"])
def give_consent(request, kind):
    """One that is optional, given later than the registration."""
    wording = wordings_in_force().get(kind)
    if wording is None or kind not in OPTIONAL_KINDS:
        raise Http404
    form = ConsentForm(request.POST or None, wording=wording, missing=UNTICKED)
    if not form.is_valid():
        return form_page(request, "accounts/account/give_consent.html", form, wording=wording)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=request.user.pk)  # two clicks at once
        give(user=request.user, wording=wording, request=request)
    messages.success(request, "La autorización quedó registrada.")
    return redirect("accounts:consents")
