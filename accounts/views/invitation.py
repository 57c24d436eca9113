"""The page that an invitation's link opens."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.membership import MembershipError, accept_invitation, open_invitation
from accounts.models import Profile


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, uid, token):
    """Names the company; by POST whoever is logged in accepts. Others log in or register first."""
    code = f"{uid}-{token}"
    found = open_invitation(code)
    if found is None:
        return render(request, "accounts/invitation_closed.html", status=404)
    profile = _profile(request)
    if request.method == "POST" and profile:
        return _accept(request, found, profile)
    context = {"invitation": found, "profile": profile, "code": code}
    return render(request, "accounts/invitation.html", context)


def _profile(request) -> Profile | None:
    if not request.user.is_authenticated:
        return None
    return Profile.objects.select_related("company").filter(user=request.user).first()


def _accept(request, invitation, profile):
    try:
        accept_invitation(invitation=invitation, profile=profile, request=request)
    except MembershipError as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:account")
    messages.success(request, f"Usted actúa por {invitation.company} desde ahora.")
    return redirect("accounts:company")
