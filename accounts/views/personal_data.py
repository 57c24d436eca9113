"""*Mi cuenta*: what a person may correct by themself."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.changes import change, hold
from accounts.consents import give, wordings_in_force
from accounts.forms.account import characterisation_form, contact_form
from accounts.forms.registration.consents import UNAUTHORISED, ConsentForm
from accounts.models import Characterisation, Consent, Profile
from accounts.models.consents import ConsentKind
from accounts.views.account import own_profile
from ground.webforms.form_page import form_page


@require_http_methods(["GET", "HEAD", "POST"])
def contact_data(request):
    """Telephones and address; names and documents are identity, corrected by a claim."""
    profile = own_profile(request)
    form = contact_form(profile, request.POST or None)
    if not form.is_bound or not form.is_valid():
        return form_page(request, "accounts/account/contact_data.html", form, profile=profile)
    with transaction.atomic():
        hold(profile)
        change(profile, form.details, request=request, what="contact_data")
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
    if form.is_bound and all(each.is_valid() for each in forms):
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
