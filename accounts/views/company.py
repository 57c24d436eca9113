"""*Mi cuenta*: the company that the user acts for, or does not yet."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.changes import change
from accounts.forms.account_data import CompanyForms
from accounts.membership import MembershipError, act_as_person, remove_member
from accounts.models import Company, LegalRepresentative
from accounts.views.account import administrator, own_profile
from ground.audit.models import Action
from ground.audit.trail import record


@require_safe
def company(request):
    """What the portal knows of the company; without one, what the user waits for and may do."""
    profile = own_profile(request)
    if profile.company is None:
        asked = profile.membership_requests.select_related("company").first()
        return render(request, "accounts/account/no_company.html", {"profile": profile, "asked": asked})
    representative = _representative(profile.company)
    _record_reading(request, representative)
    context = {"profile": profile, "company": profile.company, "representative": representative}
    return render(request, "accounts/account/company.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_company(request):
    """Its data, its kind and its representative, by an administrator. Name and tax number stay."""
    _, company = administrator(request)
    representative = _representative(company)
    forms = CompanyForms(company, representative, request.POST or None)
    if forms.is_bound and forms.is_valid:
        _save(request, company, forms)
        messages.success(request, "Los datos de la empresa quedaron guardados.")
        return redirect("accounts:company")
    _record_reading(request, representative)
    status = 422 if forms.is_bound else 200
    context = {"company": company, "forms": forms}
    return render(request, "accounts/account/change_company.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def leave_company(request):
    """Says what follows from it, and does it by POST."""
    profile = own_profile(request)
    if profile.company is None:
        raise Http404
    if request.method != "POST":
        return render(request, "accounts/account/remove_user.html", {"member": profile})
    return _done(
        request, remove_member, "Usted ya no actúa por la empresa.", profile=profile, by=request.user
    )


@require_POST
def become_person(request):
    """Whoever has no company goes on as a natural person."""
    profile = own_profile(request)
    if profile.company or not profile.is_legal_person:
        raise Http404
    return _done(request, act_as_person, "Desde ahora usted actúa como persona natural.", profile=profile)


def _done(request, act, sentence: str, **whom):
    try:
        act(request=request, **whom)
    except MembershipError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect("accounts:company")


@transaction.atomic
def _save(request, company: Company, forms: CompanyForms) -> None:
    company = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    change(company, forms.contact.contact | forms.traits.traits, request=request, what="company_data")
    person = _representative(company) or LegalRepresentative(company=company)
    change(person, forms.representative.cleaned_data, request=request, what="legal_representative")


def _representative(company: Company) -> LegalRepresentative | None:
    return LegalRepresentative.objects.filter(company=company).first()


def _record_reading(request, representative: LegalRepresentative | None) -> None:
    """The representative is a person, and need not be whoever reads."""
    if representative:
        record(Action.READ, request=request, subject=representative)
