"""*Mi cuenta*: what a person may correct by themself."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.changes import change, hold
from accounts.consents import give, wordings_in_force
from accounts.forms.account_consent import ConsentForm
from accounts.forms.account_data import characterisation_form, contact_form
from accounts.models import Characterisation, Consent, Profile
from accounts.models.consents import ConsentKind
from accounts.views.account import own_profile
from ground.webforms.form_page import form_page

UNAUTHORISED = (
    "Usted respondió preguntas sobre datos sensibles: marque la autorización para que podamos guardarlas, "
    "o deje esas preguntas sin responder."
)


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
    consent = _consent_form(request, form)
    forms = [form, consent] if consent else [form]
    if form.is_bound and all(each.is_valid() for each in forms):
        _save(request, profile, form, consent)
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


def _consent_form(request, form) -> ConsentForm | None:
    """The box of the authorisation, until it is given."""
    wording = wordings_in_force().get(ConsentKind.SENSITIVE_DATA)
    if wording is None or _given(request):
        return None
    missing = UNAUTHORISED if form.tells_sensitive_data else ""
    return ConsentForm(request.POST or None, wording=wording, missing=missing)


@transaction.atomic
def _save(request, profile: Profile, form, consent: ConsentForm | None) -> None:
    hold(profile)
    if consent and consent.cleaned_data["accepts"]:
        give(user=request.user, wording=consent.wording, request=request)
    told = form.cleaned_data
    if _given(request) is None:  # withdrawn in another window meanwhile, or nothing that needs it was told
        told = {name: value for name, value in told.items() if name not in Characterisation.SENSITIVE_FIELDS}
    change(_answers(profile), told, request=request, what="characterisation")
