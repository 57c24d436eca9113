"""*Mi cuenta*: what the portal knows of whoever is logged in."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import Company, MembershipRequest, Profile
from accounts.sessions import open_sessions
from accounts.standing import obstacle


def own_profile(request: HttpRequest) -> Profile:
    """The profile of whoever asks; 404 for accounts of the staff, which have none."""
    return get_object_or_404(
        Profile.objects.select_related("user", "company", "municipality"), user=request.user
    )


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
        "consent_count": request.user.consents.current().count(),
    }
    if profile:
        context["document_count"] = profile.supporting_documents.current().count()
        asked = MembershipRequest.objects.filter(company=profile.company, decided_at__isnull=True)
        context["waiting_count"] = asked.count() if profile.is_company_administrator else 0
    return render(request, "accounts/account/overview.html", context)
